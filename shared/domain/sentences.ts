import { AFI_STATUSES, type Afi, type Rag, ragOn } from './afi.ts';
import { pointChange, printedCount, printedPercent, relativeChange, roundTo } from './arithmetic.ts';
import { type Day, printedMonth, type Quarter } from './calendar.ts';
import type { CallChannel } from './call-month.ts';
import { type VawgRate, vawgRatePercent, yearBefore } from './vawg-figures.ts';
import type { VawgCategory, VawgPeriod } from './vawg-period.ts';

/** The slides' sentences, written from the numbers: one clause after another, without a full stop, as bullets have none. */

const LEAST_PRINTED_SHARE = 0.0005;

interface Compared {
  readonly subject: string;
  readonly earlier: number;
  readonly later: number;
  /** Such as "the last quarter". */
  readonly than: string;
}

/** "999 calls rose by 10,584 (11.2%) on the last quarter". */
function changeOfCount({ subject, earlier, later, than }: Compared): string {
  if (later === earlier)
    return `${subject} did not change on ${than}: ${later === 0 ? 'none' : printedCount(later)} in both`;
  const verb = later > earlier ? 'rose' : 'fell';
  const by = printedCount(Math.abs(later - earlier));
  const relative = relativeChange(earlier, later);
  return relative === null
    ? `${subject} rose by ${by} on ${than}, which had none`
    : `${subject} ${verb} by ${by} (${printedShare(Math.abs(relative))}) on ${than}`;
}

/** One decimal, as the slides print it; a change is never told as 0.0%. */
const printedShare = (fraction: number): string =>
  fraction < LEAST_PRINTED_SHARE ? 'under 0.1%' : printedPercent(fraction);

const LAST_QUARTER = 'the last quarter';

export interface QuarterCounts {
  readonly quarter: Quarter;
  readonly count: number;
  /** The count of the quarter before; null where it is not recorded. */
  readonly before: number | null;
}

/** A quarter's 999 or 101 calls against the quarter before. */
export function callsSentence(channel: CallChannel, { quarter, count, before }: QuarterCounts): string {
  if (before !== null)
    return changeOfCount({ subject: `${channel} calls`, earlier: before, later: count, than: LAST_QUARTER });
  // "94,435 999 calls" would run two numbers together
  return `${counted(count, 'call', 'calls')} received on ${channel} in ${quarter}; the quarter before is not recorded`;
}

/** A quarter's live chat contacts against the quarter before. */
export function liveChatSentence({ quarter, count, before }: QuarterCounts): string {
  if (before !== null)
    return changeOfCount({ subject: 'Live chat contacts', earlier: before, later: count, than: LAST_QUARTER });
  return `${counted(count, 'live chat contact', 'live chat contacts')} received in ${quarter}; the quarter before is not recorded`;
}

/** What a category counts: one, and several. */
const VAWG_OFFENCES: Readonly<Record<VawgCategory, readonly [one: string, several: string]>> = {
  Force: ['VAWG offence', 'VAWG offences'],
  DA: ['domestic abuse VAWG offence', 'domestic abuse VAWG offences'],
  'Non-DA': ['non domestic abuse VAWG offence', 'non domestic abuse VAWG offences'],
  Rape: ['rape', 'rapes'],
  'Other sexual': ['other sexual offence', 'other sexual offences'],
};

/** A rolling quarter's VAWG figures against the same months of the year before: the rates in percentage points, never in %. */
export function vawgSentence(now: VawgPeriod, before: VawgPeriod | null): string {
  const [one, several] = VAWG_OFFENCES[now.category];
  const quarter = `the rolling quarter to ${printedMonth(now.quarterTo)}`;
  const recorded =
    before === null
      ? `${counted(now.recorded, one, several)} recorded in ${quarter}`
      : changeOfCount({
          subject: `${capitalised(several)} recorded`,
          earlier: before.recorded,
          later: now.recorded,
          than: `the quarter to ${printedMonth(before.quarterTo)}`,
        });
  const rates = `${rateClause(now, before, 'Suspect interviewed rate')} and ${rateClause(now, before, 'Charge rate')}`;
  const missing = before === null ? `; the quarter to ${printedMonth(yearBefore(now.quarterTo))} is not recorded` : '';
  const immature = now.immature ? '; these rates rise later, as outcomes come in' : '';
  return `${recorded}; ${rates}${missing}${immature}`;
}

/** "the charge rate rose by 0.6 percentage points to 5.0%"; a number with a decimal takes the plural, 1.0 too. */
function rateClause(now: VawgPeriod, before: VawgPeriod | null, rate: VawgRate): string {
  const name = `the ${rate.toLowerCase()}`;
  const later = vawgRatePercent(now, rate);
  const at = `${oneDecimal(later)}%`;
  if (before === null) return `${name} was ${at}`;
  const points = pointChange(vawgRatePercent(before, rate), later);
  if (points === 0) return `${name} did not change, at ${at}`;
  return `${name} ${points > 0 ? 'rose' : 'fell'} by ${oneDecimal(Math.abs(points))} percentage points to ${at}`;
}

/** Rounded as the tables round: toFixed alone makes 24.4 of 24.45. */
const oneDecimal = (value: number): string => roundTo(value, 1).toFixed(1);

/** How the plan's AFIs stand on a day: their statuses, then what is overdue or at risk. */
export function planSentence(afis: readonly Pick<Afi, 'status' | 'baseline' | 'forecast'>[], day: Day): string {
  if (afis.length === 0) return 'The plan has no AFIs';
  const groups = [...AFI_STATUSES, undefined]
    .map((status) => ({ status, count: afis.filter((afi) => afi.status === status).length }))
    .filter(({ count }) => count > 0);
  const [first, ...others] = groups;
  const isAlike = first !== undefined && others.length === 0;
  const stand = isAlike
    ? `${afis.length === 1 ? 'The one AFI is' : `All ${printedCount(afis.length)} AFIs are`} ${statusWords(first.status)}`
    : `Of the ${printedCount(afis.length)} AFIs ${inARow(groups.map(({ status, count }) => `${are(count)} ${statusWords(status)}`))}`;
  return `${stand}; ${ragClause(afis.map((afi) => ragOn(afi, day)))}`;
}

/** "1 is overdue and none is at risk"; an AFI whose status or forecast is not recorded is told apart from one that is on track. */
function ragClause(rags: readonly Rag[]): string {
  const having = (wanted: Rag): number => rags.filter((rag) => rag === wanted).length;
  const unknown = having('Not recorded');
  if (unknown === rags.length)
    return `whether ${rags.length === 1 ? 'it' : 'any'} is overdue or at risk is not recorded`;
  const told = [`${are(having('Overdue'))} overdue`, `${are(having('At risk'))} at risk`];
  return inARow(unknown === 0 ? told : [...told, `${printedCount(unknown)} cannot be told`]);
}

function statusWords(status: Afi['status']): string {
  if (status === undefined) return 'without a recorded status';
  return status === 'Submitted to HMICFRS' ? 'submitted to HMICFRS' : status.toLowerCase();
}

/** "none is", "1 is", "19 are". */
const are = (count: number): string =>
  count === 0 ? 'none is' : `${printedCount(count)} ${count === 1 ? 'is' : 'are'}`;

/** "No calls were", "1 call was", "29,188 calls were". */
function counted(count: number, one: string, several: string): string {
  if (count === 0) return `No ${several} were`;
  return count === 1 ? `1 ${one} was` : `${printedCount(count)} ${several} were`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const inARow = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
