import type { MeasureUnit } from '../../../../shared/domain/measure.ts';
import { asKind, type DatasetRecord } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { FORMAT } from '../../sheet-layout.ts';
import type { CellForm } from '../cells/cell-form.ts';
import { numberCell } from '../cells/number-cells.ts';
import { percentageCell } from '../cells/percent-cells.ts';
import { GENERAL } from './entry-columns.ts';

const TWO_DECIMALS = '0.00%';

/** The unit of the measure with this id; null where it is not known. */
export function unitOfMeasure(reader: ReplicaReader, measure: unknown): MeasureUnit | null {
  return typeof measure === 'string' ? (reader.record('measure', measure)?.fields.unit ?? null) : null;
}

/** How values of a unit stand in cells: percentages as fractions, all else as the number that it is. */
export const valueForm = (unit: MeasureUnit | null): CellForm<number> =>
  unit === 'percent' ? percentageCell : numberCell;

const formOf = (record: DatasetRecord | null, reader: ReplicaReader): CellForm<number> =>
  valueForm(unitOfMeasure(reader, record?.fields.measure));

/** A reading's value in its measure's unit. */
export const readingValueCell: CellForm<number> = {
  show: (value, reader, record) => formOf(record, reader).show(value, reader, record),
  read: (content, reader, record) => formOf(record, reader).read(content, reader, record),
  validation: () => null,
};

/** How the number of a reading is written: never with fewer decimals than it has. */
export function readingFormat(record: DatasetRecord, reader: ReplicaReader): string {
  const reading = asKind(record, 'observation')?.fields;
  if (reading === undefined) return GENERAL;
  const unit = unitOfMeasure(reader, reading.measure);
  if (unit === 'percent') return Number.isInteger(reading.value * 10) ? FORMAT.percent : TWO_DECIMALS;
  if (!Number.isInteger(reading.value)) return GENERAL;
  return unit === 'pounds' ? '£#,##0' : FORMAT.count;
}
