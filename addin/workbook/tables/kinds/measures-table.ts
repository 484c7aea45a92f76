import { type Measure, type Observation, qualifierSchema } from '../../../../shared/domain/measure.ts';
import { observationsInOrder } from '../../../../shared/domain/observation-order.ts';
import type { FieldValue } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { shownAfis } from '../cells/afis-cell.ts';
import type { CellForm } from '../cells/cell-form.ts';
import { choiceCell } from '../cells/list-cells.ts';
import { numberCell } from '../cells/number-cells.ts';
import { datesOfPeriod, periodCell } from '../cells/period-cell.ts';
import { measureCell } from '../cells/reference-cells.ts';
import type { CellContent, EnteredRow, NewRow, TableColumn, TableKind, TableRow } from '../table-kind.ts';
import { anyRecord } from './any-record.ts';
import { type ColumnLook, columnEntry, enteredColumn, type FieldEntry, shownColumn } from './entry-columns.ts';
import { namingColumn } from './naming-columns.ts';
import { hasReading, newReadingId } from './new-reading.ts';
import { enteredFields, enteredInExcel, figureOffice, wrongIn } from './new-rows.ts';
import { readingFormat, readingValueCell, unitOfMeasure, valueForm } from './reading-value.ts';

const TITLE = 'Measures';

function entered<V extends FieldValue>(
  look: ColumnLook,
  field: keyof Observation,
  form: CellForm<V>,
  more: Partial<FieldEntry<V>> = {},
): TableColumn {
  return enteredColumn(look, { kind: 'observation', field, form, ...more });
}

/** What the measure of a reading says. */
const ofMeasure = (look: ColumnLook, content: (measure: Measure) => CellContent): TableColumn =>
  shownColumn('observation', look, (reading, reader) => {
    const measure = reader.record('measure', reading.measure);
    return measure === null ? '' : content(measure.fields);
  });

/** The dates of a reading stand in no column: other words for its period must name the same. */
const otherDates: FieldEntry<string>['refusal'] = (value, { fields }) => {
  const { from, to } = datesOfPeriod(String(value));
  const isSame = fields.from === from && fields.to === to;
  const isUndated = fields.from === undefined && fields.to === undefined;
  return isUndated || isSame
    ? null
    : 'This reading is dated otherwise: press Undo, and enter another period in a new row below the table';
};

const qualifiers = qualifierSchema.options;
/** Where nothing is said, the source gave the figure as it is. */
const qualifierCell = { ...choiceCell(qualifiers), blank: 'exact' as const };

const measureColumn = namingColumn({ id: 'measure', heading: 'Measure', width: 240, wraps: true }, 'measure', {
  kind: 'observation',
  field: 'measure',
  form: measureCell,
});
const columns: readonly TableColumn[] = [
  measureColumn,
  entered({ id: 'period', heading: 'Period', width: 156, wraps: true }, 'period', periodCell, { refusal: otherDates }),
  entered({ id: 'value', heading: 'Value', width: 72, numberFormatOf: readingFormat }, 'value', readingValueCell),
  ofMeasure({ id: 'unit', heading: 'Unit', width: 60 }, ({ unit }) => unit),
  entered({ id: 'qualifier', heading: 'Qualifier', width: 78 }, 'qualifier', qualifierCell),
  entered({ id: 'numerator', heading: 'Numerator', width: 84 }, 'numerator', numberCell),
  entered({ id: 'denominator', heading: 'Denominator', width: 96 }, 'denominator', numberCell),
  ofMeasure({ id: 'afis', heading: 'AFIs', width: 84 }, ({ afis }) => shownAfis(afis)),
  shownColumn(
    'observation',
    { id: 'source', heading: 'Source', width: 240, wraps: true, isExtra: true },
    ({ provenance }) => `${provenance.document}, ${provenance.place}`,
  ),
];

/** A new row's value can be read once its measure is known. */
function columnsFor(measure: FieldValue | null, reader: ReplicaReader): readonly TableColumn[] {
  const form = valueForm(unitOfMeasure(reader, measure));
  const entry = columnEntry({ kind: 'observation', field: 'value', form });
  return columns.map((column) => (column.id === 'value' ? { ...column, entry } : column));
}

function newRow(row: EnteredRow, reader: ReplicaReader): NewRow {
  const named = measureColumn.entry?.meaning(row.measure ?? '', reader, null);
  const measure = named !== undefined && 'value' in named ? named.value : null;
  const read = enteredFields(columnsFor(measure, reader), row, reader);
  if (!('values' in read)) return read;
  const { values } = read;
  const period = String(values.period);
  if (hasReading(reader, String(measure), period))
    return wrongIn('period', `This measure has a row for ${period} already: change that one, and delete this`);
  const recordId = newReadingId(reader, String(measure), period);
  const office = figureOffice(reader, 'observation', values);
  const provenance = enteredInExcel(reader, TITLE);
  return {
    request: { kind: 'observation', recordId, values: { ...values, ...datesOfPeriod(period), ...office, provenance } },
  };
}

/** The readings measure by measure, by name, each in order of time. */
function rows(reader: ReplicaReader): TableRow[] {
  const nameOf = (id: string): string => reader.record('measure', id)?.fields.name ?? id;
  const byMeasure = new Map<string, Reading[]>();
  for (const record of reader.all('observation')) {
    const { measure } = record.fields;
    const readings = byMeasure.get(measure) ?? [];
    readings.push({ ...record.fields, row: { record: anyRecord(record) } });
    byMeasure.set(measure, readings);
  }
  return [...byMeasure]
    .map(([id, readings]) => ({ name: nameOf(id), readings }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
    .flatMap(({ readings }) => observationsInOrder(readings).map(({ row }) => row));
}
type Reading = Observation & { readonly row: TableRow };

/** The readings of all measures, with what they are evidence for. */
export const measuresTable: TableKind = {
  name: 'measures',
  recordKind: 'observation',
  title: () => TITLE,
  tableName: () => 'PEEL_Measures',
  columns,
  rows,
  holds: ({ kind, deleted }) => kind === 'observation' && deleted !== true,
  newRow,
};
