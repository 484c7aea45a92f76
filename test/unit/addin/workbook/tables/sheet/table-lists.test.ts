import { expect, it } from 'vitest';
import { callsTable } from '../../../../../../addin/workbook/tables/kinds/calls-table.ts';
import { planTable } from '../../../../../../addin/workbook/tables/kinds/plan-table.ts';
import { fixedAmong, listsMark, type TableLists } from '../../../../../../addin/workbook/tables/sheet/table-lists.ts';
import { seeded } from '../kinds/kind-cells.ts';

const reader = await seeded();
const lists = (...items: string[]): TableLists => new Map([['status', { kind: 'list', items }]]);
const binding = (kind: 'calls' | 'plan') => ({ tableId: 't', kind, scope: {}, datasetId: 'kent-2021-22', columns: {} });

it('the mark is another where a list is, or where rows of no record stand elsewhere', () => {
  const mark = listsMark(lists('Open', 'Done'), [false, false, true]);
  expect(listsMark(lists('Open', 'Done'), [false, false, true])).toBe(mark);
  expect(listsMark(lists('Open', 'Done'), [false, false, true, false])).toBe(mark);
  expect(listsMark(lists('Open'), [false, false, true])).not.toBe(mark);
  expect(listsMark(lists('Open', 'Done'), [true, false, false])).not.toBe(mark);
});

it('totals and changes of a call table stand for no record; months, blank rows and a plan’s rows are held to lists', () => {
  const keys = ['call-month/101/2022-07', 'total/Q2 2022/23', '', 'change/Q2 2022/23', 'nobody'];
  expect(fixedAmong(keys, callsTable, binding('calls'), reader)).toEqual([false, true, false, true, false]);
  expect(fixedAmong(['afi/7', ''], planTable, binding('plan'), reader)).toEqual([false, false]);
});
