import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import { liveCell } from '../../../../addin/formulas/live-cell.ts';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { commitOf, loggedChange, TODAY, testReplica, withLog } from '../replica/replica-fixtures.ts';
import { type Cell, ExcelError, enter, installExcelNames } from './excel-cell.ts';
import { PLAN_COMMITS } from './plan-fixture.ts';

let replica: DatasetReplica;
const complete = (number: number, revision = 3) =>
  loggedChange(
    'afi',
    `afi/${number}`,
    { status: 'Force complete', forecast: '2022-12-31' },
    { revision, effectiveOn: TODAY },
  );
const sent = (cells: readonly Cell[]): number => cells.reduce((sum, { results }) => sum + results.length, 0);

beforeAll(installExcelNames);
beforeEach(async () => {
  replica = await testReplica({ commits: PLAN_COMMITS });
  setFormulaReplica(replica);
});

// counts, not times: a busy machine may take its time
describe('10,000 live cells', { timeout: 60_000 }, () => {
  const numberOf = (index: number): number => (index % 19) + 1;
  const enterAll = (...more: unknown[]): Cell[] =>
    Array.from({ length: 10_000 }, (_, index) => enter('AFISTATUS', numberOf(index), ...more));

  it('have one subscription and one first result each, and make no request', () => {
    const request = vi.fn();
    vi.stubGlobal('fetch', request);
    const news = vi.fn();
    replica.copy.onNews(news);
    const cells = enterAll();
    expect([replica.watcherCount, sent(cells)]).toEqual([10_000, 10_000]);
    for (const cell of cells) cell.cancel();
    expect(replica.watcherCount).toBe(0);
    expect([request.mock.calls, news.mock.calls]).toEqual([[], []]);
  });

  it('a commit of one AFI is sent to its cells alone', async () => {
    const cells = enterAll();
    await replica.copy.applyCommits([commitOf(4, complete(7))], 'c4');
    const ofSeven = cells.filter((_, index) => numberOf(index) === 7);
    expect(ofSeven.every(({ shown }) => shown === 'Force complete')).toBe(true);
    expect(sent(cells)).toBe(10_000 + ofSeven.length);
  });

  it('as at a day ask for the log once between them, say that it is loading, then answer', async () => {
    const asked = vi.fn();
    replica.copy.onNews((news) => news === 'history wanted' && asked());
    const cells = enterAll('2022-10-31');
    expect(cells.every(({ results, shown }) => results.length === 1 && shown === '#N/A Loading history')).toBe(true);
    await withLog(replica, PLAN_COMMITS);
    expect(cells.every(({ results, shown }) => results.length === 2 && shown === 'In progress')).toBe(true);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

describe('a cell that Excel ends or starts again', () => {
  it('is sent nothing once it is cancelled, however often that is', async () => {
    const [kept, ended] = [enter('AFISTATUS', 7), enter('AFISTATUS', 7)];
    ended.cancel();
    ended.cancel();
    await replica.copy.applyCommits([commitOf(4, complete(7))], 'c4');
    expect(kept.results).toEqual(['In progress', 'Force complete']);
    expect(ended.results).toEqual(['In progress']);
    expect(replica.watcherCount).toBe(1);
  });

  it('cancelled while a commit is told, is not sent that commit', async () => {
    const second: { cell: Cell | null } = { cell: null };
    const setResult = vi.fn((value: unknown) => value === 'Force complete' && second.cell?.cancel());
    const invocation: CustomFunctions.StreamingInvocation<unknown> = { setResult };
    liveCell(invocation, (reader) => reader.record('afi', 'afi/7')?.fields.status);
    second.cell = enter('AFISTATUS', 7);
    await replica.copy.applyCommits([commitOf(4, complete(7))], 'c4');
    expect(setResult).toHaveBeenCalledTimes(2);
    expect(second.cell.results).toEqual(['In progress']);
  });

  it('the same call started twice (office-js#1714) has one subscription, and one end', () => {
    const setResult = vi.fn();
    const invocation: CustomFunctions.StreamingInvocation<unknown> = { setResult };
    for (const number of [7, 8]) liveCell(invocation, (reader) => reader.record('afi', `afi/${number}`)?.id);
    expect(setResult.mock.calls).toEqual([['afi/7'], ['afi/8']]);
    expect(replica.watcherCount).toBe(1);
    invocation.onCanceled?.();
    expect(replica.watcherCount).toBe(0);
  });

  it('two calls of one cell, ended in either order (office-js#6483), leave nothing', () => {
    const calls = [enter('AFISTATUS', 7), enter('AFISTATUS', 7)];
    const [first, second] = calls;
    second?.cancel();
    first?.cancel();
    expect(calls.map(({ results }) => results)).toEqual([['In progress'], ['In progress']]);
    expect(replica.watcherCount).toBe(0);
  });

  it('entered while nothing is bound is answered, and can be ended', () => {
    setFormulaReplica(null);
    const invocation: CustomFunctions.StreamingInvocation<unknown> = { setResult: vi.fn() };
    liveCell(invocation, () => 1);
    expect(invocation.setResult).toHaveBeenCalledExactlyOnceWith(
      new ExcelError('#N/A', 'Sign in to PEEL to load the plan'),
    );
    expect(invocation.onCanceled).toBeTypeOf('function');
  });

  it('subscribes to what its last run read, not to what an earlier one did', async () => {
    const setResult = vi.fn();
    let number = 7;
    liveCell({ setResult }, (reader) => reader.record('afi', `afi/${number}`)?.fields.status);
    number = 8;
    await replica.copy.applyCommits([commitOf(4, complete(7))], 'c4');
    expect(setResult.mock.calls).toEqual([['In progress']]); // it ran again, of AFI 8
    await replica.copy.applyCommits([commitOf(5, complete(8))], 'c5');
    expect(setResult.mock.calls).toEqual([['In progress'], ['Force complete']]);
  });

  it('one with a fault of ours harms no other', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const bad = { setResult: vi.fn() };
    liveCell(bad, (reader) => {
      if (reader.record('afi', 'afi/7')?.fields.status === 'Force complete') throw new TypeError('a fault');
      return 1;
    });
    const good = enter('AFISTATUS', 7);
    await replica.copy.applyCommits([commitOf(4, complete(7))], 'c4');
    expect(bad.setResult).toHaveBeenLastCalledWith(expect.objectContaining({ code: '#N/A' }));
    expect(good.shown).toBe('Force complete');
  });
});
