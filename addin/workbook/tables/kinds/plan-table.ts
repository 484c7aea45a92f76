import { AFI_STATUSES, type Afi, ragOn, SIGN_OFF_STATUSES, slipDays } from '../../../../shared/domain/afi.ts';
import { asKind, type FieldValue } from '../../../../shared/sync/record.ts';
import { FORMAT } from '../../sheet-layout.ts';
import type { CellForm } from '../cells/cell-form.ts';
import { completionCell } from '../cells/date-cells.ts';
import { choiceCell } from '../cells/list-cells.ts';
import { areaCell, boardCell, officeCell } from '../cells/reference-cells.ts';
import { textCell } from '../cells/text-cells.ts';
import type { TableColumn, TableKind } from '../table-kind.ts';
import { anyRecord } from './any-record.ts';
import { type ColumnLook, enteredColumn, type FieldEntry, shownColumn } from './entry-columns.ts';

const shown = (look: ColumnLook, content: Parameters<typeof shownColumn<'afi'>>[2]): TableColumn =>
  shownColumn('afi', look, content);

function entered<V extends FieldValue>(
  look: ColumnLook,
  field: keyof Afi,
  form: CellForm<V>,
  more: Partial<FieldEntry<V>> = {},
): TableColumn {
  return enteredColumn(look, { kind: 'afi', field, form, ...more });
}

/** The plan's wording; the report's where the plan has none yet. */
const wordingOf: TableColumn['content'] = (record) => {
  const afi = asKind(record, 'afi')?.fields;
  return afi?.planWording ?? afi?.reportWording ?? '';
};

/** A sign-off says who signed and on which day, which a status alone cannot. */
const notInACell: FieldEntry<string>['refusal'] = (value, { fields }) => {
  const isSignOff = SIGN_OFF_STATUSES.some((status) => status === value);
  if (!isSignOff) return null;
  return `${String(value)} is set in the pane: open AFI ${String(fields.number)} there, and say who signed it off and on which day`;
};

const columns: readonly TableColumn[] = [
  shown({ id: 'number', heading: 'AFI', width: 36 }, ({ number }) => number),
  entered({ id: 'wording', heading: 'Area for improvement', width: 300, wraps: true }, 'planWording', textCell(1000), {
    content: wordingOf,
  }),
  entered({ id: 'status', heading: 'Status', width: 96 }, 'status', choiceCell(AFI_STATUSES), { refusal: notInACell }),
  entered(
    { id: 'forecast', heading: 'Anticipated completion', width: 84, numberFormat: FORMAT.date },
    'forecast',
    completionCell,
  ),
  entered(
    { id: 'baseline', heading: 'First promised', width: 84, numberFormat: FORMAT.date },
    'baseline',
    completionCell,
  ),
  shown({ id: 'rag', heading: 'RAG', width: 72 }, (afi, reader) => ragOn(afi, reader.today())),
  shown({ id: 'slip', heading: 'Slip (days)', width: 54 }, (afi) => slipDays(afi) ?? ''),
  entered({ id: 'area', heading: 'Inspection area', width: 156 }, 'area', areaCell),
  shown(
    { id: 'grade', heading: 'Grade', width: 114 },
    (afi, reader) => reader.record('inspection-area', afi.area)?.fields.grade ?? '',
  ),
  entered({ id: 'leadOffice', heading: 'Lead office', width: 156 }, 'leadOffice', officeCell),
  entered({ id: 'owner', heading: 'Owner', width: 114 }, 'owner', textCell(100)),
  entered({ id: 'note', heading: 'Note', width: 240, wraps: true }, 'note', textCell(4000)),
  entered({ id: 'board', heading: 'Board', width: 156 }, 'board', boardCell),
];

/** The improvement plan: a row for each AFI, in the order of their numbers. Its RAGs are those of today. */
export const planTable: TableKind = {
  name: 'plan',
  recordKind: 'afi',
  title: () => 'Improvement plan',
  tableName: () => 'PEEL_Plan',
  columns,
  rows: (reader) =>
    [...reader.all('afi')]
      .sort((one, other) => one.fields.number - other.fields.number)
      .map((record) => ({ record: anyRecord(record) })),
  holds: ({ kind, deleted }) => kind === 'afi' && deleted !== true,
  newRow: null,
  noNewRows: 'AFIs come from an inspection report and are not added in a worksheet: delete this row',
};
