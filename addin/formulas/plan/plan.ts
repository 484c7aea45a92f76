import { liveCell } from '../live-cell.ts';
import { longDay, notInPlanYet, onDay, spilled } from '../plan-lookups.ts';
import { optionalSwitch } from '../typed-arguments.ts';
import { spanOf } from './board-day.ts';
import { CHANGE_HEADING, changeRows } from './change-rows.ts';
import { chosenAfis } from './chosen-afis.ts';
import { PLAN_HEADING, planRow } from './plan-rows.ts';

/**
 * The statuses of an AFI.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum AfiStatusName {
  /** Work has not begun. */
  NotStarted = "Not started",
  /** Work is going on. */
  InProgress = "In progress",
  /** The force has finished; sign-off is awaited. */
  ForceComplete = "Force complete",
  /** Sent to HMICFRS. */
  SubmittedToHmicfrs = "Submitted to HMICFRS",
  /** HMICFRS has discharged it. */
  Discharged = "Discharged",
  /** HMICFRS has sent it back. */
  Returned = "Returned",
  /** No document states a status. */
  NotRecorded = "Not recorded",
}

/**
 * The plan, spilled: a row for each AFI with its number, wording, status, RAG, due and first promised dates, slip in days,
 * inspection area, grade, lead and board. Dates are Excel dates: format their columns as dates.
 * @customfunction
 * @param [status] Only AFIs of this status
 * @param [area] Only AFIs of this inspection area, by any of its names
 * @param [headers] TRUE for a heading row
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function plan(
  status: AfiStatusName,
  area: unknown,
  headers: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const hasHeading = optionalSwitch(headers, 'headers');
    const { onThatDay, day, afis, nothing } = chosenAfis(reader, status, area, asAt);
    const rows = afis.map((afi) => planRow(onThatDay, afi, day ?? reader.today()));
    return spilled(rows, PLAN_HEADING, hasHeading, nothing);
  });
}

/**
 * What changed in the plan's AFIs between two days, spilled under a heading: AFI, what changed, before, after, and the
 * Excel date from which it holds. A board's name stands for the day of its last meeting.
 * @customfunction
 * @param from The earlier day, or a board: its last meeting before the later day
 * @param [to] The later day, or a board: its last meeting up to today; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function planchanges(
  from: unknown,
  to: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const span = spanOf(reader, from, to);
    const [ever] = reader.all('afi');
    const isBeforePlan = onDay(reader, span.to).plan.all('afi').length === 0;
    if (isBeforePlan && ever !== undefined) throw notInPlanYet(reader, ever.fields, 'The plan', span.to);
    const nothing = `Nothing in the plan changed between ${longDay(span.from)} and ${longDay(span.to)}`;
    return spilled(changeRows(reader, span), CHANGE_HEADING, true, nothing);
  });
}

/**
 * How many AFIs the plan has, of one status or inspection area where these are given.
 * @customfunction
 * @param [status] Only AFIs of this status
 * @param [area] Only AFIs of this inspection area, by any of its names
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function aficount(
  status: AfiStatusName,
  area: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<number>,
): void {
  liveCell(invocation, (reader) => chosenAfis(reader, status, area, asAt).afis.length);
}
