import type { Day } from '../../../shared/domain/calendar.ts';
import type { Meeting } from '../../../shared/domain/meeting.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { badArgument, notAvailable } from '../formula-error.ts';
import { boardMeant, boardNames, longDay } from '../plan-lookups.ts';
import { dayIn, isLeftOut } from '../typed-arguments.ts';

/** What two days a question of change is about. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/**
 * The days between which changes are told. Each is a date or a board: `to` its last meeting up to today, `from` the last
 * one before `to`; a meeting that its document only announces was perhaps never held, and is none. Today where `to` is left out.
 */
export function spanOf(reader: ReplicaReader, from: unknown, to: unknown): Span {
  if (isLeftOut(from)) throw dayOrBoard(reader, 'from');
  const today = reader.today();
  const last = isLeftOut(to) ? today : dayOf(reader, to, 'to', { words: 'up to', day: today });
  const first = dayOf(reader, from, 'from', { words: 'before', day: last });
  if (first > last) throw badArgument('from', `a day that is not after ${longDay(last)}`);
  return { from: first, to: last };
}

interface Limit {
  readonly words: 'up to' | 'before';
  readonly day: Day;
}

function dayOf(reader: ReplicaReader, argument: unknown, name: string, limit: Limit): Day {
  const typed = dayIn(argument);
  if (typed !== null) return typed;
  const board = boardMeant(reader, argument);
  if (board === null) throw dayOrBoard(reader, name);
  const { words, day } = limit;
  const meetings = reader.all('meeting').map(({ fields }) => fields);
  const held = meetings
    .flatMap((meeting) => (meeting.board === board.id && wasHeld(meeting) ? meeting.heldOn : []))
    .sort();
  const last = held.filter((heldOn) => heldOn < day || (words === 'up to' && heldOn === day)).at(-1);
  if (last !== undefined) return last;
  const recorded = held.length === 0 ? 'none' : held.map(longDay).join(', ');
  throw notAvailable(`There is no meeting of ${board.fields.name} ${words} ${longDay(day)} (recorded: ${recorded})`);
}

const wasHeld = ({ provenance, heldOn }: Meeting): boolean => provenance.dated >= heldOn;

const dayOrBoard = (reader: ReplicaReader, name: string) =>
  badArgument(name, `a date, such as 31 October 2022, or a board whose last meeting is meant: ${boardNames(reader)}`);
