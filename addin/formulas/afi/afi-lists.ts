import { actionStateSchema } from '../../../shared/domain/action.ts';
import { excelSerial } from '../../../shared/domain/calendar.ts';
import { liveCell } from '../live-cell.ts';
import { afiOn, asAtWords, onDay, spilled } from '../plan-lookups.ts';
import { optionalNameAmong, optionalSwitch } from '../typed-arguments.ts';
import { MEASURE_HEADING, measureRows } from './afi-measures.ts';

const ACTION_HEADING = ['Action', 'State', 'Reported on'];

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
 * The numbers of the AFIs that are handled together with one, its own among them, spilled down.
 * @customfunction
 * @param number The AFI's number in the plan, such as 10
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afigroup(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => afiOn(reader, number, asAt).handledWith.map((each) => [each]));
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
    return spilled(
      rows,
      ACTION_HEADING,
      hasHeading,
      `No action${which} is recorded for AFI ${afi.number}${asAtWords(asAt)}`,
    );
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
    return spilled(
      rows,
      MEASURE_HEADING,
      hasHeading,
      `No evidence measure is recorded for AFI ${afi.number}${asAtWords(asAt)}`,
    );
  });
}
