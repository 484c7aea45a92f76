import { change } from '../../../../shared/domain/arithmetic.ts';
import { printedMonth } from '../../../../shared/domain/calendar.ts';
import { type VawgMeasure, vawgChange, yearBefore } from '../../../../shared/domain/vawg-figures.ts';
import {
  VAWG_CATEGORIES,
  type VawgCategory,
  type VawgPeriod,
  vawgPeriodId,
} from '../../../../shared/domain/vawg-period.ts';
import type { FieldValue } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { FORMAT } from '../../sheet-layout.ts';
import type { CellForm } from '../cells/cell-form.ts';
import { monthCell } from '../cells/date-cells.ts';
import { choiceCell, yesNoCell } from '../cells/list-cells.ts';
import { countCell } from '../cells/number-cells.ts';
import { rateCell } from '../cells/percent-cells.ts';
import type { CellContent, EnteredRow, NewRow, TableColumn, TableKind } from '../table-kind.ts';
import { anyRecord } from './any-record.ts';
import { type ColumnLook, enteredColumn, shownColumn } from './entry-columns.ts';
import { namingColumn } from './naming-columns.ts';
import { enteredFields, figureOffice, whyNotNew, wrongIn } from './new-rows.ts';

const POINTS = '+0.0;-0.0;0.0';
const PERCENT_CHANGE = '+0.0%;-0.0%;0.0%';
const WIDTH = 96;

function entered<V extends FieldValue>(look: ColumnLook, field: keyof VawgPeriod, form: CellForm<V>): TableColumn {
  return enteredColumn(look, { kind: 'vawg-period', field, form });
}

/** How a figure changed on the same months of the year before; blank where those are not recorded. */
function changeColumn(
  id: string,
  heading: string,
  numberFormat: string,
  changed: (before: VawgPeriod, now: VawgPeriod) => CellContent,
): TableColumn {
  return shownColumn('vawg-period', { id, heading, width: WIDTH, numberFormat }, (now, reader) => {
    const before = reader.record('vawg-period', vawgPeriodId(now.category, yearBefore(now.quarterTo)));
    return before === null ? '' : changed(before.fields, now);
  });
}

const changeOf =
  (measure: VawgMeasure) =>
  (before: VawgPeriod, now: VawgPeriod): CellContent => {
    const changed = vawgChange(before, now, measure);
    return changed.unit === 'pp change' ? changed.points : (changed.fraction ?? '');
  };

const columns: readonly TableColumn[] = [
  namingColumn({ id: 'category', heading: 'Category', width: 84 }, 'category', {
    kind: 'vawg-period',
    field: 'category',
    form: choiceCell<VawgCategory>(VAWG_CATEGORIES),
  }),
  namingColumn({ id: 'quarterTo', heading: 'Quarter to', width: 66, numberFormat: FORMAT.month }, 'quarter', {
    kind: 'vawg-period',
    field: 'quarterTo',
    form: monthCell,
  }),
  entered({ id: 'recorded', heading: 'Recorded', width: WIDTH, numberFormat: FORMAT.count }, 'recorded', countCell),
  changeColumn('recordedChange', 'Recorded, number change', FORMAT.change, (before, now) =>
    change(before.recorded, now.recorded),
  ),
  changeColumn('recordedPercentChange', 'Recorded, % change', PERCENT_CHANGE, changeOf('Recorded')),
  entered(
    { id: 'suspectInterviewedRate', heading: 'Suspect interviewed rate', width: WIDTH, numberFormat: FORMAT.percent },
    'suspectInterviewedRatePercent',
    rateCell,
  ),
  changeColumn(
    'suspectInterviewedChange',
    'Suspect interviewed rate, pp change',
    POINTS,
    changeOf('Suspect interviewed rate'),
  ),
  entered(
    { id: 'chargeRate', heading: 'Charge rate', width: WIDTH, numberFormat: FORMAT.percent },
    'chargeRatePercent',
    rateCell,
  ),
  changeColumn('chargeChange', 'Charge rate, pp change', POINTS, changeOf('Charge rate')),
  entered({ id: 'immature', heading: 'Immature rates', width: 66 }, 'immature', yesNoCell),
];

function newRow(row: EnteredRow, reader: ReplicaReader): NewRow {
  const read = enteredFields(columns, row, reader);
  if (!('values' in read)) return read;
  const { values } = read;
  const [category, quarterTo] = [String(values.category) as VawgCategory, String(values.quarterTo)];
  const recordId = vawgPeriodId(category, quarterTo);
  const what = `${category} in the rolling quarter to ${printedMonth(quarterTo)}`;
  const refusal = whyNotNew(reader, 'vawg-period', recordId, what);
  if (refusal !== null) return wrongIn('quarterTo', refusal);
  return {
    request: { kind: 'vawg-period', recordId, values: { ...values, ...figureOffice(reader, 'vawg-period', values) } },
  };
}

const place = ({ category }: VawgPeriod): number => VAWG_CATEGORIES.indexOf(category);

/** Violence against women and girls: a row for each category of each rolling quarter, with its change on the year before. */
export const vawgTable: TableKind = {
  name: 'vawg',
  recordKind: 'vawg-period',
  title: () => 'VAWG',
  tableName: () => 'PEEL_VAWG',
  columns,
  rows: (reader) =>
    [...reader.all('vawg-period')]
      .sort(
        (one, other) =>
          one.fields.quarterTo.localeCompare(other.fields.quarterTo) || place(one.fields) - place(other.fields),
      )
      .map((record) => ({ record: anyRecord(record) })),
  holds: ({ kind, deleted }) => kind === 'vawg-period' && deleted !== true,
  newRow,
};
