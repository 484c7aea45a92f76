import { actionStateSchema } from '../../../shared/domain/action.ts';
import { AFI_STATUSES, ragOn, STATUS_NOT_RECORDED, slipDays } from '../../../shared/domain/afi.ts';
import { type Day, excelSerial } from '../../../shared/domain/calendar.ts';
import { notAvailable } from '../formula-error.ts';
import { cellNow, liveCell } from '../live-cell.ts';
import { afiOn, areaOf, notInPlanYet, onDay, optionalArea, spilled } from '../plan-lookups.ts';
import { optionalNameAmong, optionalSwitch } from '../typed-arguments.ts';
import { afiCard, afiLead, afiTitle } from './afi-card.ts';
import { MEASURE_HEADING, measureRows } from './afi-measures.ts';

const ACTION_HEADING = ['Action', 'State', 'Reported on'];

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
 * The states of an action of the plan.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum ActionStateName {
  /** The plan's own heading, which does not tell the two apart. */
  TakenOrOngoing = "Taken or ongoing",
  /** Going on. */
  Ongoing = "Ongoing",
  /** Done. */
  Complete = "Complete",
}

/**
 * The status of an AFI, such as In progress; "Not recorded" before one was stated.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afistatus(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<string>,
): void {
  liveCell(invocation, (reader) => afiOn(reader, number, asAt).status ?? STATUS_NOT_RECORDED);
}

/**
 * The wording of an AFI as the plan has it.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param invocation Excel's side of the cell
 */
export function afititle(number: unknown, invocation: CustomFunctions.StreamingInvocation<string>): void {
  liveCell(invocation, (reader) => afiTitle(afiOn(reader, number)));
}

/**
 * The inspection area under which the plan lists an AFI.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param invocation Excel's side of the cell
 */
export function afiarea(number: unknown, invocation: CustomFunctions.StreamingInvocation<string>): void {
  liveCell(invocation, (reader) => areaOf(reader, afiOn(reader, number)).name);
}

/**
 * HMICFRS's grade of an AFI's inspection area, such as Requires improvement; "Not graded" where the area has no grade.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afigrade(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<string>,
): void {
  liveCell(invocation, (reader) => areaOf(onDay(reader, asAt).plan, afiOn(reader, number, asAt)).grade);
}

/**
 * Who leads an AFI: its owner, else the office that leads it; "Not recorded" where neither is known.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afiowner(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<string>,
): void {
  liveCell(invocation, (reader) => afiLead(reader, afiOn(reader, number, asAt)));
}

/**
 * The board that oversees an AFI; "Not recorded" where none is named.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param invocation Excel's side of the cell
 */
export function afiboard(number: unknown, invocation: CustomFunctions.StreamingInvocation<string>): void {
  liveCell(invocation, (reader) => {
    const { board } = afiOn(reader, number);
    return (board === undefined ? null : reader.record('board', board))?.fields.name ?? STATUS_NOT_RECORDED;
  });
}

/**
 * The day by which an AFI is now expected to be complete, as an Excel date: format the cell as a date.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afidue(number: unknown, asAt: unknown, invocation: CustomFunctions.StreamingInvocation<number>): void {
  liveCell(invocation, (reader) => {
    const afi = afiOn(reader, number, asAt);
    return recordedDate(afi.forecast, `No expected completion is recorded for AFI ${afi.number}`);
  });
}

/**
 * The day by which an AFI was first promised to be complete, as an Excel date: format the cell as a date.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param invocation Excel's side of the cell
 */
export function afibaseline(number: unknown, invocation: CustomFunctions.StreamingInvocation<number>): void {
  liveCell(invocation, (reader) => {
    const afi = afiOn(reader, number);
    return recordedDate(afi.baseline, `No first promised completion is recorded for AFI ${afi.number}`);
  });
}

/**
 * How many days later than first promised an AFI is now expected to be complete; negative where it is earlier.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afislip(number: unknown, asAt: unknown, invocation: CustomFunctions.StreamingInvocation<number>): void {
  liveCell(invocation, (reader) => {
    const afi = afiOn(reader, number, asAt);
    const days = slipDays(afi);
    if (days === null) throw notAvailable(`AFI ${afi.number} has no first promised or no expected completion`);
    return days;
  });
}

/**
 * The RAG of an AFI: Complete (Force complete or later), Overdue (the forecast has passed), At risk (due within 31 days,
 * or later than first promised), else On track.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afirag(number: unknown, asAt: unknown, invocation: CustomFunctions.StreamingInvocation<string>): void {
  liveCell(invocation, (reader) => ragOn(afiOn(reader, number, asAt), onDay(reader, asAt).day ?? reader.today()));
}

/**
 * The numbers of the AFIs that are handled together with one, its own among them, spilled down.
 * @customfunction
 * @param number The AFI's number in the plan, such as 10
 * @param invocation Excel's side of the cell
 */
export function afigroup(number: unknown, invocation: CustomFunctions.StreamingInvocation<unknown[][]>): void {
  liveCell(invocation, (reader) => afiOn(reader, number).handledWith.map((each) => [each]));
}

/**
 * The actions of an AFI, spilled: text, state, and the day on which that was reported as an Excel date.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [state] Only actions in this state
 * @param [headers] TRUE for a heading row
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afiactions(
  number: unknown,
  state: ActionStateName,
  headers: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const wantedState = optionalNameAmong(state, 'state', actionStateSchema.options);
    const hasHeading = optionalSwitch(headers, 'headers');
    const afi = afiOn(reader, number, asAt);
    const actions = onDay(reader, asAt)
      .plan.all('action')
      .map(({ fields }) => fields)
      .filter(({ afis }) => afis.includes(`afi/${afi.number}`))
      .filter((action) => wantedState === null || action.state === wantedState)
      .sort((one, other) => one.position - other.position);
    const rows = actions.map((action) => [action.text, action.state, excelSerial(action.reportedOn)]);
    const which = wantedState === null ? '' : ` in state ${wantedState}`;
    return spilled(rows, ACTION_HEADING, hasHeading, `No action${which} is recorded for AFI ${afi.number}`);
  });
}

/**
 * The evidence measures of an AFI, spilled: name, first value, latest value, change. Percentages are fractions, and
 * their change is in percentage points.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [headers] TRUE for a heading row
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afimeasures(
  number: unknown,
  headers: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const hasHeading = optionalSwitch(headers, 'headers');
    const afi = afiOn(reader, number, asAt);
    const rows = measureRows(onDay(reader, asAt).plan, `afi/${afi.number}`);
    return spilled(rows, MEASURE_HEADING, hasHeading, `No evidence measure is recorded for AFI ${afi.number}`);
  });
}

/**
 * An AFI as a card: its title in the cell, with status, dates, grade, lead and source in the card. Not live: press
 * Refresh for the newest.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 */
export function aficard(number: unknown): unknown {
  return cellNow((reader) => afiCard(reader, afiOn(reader, number)));
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
  liveCell(invocation, (reader) => {
    const wantedStatus = optionalNameAmong(status, 'status', [...AFI_STATUSES, STATUS_NOT_RECORDED]);
    const wantedArea = optionalArea(reader, area);
    const { plan, day } = onDay(reader, asAt);
    const afis = plan.all('afi').map(({ fields }) => fields);
    const [first] = reader.all('afi');
    if (afis.length === 0 && day !== null && first !== undefined)
      throw notInPlanYet(reader, first.fields, 'The plan', day);
    const hasStatus = (each: { status?: string | undefined }) =>
      wantedStatus === null || (each.status ?? STATUS_NOT_RECORDED) === wantedStatus;
    const hasArea = (each: { area: string }) => wantedArea === null || each.area === wantedArea.id;
    return afis.filter((each) => hasStatus(each) && hasArea(each)).length;
  });
}

function recordedDate(day: Day | undefined, otherwise: string): number {
  if (day === undefined) throw notAvailable(otherwise);
  return excelSerial(day);
}
