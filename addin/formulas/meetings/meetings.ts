import type { Day } from '../../../shared/domain/calendar.ts';
import { meetingActionStateSchema } from '../../../shared/domain/meeting.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { badArgument } from '../formula-error.ts';
import { liveCell } from '../live-cell.ts';
import { boardMeant, boardName, boardNames, longDay, onDay, spilled } from '../plan-lookups.ts';
import { isLeftOut, optionalNameAmong, optionalSwitch } from '../typed-arguments.ts';
import { MEETING_ACTION_HEADING, MEETING_HEADING, meetingActionRows, meetingRows } from './meeting-rows.ts';

/**
 * The states of an action that was given at a meeting.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum MeetingActionStateName {
  /** Still to be done. */
  Open = "Open",
  /** Done. */
  Complete = "Complete",
  /** The board has closed it. */
  Discharged = "Discharged",
  /** The documents do not say. */
  NotStated = "Not stated",
}

/**
 * The boards' meetings, held and announced, spilled in order of their dates: date, board, title, venue, and how many
 * questions were asked and actions raised. Dates are Excel dates: format their column as dates.
 * @customfunction
 * @param [board] Only this board's, by its name or words of it, such as "Oversight"
 * @param [headers] TRUE for a heading row
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function meetings(
  board: unknown,
  headers: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const wantedBoard = optionalBoard(reader, board);
    const hasHeading = optionalSwitch(headers, 'headers');
    const { plan, day } = onDay(reader, asAt);
    const rows = meetingRows(plan, plan.all('meeting').filter(isOf(wantedBoard)));
    const known = recorded(plan.all('meeting').map(({ fields }) => boardName(plan, fields.board)));
    const nothing = `No meeting${nameOf(wantedBoard)} is recorded${when(day)}${known}`;
    return spilled(rows, MEETING_HEADING, hasHeading, nothing);
  });
}

/**
 * The actions that were given at the boards' meetings, spilled in the order in which they were raised: date raised, board,
 * action, to whom, state, due date, outcome, AFIs. Dates are Excel dates: format their columns as dates.
 * @customfunction
 * @param [board] Only this board's, by its name or words of it, such as "Oversight"
 * @param [state] Only actions in this state
 * @param [headers] TRUE for a heading row
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function meetingactions(
  board: unknown,
  state: MeetingActionStateName,
  headers: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const wantedBoard = optionalBoard(reader, board);
    const wantedState = optionalNameAmong(state, 'state', meetingActionStateSchema.options);
    const hasHeading = optionalSwitch(headers, 'headers');
    const { plan, day } = onDay(reader, asAt);
    const ofBoard = plan.all('meeting-action').filter(isOf(wantedBoard));
    const chosen = ofBoard.filter(({ fields }) => wantedState === null || fields.state === wantedState);
    const inState = wantedState === null ? '' : ` in state ${wantedState}`;
    const known = recorded(ofBoard.map(({ fields }) => fields.state));
    const nothing = `No action${nameOf(wantedBoard)}${inState} is recorded${when(day)}${known}`;
    return spilled(meetingActionRows(plan, chosen), MEETING_ACTION_HEADING, hasHeading, nothing);
  });
}

type Board = RecordOf<'board'>;

/** A board by its name or words of it; null where it was left out. */
function optionalBoard(reader: ReplicaReader, argument: unknown): Board | null {
  if (isLeftOut(argument)) return null;
  const found = boardMeant(reader, argument);
  if (found === null) throw badArgument('board', `one board's name, or words that only one has: ${boardNames(reader)}`);
  return found;
}

const isOf =
  (board: Board | null) =>
  ({ fields }: { readonly fields: { readonly board: string } }): boolean =>
    board === null || fields.board === board.id;

const when = (day: Day | null): string => (day === null ? '' : ` as at ${longDay(day)}`);
const recorded = (known: readonly string[]): string =>
  known.length === 0 ? '' : ` (recorded: ${[...new Set(known)].sort().join(', ')})`;
const nameOf = (board: Board | null): string => (board === null ? '' : ` of ${board.fields.name}`);
