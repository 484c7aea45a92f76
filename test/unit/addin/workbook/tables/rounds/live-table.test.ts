import { expect, it } from 'vitest';
import type { TableBinding, TableReading } from '../../../../../../addin/workbook/tables/bound-table.ts';
import { beginTurn, createLiveTable, hear } from '../../../../../../addin/workbook/tables/rounds/live-table.ts';
import type { EndOfTurn } from '../../../../../../addin/workbook/tables/rounds/table-round.ts';
import { areasOf } from '../../../../../../addin/workbook/tables/sheet/cell-area.ts';
import type { TableState, TableWork } from '../../../../../../addin/workbook/tables/table-work.ts';
import { FIRST_COMMIT, testReplica } from '../../../replica/replica-fixtures.ts';
import { smallPlan } from '../small-kinds.ts';

const STAMP = 'this browser';
const SHEET = 'sheet-1';
const BINDING: TableBinding = {
  ...{ tableId: 't', kind: 'plan' as const, scope: {}, datasetId: 'kent-2021-22' },
  columns: { key: '1', note: '2', sync: '3' },
};
const NO_WORK: TableWork = {
  ...{ writes: [], appended: [], removed: [], marks: [], memory: new Map(), memoryAlone: new Map() },
  ...{ problems: [], conflicts: [], deleted: [], waiting: 0 },
};

/** AFI 7 stands in the first body row, its note in column B. */
function readingAt(firstRow: number): TableReading {
  const row = (key: string) => ({ key, cells: { key, note: '', sync: 'Synced' }, formulas: new Set<string>() });
  return {
    ...{ tableId: 't', name: 'PEEL_Plan', sheetId: SHEET, sheetName: 'Plan', isProtected: false },
    ...{ firstRow, firstColumn: 0, width: 3, places: { key: 0, note: 1, sync: 2 }, headings: {} },
    rows: ['afi/7', 'afi/8', 'afi/9'].map(row),
  };
}

/** A table of Maria's that has had its first turn, and is read as the next turns find it. */
async function followedTable() {
  const replica = await testReplica({ commits: [FIRST_COMMIT] });
  const writer = { subject: replica.person()?.subject ?? '', stamp: STAMP, newRows: [] };
  const table = createLiveTable({ binding: BINDING, buckets: [], lists: null, writer });
  const patience = async (): Promise<void> => {};
  const begin = () => {
    const { round, end } = beginTurn(table, { replica, datasetId: 'kent-2021-22', patience, stamp: STAMP });
    const foreignIn = (reading: TableReading) => {
      const state: TableState = { kind: smallPlan, binding: BINDING, reading, memory: new Map() };
      return round.foreignIn(state);
    };
    const finish = (reading: TableReading, how: 'nothing to write' | 'written' = 'nothing to write'): void => {
      const ended: EndOfTurn = { kind: smallPlan, reading, work: NO_WORK, end: how };
      end(ended);
      table.isInTurn = false;
    };
    return { foreignIn, finish };
  };
  const first = begin();
  first.foreignIn(readingAt(1));
  first.finish(readingAt(1));
  const change = (address: string | null, isRemote: boolean): boolean =>
    hear(table, { sheetId: SHEET, areas: address === null ? null : areasOf(address), isRemote });
  return { begin, change };
}

it('[T27] what a co-author changes while the table is being read is theirs in the next turn too', async () => {
  const { begin, change } = await followedTable();
  const turn = begin();
  const asItWas = readingAt(1);
  expect(change('B3', true)).toBe(true);
  expect(turn.foreignIn(asItWas).get('afi/8')).toEqual(new Set(['note']));
  turn.finish(asItWas);

  const next = begin();
  expect(next.foreignIn(readingAt(1)).get('afi/8')).toEqual(new Set(['note']));
  next.finish(readingAt(1));
  const third = begin();
  expect(third.foreignIn(readingAt(1)).size).toBe(0);
});

it('[T27] what a co-author changed before the table was read is met once', async () => {
  const { begin, change } = await followedTable();
  change('B3', true);
  const turn = begin();
  expect([...turn.foreignIn(readingAt(1))]).toEqual([['afi/8', new Set(['note'])]]);
  turn.finish(readingAt(1), 'written');
  expect(begin().foreignIn(readingAt(1)).size).toBe(0);
});

it('[T27] what a co-author changed before rows moved is theirs wherever it stands now', async () => {
  const { begin, change } = await followedTable();
  change('B3', true);
  change(null, false); // a row was put in above the table
  const cells = begin().foreignIn(readingAt(2));
  expect(cells.get('afi/8')).toContain('note');
});

it('[T27] what a co-author changes after rows moved is theirs where it stands', async () => {
  const { begin, change } = await followedTable();
  change(null, false);
  change('B4', true);
  expect([...begin().foreignIn(readingAt(2))]).toEqual([['afi/8', new Set(['note'])]]);
});
