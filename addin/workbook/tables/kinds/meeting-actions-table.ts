import { type MeetingAction, meetingActionStateSchema } from '../../../../shared/domain/meeting.ts';
import type { FieldValue, RecordOf } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { FORMAT } from '../../sheet-layout.ts';
import { afisCell } from '../cells/afis-cell.ts';
import type { CellForm } from '../cells/cell-form.ts';
import { dayCell } from '../cells/date-cells.ts';
import { choiceCell } from '../cells/list-cells.ts';
import { boardCell, officeCell } from '../cells/reference-cells.ts';
import { textCell } from '../cells/text-cells.ts';
import type { EnteredRow, NewRow, TableColumn, TableKind } from '../table-kind.ts';
import { anyRecord } from './any-record.ts';
import { type ColumnLook, enteredColumn, shownColumn } from './entry-columns.ts';
import { enteredFields, enteredInExcel, nextNumber } from './new-rows.ts';

const TITLE = 'Meeting actions';

function entered<V extends FieldValue>(look: ColumnLook, field: keyof MeetingAction, form: CellForm<V>): TableColumn {
  return enteredColumn(look, { kind: 'meeting-action', field, form });
}

const columns: readonly TableColumn[] = [
  entered({ id: 'board', heading: 'Board', width: 156 }, 'board', boardCell),
  entered({ id: 'raisedOn', heading: 'Raised on', width: 72, numberFormat: FORMAT.date }, 'raisedOn', dayCell),
  entered({ id: 'text', heading: 'Action', width: 300, wraps: true }, 'text', textCell(1000)),
  entered({ id: 'givenTo', heading: 'Given to', width: 114 }, 'givenTo', textCell(150)),
  entered({ id: 'state', heading: 'State', width: 72 }, 'state', choiceCell(meetingActionStateSchema.options)),
  entered({ id: 'dueOn', heading: 'Due on', width: 72, numberFormat: FORMAT.date }, 'dueOn', dayCell),
  entered({ id: 'outcome', heading: 'Outcome', width: 240, wraps: true }, 'outcome', textCell(1000)),
  entered({ id: 'afis', heading: 'AFIs', width: 84 }, 'afis', afisCell),
  entered({ id: 'office', heading: 'Office', width: 156, isExtra: true }, 'assignedOffice', officeCell),
  shownColumn(
    'meeting-action',
    { id: 'source', heading: 'Source', width: 240, wraps: true, isExtra: true },
    ({ provenance }) => `${provenance.document}, ${provenance.place}`,
  ),
];

/** The meeting of a board on a day, where the dataset has it. */
function meetingOf(reader: ReplicaReader, board: string, heldOn: string): { readonly meeting?: string } {
  const found = reader.all('meeting').find(({ fields }) => fields.board === board && fields.heldOn === heldOn);
  return found === undefined ? {} : { meeting: found.id };
}

function newRow(row: EnteredRow, reader: ReplicaReader): NewRow {
  const read = enteredFields(columns, row, reader);
  if (!('values' in read)) return read;
  const { values } = read;
  const [board, raisedOn] = [String(values.board), String(values.raisedOn)];
  const under = `meeting-action/${board.slice('board/'.length)}/${raisedOn}/`;
  const recordId = `${under}${nextNumber(reader, 'meeting-action', under)}`;
  const provenance = enteredInExcel(reader, TITLE);
  return {
    request: {
      kind: 'meeting-action',
      recordId,
      values: { ...values, ...meetingOf(reader, board, raisedOn), provenance },
    },
  };
}

/** An id ends with a number: 10 comes after 9. One collator, as each of its own takes far longer than to compare. */
const byNumber = new Intl.Collator('en-GB', { numeric: true });

function inOrderRaised(one: RecordOf<'meeting-action'>, other: RecordOf<'meeting-action'>): number {
  const [day, otherDay] = [one.fields.raisedOn, other.fields.raisedOn];
  if (day !== otherDay) return day < otherDay ? -1 : 1;
  return byNumber.compare(one.id, other.id);
}

/** The actions given at meetings, in the order in which they were raised. */
export const meetingActionsTable: TableKind = {
  name: 'meeting-actions',
  recordKind: 'meeting-action',
  title: () => TITLE,
  tableName: () => 'PEEL_Meeting_Actions',
  columns,
  rows: (reader) =>
    [...reader.all('meeting-action')].sort(inOrderRaised).map((record) => ({ record: anyRecord(record) })),
  holds: ({ kind, deleted }) => kind === 'meeting-action' && deleted !== true,
  newRow,
};
