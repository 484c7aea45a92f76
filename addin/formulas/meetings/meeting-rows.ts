import { afiNumberOf, printedAfiNumbers } from '../../../shared/domain/afi.ts';
import { excelSerial } from '../../../shared/domain/calendar.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { boardName, dateCell } from '../plan-lookups.ts';

export const MEETING_HEADING = ['Date', 'Board', 'Meeting', 'Venue', 'Questions asked', 'Actions raised'] as const;
export const MEETING_ACTION_HEADING = [
  'Raised on',
  'Board',
  'Action',
  'Given to',
  'State',
  'Due',
  'Outcome',
  'AFIs',
] as const;

type Meeting = RecordOf<'meeting'>;
type MeetingAction = RecordOf<'meeting-action'>;

/** A row for each meeting in order of its date, with the questions asked and the actions raised at it. */
export function meetingRows(reader: ReplicaReader, meetings: readonly Meeting[]): unknown[][] {
  const questions = reader.all('meeting-question');
  const actions = reader.all('meeting-action');
  const isAt =
    (id: string) =>
    ({ fields }: { readonly fields: { readonly meeting?: string | undefined } }): boolean =>
      fields.meeting === id;
  return [...meetings]
    .sort((one, other) => one.fields.heldOn.localeCompare(other.fields.heldOn) || inOrderOfIds(one, other))
    .map(({ id, fields }) => [
      excelSerial(fields.heldOn),
      boardName(reader, fields.board),
      fields.title,
      fields.venue ?? '',
      questions.filter(isAt(id)).length,
      actions.filter(isAt(id)).length,
    ]);
}

/** A row for each action in the order in which they were raised. */
export function meetingActionRows(reader: ReplicaReader, actions: readonly MeetingAction[]): unknown[][] {
  return [...actions]
    .sort((one, other) => one.fields.raisedOn.localeCompare(other.fields.raisedOn) || inOrderOfIds(one, other))
    .map(({ fields }) => [
      excelSerial(fields.raisedOn),
      boardName(reader, fields.board),
      fields.text,
      fields.givenTo ?? '',
      fields.state,
      dateCell(fields.dueOn),
      fields.outcome ?? '',
      printedAfiNumbers(fields.afis.map(afiNumberOf)),
    ]);
}

/** An id ends with a number: 10 comes after 9. */
const inOrderOfIds = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id.localeCompare(other.id, 'en-GB', { numeric: true });
