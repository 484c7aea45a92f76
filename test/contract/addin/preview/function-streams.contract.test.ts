// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootExampleFunctions, clearSheet, enter, streams, streamsStarted, tick, values } from './example-functions.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootExampleFunctions();
});
afterAll(() => office.host.dispose());
beforeEach(clearSheet);

describe('a stream', () => {
  it('keeps its cells up to date, is shared by equal arguments, and ends with its last cell', async () => {
    await enter('A1:A3', [['=PEEL.TICK("a")'], ['=PEEL.TICK("a")'], ['=PEEL.TICK("b")']]);
    await office.host.calculationSettled();
    expect(await values('A1:A3')).toEqual([['first a'], ['first a'], ['first b']]);
    expect(streams.size).toBe(2);
    expect(office.host.callCounts().streams).toBe(2);

    tick('a', 'second a');
    await vi.waitFor(async () => {
      expect(await values('A1:A3')).toEqual([['second a'], ['second a'], ['first b']]);
    });

    await enter('A1', [['']]);
    await office.host.calculationSettled();
    await enter('A3', [['typed over']]);
    await vi.waitFor(() => expect(streams.size).toBe(1));
    expect([...streams.values()].map((stream) => stream.key)).toEqual(['a']);
    tick('a', 'third a');
    await vi.waitFor(async () => expect(await values('A2')).toEqual([['third a']]));
    await enter('A2', [['']]);
    await vi.waitFor(() => expect(streams.size).toBe(0));
  });

  it('that answers with an error can be revived by setDirty', async () => {
    await enter('A1', [['=PEEL.TICK("bad")']]);
    await office.host.calculationSettled();
    expect(office.host.cellError('Sheet1', 'A1')).toEqual({
      code: '#N/A',
      message: 'Sign in to PEEL to load the plan',
    });
    const before = streamsStarted();
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('A1').setDirty();
      await context.sync();
    });
    await vi.waitFor(() => expect(streamsStarted()).toBe(before + 1));
    await vi.waitFor(() => expect(streams.size).toBe(1));
  });

  it('runs in 1,000 cells; one result reaches its cell, and clearing them cancels all', async () => {
    const formulas = Array.from({ length: 1000 }, (_, i) => [`=PEEL.TICK(${i})`]);
    await enter('H1:H1000', formulas);
    await office.host.calculationSettled();
    expect(streams.size).toBe(1000);
    expect((await values('H1:H1000')).flat()).toEqual(formulas.map((_, i) => `first ${i}`));
    tick(500, 'changed');
    await vi.waitFor(async () => expect(await values('H501')).toEqual([['changed']]));
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('H:H').clear();
      await context.sync();
    });
    await vi.waitFor(() => expect(streams.size).toBe(0), { timeout: 10_000 });
    expect(office.host.callCounts()).toEqual({ busy: 0, streams: 0, settled: 0 });
  });
});
