import { liveCell } from '../live-cell.ts';
import { sentenceOn } from './sentence-on.ts';

/**
 * What the slides' sentences are about.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum SentenceTopicName {
  /** A quarter's 999 calls against the quarter before. */
  Calls999 = "999 calls",
  /** A quarter's 101 calls against the quarter before. */
  Calls101 = "101 calls",
  /** A quarter's live chat contacts against the quarter before. */
  LiveChat = "Live chat",
  /** All violence against women and girls in a rolling quarter, against the year before. */
  VAWG = "VAWG",
  /** The same of domestic abuse. */
  DA = "DA",
  /** The same of what is not domestic abuse. */
  NonDA = "Non-DA",
  /** The same of rape. */
  Rape = "Rape",
  /** The same of other sexual offences. */
  OtherSexual = "Other sexual",
  /** How the plan's AFIs stand. */
  Plan = "Plan",
}

/**
 * The sentence of the slides, written from the numbers, such as "999 calls rose by 10,584 (11.2%) on the last quarter".
 * @customfunction
 * @param topic What it is about, such as "999 calls", "Live chat", "VAWG", "Rape" or "Plan"
 * @param period A quarter, such as "Q2 2022/23"; for VAWG a rolling quarter, such as "Sep-22"; for the plan a date, or nothing
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function sentence(
  topic: SentenceTopicName,
  period: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<string>,
): void {
  liveCell(invocation, (reader) => sentenceOn(reader, topic, period, asAt).sentence);
}
