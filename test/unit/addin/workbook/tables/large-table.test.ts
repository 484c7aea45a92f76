import { expect, it } from 'vitest';
import type { ReplicaReader } from '../../../../../addin/replica/replica-port.ts';
import { compareTable } from '../../../../../addin/workbook/tables/compare/compare-table.ts';
import { planWork } from '../../../../../addin/workbook/tables/plan/plan-work.ts';
import type { ColumnEntry, TableKind } from '../../../../../addin/workbook/tables/table-kind.ts';
import type { TableSources, TableState } from '../../../../../addin/workbook/tables/table-work.ts';
import type { DatasetRecord } from '../../../../../shared/sync/record.ts';
import { testReplica } from '../../replica/replica-fixtures.ts';
import { isNothing, NO_ANSWERS } from './simulated-table.ts';
import { smallPlan } from './small-kinds.ts';

const COLUMNS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
const FIRST = smallPlan.columns[3];
if (FIRST === undefined) throw new Error('The plan has a column of notes');
const NOTE = FIRST;

/** A plan of many AFIs in twelve columns, ten of them entered. */
async function largeTable(count: number, asked: { contents: number; meanings: number; records: number }) {
  const records = Array.from(
    { length: count },
    (_, index): DatasetRecord => ({
      id: `afi/${index}`,
      kind: 'afi',
      revision: 1,
      fields: Object.fromEntries(COLUMNS.map((column) => [column, `${column} ${index}`])),
      effective: {},
    }),
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  const kind: TableKind = {
    ...smallPlan,
    columns: COLUMNS.map((id, index) => {
      const content = ({ fields }: DatasetRecord) => {
        asked.contents += 1;
        return String(fields[id] ?? '');
      };
      const { entry, ...shown } = { ...NOTE, id, heading: id, content };
      if (index < 2 || entry === undefined) return shown;
      const meaning: ColumnEntry['meaning'] = (...given) => {
        asked.meanings += 1;
        return entry.meaning(...given);
      };
      return { ...shown, entry: { ...entry, field: id, meaning } };
    }),
    rows: () => records.map((record) => ({ record })),
  };
  const replica = await testReplica({ commits: [] });
  // the engine asks for records by id and no more, whatever their fields
  const record = ((_kind: string, id: string) => {
    asked.records += 1;
    return byId.get(id) ?? null;
  }) as ReplicaReader['record'];
  const sources: TableSources = {
    datasetId: 'kent-2021-22',
    state: 'loaded',
    reader: { ...replica, record },
    pendingFields: () => new Set(),
    returned: [],
  };
  const rows = records.map(({ id, fields }) => ({
    key: id,
    cells: {
      key: id,
      sync: 'Synced',
      ...Object.fromEntries(COLUMNS.map((column) => [column, String(fields[column])])),
    },
    formulas: new Set<string>(),
  }));
  const memory = new Map(
    records.map(({ id, fields }) => [
      id,
      { cells: Object.fromEntries(COLUMNS.map((column) => [column, String(fields[column])])) },
    ]),
  );
  const ids = ['key', ...COLUMNS, 'sync'];
  const state: TableState = {
    kind,
    binding: { tableId: 't', kind: 'plan', scope: {}, datasetId: 'kent-2021-22', columns: {} },
    reading: {
      tableId: 't',
      name: 'PEEL_Plan',
      sheetId: 's',
      sheetName: 'Sheet1',
      isProtected: false,
      firstRow: 1,
      firstColumn: 0,
      width: ids.length,
      places: Object.fromEntries(ids.map((id, place) => [id, place])),
      headings: Object.fromEntries(ids.map((id) => [id, id])),
      rows,
    },
    memory,
  };
  return { state, sources };
}

function look(state: TableState, sources: TableSources) {
  const comparison = compareTable(state, sources, new Map(), NO_ANSWERS);
  return { comparison, work: planWork(state, sources, comparison, [], new Map(), NO_ANSWERS) };
}

/** How often cells are asked for what they show and what they mean, and records are looked up, in one look. */
async function questions(count: number, isPastedOver: boolean) {
  const asked = { contents: 0, meanings: 0, records: 0 };
  const { state, sources } = await largeTable(count, asked);
  const { reading } = state;
  const rows = reading.rows.map((row, at) => ({ ...row, cells: { ...row.cells, c: `pasted ${at}`, d: 'x' } }));
  const seen = isPastedOver ? { ...state, reading: { ...reading, rows } } : state;
  return { ...look(seen, sources), asked };
}

it('where nothing changed nothing is to do, and no cell is asked for its meaning', async () => {
  const { comparison, work, asked } = await questions(5000, false);
  expect([comparison.edits, isNothing(work)]).toEqual([[], true]);
  expect(asked.meanings).toBe(0);
});

it.each([false, true])(
  'what it costs grows with the rows, not with their square (pasted over: %s)',
  async (isPasted) => {
    const [small, large] = [await questions(500, isPasted), await questions(4000, isPasted)];
    expect(large.comparison.edits).toHaveLength(isPasted ? 4000 : 0);
    for (const each of ['contents', 'meanings', 'records'] as const)
      expect(large.asked[each], each).toBeLessThanOrEqual(8 * small.asked[each]);
  },
);
