import {
  monthsOfQuarter,
  previousQuarter,
  printedMonth,
  type Quarter,
  quarterOfMonth,
} from '../../../../shared/domain/calendar.ts';
import {
  CALL_MEASURES,
  type CallChannel,
  type CallCounts,
  type CallMeasure,
  callMeasure,
  callMonthId,
} from '../../../../shared/domain/call-month.ts';
import type { RecordOf } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { FORMAT } from '../../sheet-layout.ts';
import { KEY_COLUMN } from '../bound-table.ts';
import { monthCell } from '../cells/date-cells.ts';
import { countCell } from '../cells/number-cells.ts';
import type {
  EnteredRow,
  FixedRow,
  FormulaNames,
  NewRow,
  TableColumn,
  TableKind,
  TableRow,
  TableScope,
} from '../table-kind.ts';
import { anyRecord } from './any-record.ts';
import { enteredColumn, shownColumn } from './entry-columns.ts';
import { namingColumn } from './naming-columns.ts';
import { enteredFields, figureOffice, whyNotNew, wrongIn } from './new-rows.ts';
import { thisRow } from './structured-references.ts';

const COUNTS: readonly { readonly measure: CallMeasure; readonly field: keyof CallCounts }[] = [
  { measure: 'Received', field: 'received' },
  { measure: 'Answered', field: 'answered' },
  { measure: 'Answered < 10 secs', field: 'answeredUnder10s' },
  { measure: 'Not answered', field: 'notAnswered' },
];
/** Each percentage is of calls received. */
const SHARES: readonly { readonly measure: CallMeasure; readonly id: string; readonly part: keyof CallCounts }[] = [
  { measure: '% answered', id: 'answeredShare', part: 'answered' },
  { measure: '% < 10 secs', id: 'answeredUnder10sShare', part: 'answeredUnder10s' },
  { measure: '% not answered', id: 'notAnsweredShare', part: 'notAnswered' },
];
const WIDTH = 78;

const channelOf = ({ channel }: TableScope): CallChannel => channel ?? '101';

function countColumn(measure: CallMeasure, field: keyof CallCounts): TableColumn {
  const look = { id: field, heading: measure, width: WIDTH, numberFormat: FORMAT.count };
  return enteredColumn(look, { kind: 'call-month', field, form: countCell });
}

/** A formula over the row; where the person left the counts out, one that asks for the month that the row's key names. */
function shareFormula(measure: CallMeasure, part: keyof CallCounts, names: FormulaNames): string {
  const [received, counted, key] = ['received', part, KEY_COLUMN].map((id) => thisRow(names, id));
  if (received && counted) return `=IF(N(${received})>0,${counted}/${received},"")`;
  if (!key) return '=""';
  // the key is call-month/101/2022-07
  return `=IF(${key}="","",PEEL.CALLS(MID(${key},12,3),RIGHT(${key},7),"${measure}"))`;
}

function shareColumn(measure: CallMeasure, id: string, part: keyof CallCounts): TableColumn {
  const look = { id, heading: measure, width: WIDTH, numberFormat: FORMAT.percent };
  return {
    ...shownColumn('call-month', look, (counts) => callMeasure(counts, measure) ?? ''),
    formula: (names) => shareFormula(measure, part, names),
  };
}

function measureColumn(measure: CallMeasure): TableColumn {
  const count = COUNTS.find((each) => each.measure === measure);
  if (count !== undefined) return countColumn(measure, count.field);
  const share = SHARES.find((each) => each.measure === measure);
  if (share === undefined) throw new TypeError(`The call table has no column for ${measure}`);
  return shareColumn(measure, share.id, share.part);
}

const columns: readonly TableColumn[] = [
  shownColumn('call-month', { id: 'quarter', heading: 'Quarter', width: 132 }, ({ month }) => quarterOfMonth(month)),
  namingColumn({ id: 'month', heading: 'Month', width: 60, numberFormat: FORMAT.month }, 'month', {
    kind: 'call-month',
    field: 'month',
    form: monthCell,
  }),
  ...CALL_MEASURES.map(measureColumn),
];
/** By measure. */
const columnIds = new Map(CALL_MEASURES.map((measure, index) => [measure, columns[index + 2]?.id ?? '']));

/** The total of a quarter, and what it changed: formulas that refer to no cell, so that no sort can turn them. */
function quarterRows(channel: CallChannel, quarter: Quarter, hasBefore: boolean): FixedRow[] {
  const [name, year] = [quarter.slice(0, 2), quarter.slice(3)];
  const totals = [...columnIds].map(([measure, id]) => [id, `=PEEL.CALLTOTAL("${channel}","${quarter}","${measure}")`]);
  const total: FixedRow = {
    key: `total/${quarter}`,
    cells: { quarter: `Total ${name}`, month: year, ...Object.fromEntries(totals) },
  };
  if (!hasBefore) return [total];
  const before = previousQuarter(quarter);
  const change = (key: string, words: string, as: string, numberFormat: string): FixedRow => ({
    key: `${key}/${quarter}`,
    cells: {
      quarter: `${name} ${words} on ${before.slice(0, 2)}`,
      month: year,
      received: `=PEEL.CALLCHANGE("${channel}","${quarter}","${before}","${as}")`,
    },
    numberFormats: { received: numberFormat },
  });
  return [
    total,
    change('change', 'change', 'number', FORMAT.change),
    change('percent-change', '% change', 'percent', FORMAT.percent),
  ];
}

function monthsOf(reader: ReplicaReader, channel: CallChannel): RecordOf<'call-month'>[] {
  return reader
    .all('call-month')
    .filter(({ fields }) => fields.channel === channel)
    .sort((one, other) => (one.fields.month < other.fields.month ? -1 : 1));
}

/** The months in order, after each whole quarter its total, and its change where the quarter before is whole too. */
function rows(reader: ReplicaReader, scope: TableScope): TableRow[] {
  const channel = channelOf(scope);
  const records = monthsOf(reader, channel);
  const recorded = new Set(records.map(({ fields }) => fields.month));
  const isWhole = (quarter: Quarter): boolean => monthsOfQuarter(quarter).every((month) => recorded.has(month));
  return records.flatMap((record) => {
    const { month } = record.fields;
    const quarter = quarterOfMonth(month);
    const endsQuarter = monthsOfQuarter(quarter)[2] === month && isWhole(quarter);
    const fixed = endsQuarter ? quarterRows(channel, quarter, isWhole(previousQuarter(quarter))) : [];
    return [{ record: anyRecord(record) }, ...fixed.map((each) => ({ fixed: each }))];
  });
}

function newRow(entered: EnteredRow, reader: ReplicaReader, scope: TableScope): NewRow {
  const read = enteredFields(columns, entered, reader);
  if (!('values' in read)) return read;
  const channel = channelOf(scope);
  const month = String(read.values.month);
  const recordId = callMonthId(channel, month);
  const refusal = whyNotNew(reader, 'call-month', recordId, `${channel} calls in ${printedMonth(month)}`);
  if (refusal !== null) return wrongIn('month', refusal);
  const fields = { channel, ...read.values };
  return {
    request: { kind: 'call-month', recordId, values: { ...fields, ...figureOffice(reader, 'call-month', fields) } },
  };
}

/** One channel's calls in the layout of the slides: a row a month, with the totals and changes of whole quarters as formulas. */
export const callsTable: TableKind = {
  name: 'calls',
  recordKind: 'call-month',
  title: (scope) => `${channelOf(scope)} calls`,
  tableName: (scope) => `PEEL_Calls_${channelOf(scope)}`,
  columns,
  rows,
  holds: ({ kind, deleted, fields }, scope) =>
    kind === 'call-month' && deleted !== true && fields.channel === channelOf(scope),
  newRow,
};
