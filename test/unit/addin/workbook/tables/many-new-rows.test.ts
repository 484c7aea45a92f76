import { expect, it } from 'vitest';
import { compareTable } from '../../../../../addin/workbook/tables/compare/compare-table.ts';
import { createListIndex } from '../../../../../addin/workbook/tables/kinds/list-index.ts';
import { tableKind } from '../../../../../addin/workbook/tables/kinds/table-kinds.ts';
import type { EnteredRow, TableKind, TableKindName } from '../../../../../addin/workbook/tables/table-kind.ts';
import type { TableSources, TableState } from '../../../../../addin/workbook/tables/table-work.ts';
import { seeded } from './kinds/kind-cells.ts';
import { NO_ANSWERS } from './simulated-table.ts';

const replica = await seeded();
const MEASURE = replica.all('measure')[0]?.fields.name ?? '';

const NEW_ROWS: readonly (readonly [TableKindName, (at: number) => EnteredRow])[] = [
  [
    'meeting-actions',
    (at) => ({
      board: 'Police and Crime Panel',
      raisedOn: '27/09/2022',
      text: `Act ${at}`,
      givenTo: 'PCC',
      state: 'Open',
    }),
  ],
  ['measures', (at) => ({ measure: MEASURE, period: `Sample ${at}`, value: 5 })],
];

/** A table with that many new rows and nothing else in it. */
function tableOfNew(kind: TableKind, rows: readonly EnteredRow[]): TableState {
  const ids = ['key', ...kind.columns.map(({ id }) => id), 'sync'];
  const blank = Object.fromEntries(ids.map((id) => [id, '']));
  return {
    kind,
    binding: { tableId: 't', kind: kind.name, scope: {}, datasetId: 'kent-2021-22', columns: {} },
    reading: {
      ...{ tableId: 't', name: 'PEEL_Table', sheetId: 's', sheetName: 'Sheet1', isProtected: false },
      ...{ firstRow: 1, firstColumn: 0, width: ids.length },
      places: Object.fromEntries(ids.map((id, place) => [id, place])),
      headings: Object.fromEntries(ids.map((id) => [id, id])),
      rows: rows.map((cells) => ({ key: '', cells: { ...blank, ...cells }, formulas: new Set() })),
    },
    memory: new Map(),
  };
}

/** How often the held records are looked into, and in how many different lists new rows look for others. */
function askedOf(name: TableKindName, rows: readonly EnteredRow[]) {
  const kind = tableKind(name);
  const asked = { looks: 0, lists: new Set<unknown>() };
  const counted = <Item extends object>(record: Item): Item =>
    new Proxy(record, {
      get(target, property, receiver) {
        asked.looks += 1;
        return Reflect.get(target, property, receiver);
      },
    });
  const held = replica.all(kind.recordKind).map(counted);
  // the held records of the table's own kind are the counted ones, whatever that is
  const all = ((of) => (of === kind.recordKind ? held : replica.all(of))) as typeof replica.all;
  const noting: TableKind = {
    ...kind,
    newRow(row, reader, scope) {
      asked.lists.add(reader.all(kind.recordKind));
      return kind.newRow?.(row, reader, scope) ?? { lacks: [] };
    },
  };
  const sources: TableSources = {
    ...{ datasetId: 'kent-2021-22', state: 'loaded', reader: { ...replica, all } },
    ...{ pendingFields: () => new Set(), returned: [] },
  };
  const { edits } = compareTable(tableOfNew(noting, rows), sources, new Map(), NO_ANSWERS);
  return { edits, looks: asked.looks, lists: asked.lists.size };
}

it.each(NEW_ROWS)('the records there are, are looked into as often for 400 new rows of %s as for 50', (name, rowAt) => {
  const rows = Array.from({ length: 400 }, (_, at) => rowAt(at));
  const [small, large] = [askedOf(name, rows.slice(0, 50)), askedOf(name, rows)];
  expect(new Set(large.edits.map(({ request }) => request.recordId)).size).toBe(400);
  expect(large.looks).toBeLessThanOrEqual(2 * small.looks);
  // that of the records, and that with the new ones
  expect(large.lists).toBeLessThanOrEqual(2);
});

it('a row that names the period of one further up is refused among hundreds', () => {
  const [, [name, rowAt]] = NEW_ROWS as [unknown, (typeof NEW_ROWS)[number]];
  const rows = [...Array.from({ length: 100 }, (_, at) => rowAt(at)), rowAt(40)];
  expect(askedOf(name, rows).edits).toHaveLength(100);
});

it('an index takes each item of a growing list once, and another list begins another', () => {
  const taken: number[] = [];
  const indexOf = createListIndex<number, Set<number>>(
    () => new Set(),
    (index, item) => {
      taken.push(item);
      index.add(item);
    },
  );
  const list = [1];
  for (let item = 2; item <= 50; item += 1) {
    expect(indexOf(list).has(item)).toBe(false);
    list.push(item);
    expect(indexOf(list).has(item)).toBe(true);
  }
  expect(taken).toHaveLength(50);
  expect([...indexOf([7])]).toEqual([7]);
});
