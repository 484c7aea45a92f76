import { anyRecord } from '../../../../../addin/workbook/tables/kinds/any-record.ts';
import type { FixedRow, TableColumn, TableKind } from '../../../../../addin/workbook/tables/table-kind.ts';
import { AFI_STATUSES } from '../../../../../shared/domain/afi.ts';
import type { FieldValue } from '../../../../../shared/sync/record.ts';

type Reading = (text: string) => FieldValue | null | { readonly problem: string };

const column = (id: string, content: TableColumn['content'], more: Partial<TableColumn> = {}): TableColumn => ({
  id,
  heading: id.charAt(0).toUpperCase() + id.slice(1),
  width: 60,
  numberFormat: 'General',
  content,
  ...more,
});

const shown = (id: string, field = id): TableColumn =>
  column(id, ({ fields }) => {
    const held = fields[field];
    return typeof held === 'number' || typeof held === 'string' ? held : '';
  });

const entered = (id: string, read: Reading, field = id): TableColumn => ({
  ...shown(id, field),
  entry: {
    field,
    meaning: (content) => {
      const text = String(content).trim();
      const value = text === '' ? null : read(text);
      return typeof value === 'object' && value !== null && 'problem' in value
        ? { problem: String(value.problem) }
        : { value };
    },
    validation: () => null,
  },
});

const text: Reading = (typed) => typed;
const oneOf =
  (values: readonly string[]): Reading =>
  (typed) =>
    values.find((value) => value.toLowerCase() === typed.toLowerCase()) ?? {
      problem: `must be one of ${values.join(', ')}`,
    };
const day: Reading = (typed) => (/^\d{4}-\d\d-\d\d$/.test(typed) ? typed : { problem: 'must be a day' });
const count: Reading = (typed) => (/^\d+$/.test(typed) ? Number(typed) : { problem: 'must be a whole number' });

/** The plan: AFIs with one group of two columns, and two fields that stand alone. No new rows. */
export const smallPlan: TableKind = {
  name: 'plan',
  recordKind: 'afi',
  title: () => 'Plan',
  tableName: () => 'PEEL_Plan',
  columns: [
    shown('number'),
    entered('status', oneOf(AFI_STATUSES)),
    entered('forecast', day),
    entered('note', text),
    entered('owner', text),
  ],
  rows: (reader) => reader.all('afi').map((record) => ({ record: anyRecord(record) })),
  holds: ({ kind }) => kind === 'afi',
  newRow: null,
  noNewRows: 'AFIs are added in the pane',
};

const FORMULA = '=IF([Received]>0,[Answered]/[Received],"")';
const TOTAL: FixedRow = { key: 'total', cells: { month: 'Total', received: '=SUM(1)' } };

/** A channel's calls: four counts of one group, a formula, a total; a new row is a new month. */
export const smallCalls: TableKind = {
  name: 'calls',
  recordKind: 'call-month',
  title: () => '101 calls',
  tableName: () => 'PEEL_Calls_101',
  columns: [
    entered('month', (typed) => (/^\d{4}-\d\d$/.test(typed) ? typed : { problem: 'must be a month' })),
    entered('received', count),
    entered('answered', count),
    entered('under10s', count, 'answeredUnder10s'),
    entered('notAnswered', count),
    { ...column('share', () => ''), formula: () => FORMULA },
  ],
  rows: (reader) => [
    ...reader.all('call-month').map((record) => ({ record: anyRecord(record) })),
    ...(reader.all('call-month').length >= 1 ? [{ fixed: TOTAL }] : []),
  ],
  holds: ({ kind }) => kind === 'call-month',
  newRow: (row, reader) => {
    const values: Record<string, FieldValue> = {};
    const lacks: string[] = [];
    for (const { id, entry } of smallCalls.columns) {
      if (entry === undefined) continue;
      const meaning = entry.meaning(row[id] ?? '', reader, null);
      if ('problem' in meaning) return { problems: [{ column: id, message: meaning.problem }] };
      if (meaning.value === null) lacks.push(id);
      else values[entry.field] = meaning.value;
    }
    if (lacks.length > 0) return { lacks };
    const recordId = `call-month/101/${String(values.month)}`;
    if (reader.record('call-month', recordId) !== null)
      return { problems: [{ column: 'month', message: 'has a row already' }] };
    return { request: { kind: 'call-month', recordId, values: { ...values, channel: '101', owningOffice: 'fcir' } } };
  },
};

/** Meeting actions: a new row gets the next number, so that two alike are two records. */
export const smallActions: TableKind = {
  name: 'meeting-actions',
  recordKind: 'meeting-action',
  title: () => 'Meeting actions',
  tableName: () => 'PEEL_Actions',
  columns: [entered('text', text), entered('state', oneOf(['Open', 'Complete', 'Discharged']))],
  rows: (reader) => reader.all('meeting-action').map((record) => ({ record: anyRecord(record) })),
  holds: ({ kind }) => kind === 'meeting-action',
  newRow: (row, reader) => {
    if (String(row.text ?? '') === '') return { lacks: ['text'] };
    const ids = [...reader.all('meeting-action'), ...reader.deleted()].map(({ id }) => id);
    const numbers = ids.map((id) => Number(id.split('/').at(-1)));
    const values = {
      text: String(row.text),
      state: String(row.state ?? '') === '' ? 'Open' : String(row.state),
      board: 'board/force-improvement-board',
      raisedOn: '2022-10-31',
      afis: [],
      provenance: { document: 'Typed', dated: '2022-11-01', place: 'Table' },
    };
    const recordId = `meeting-action/force-improvement-board/2022-10-31/${Math.max(0, ...numbers) + 1}`;
    return { request: { kind: 'meeting-action', recordId, values } };
  },
};
