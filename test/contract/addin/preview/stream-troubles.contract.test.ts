// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { functions } from 'virtual:peel-functions';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { associateFormulas } from '../../../../addin/formulas/associate-formulas.ts';
import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import { explainFailure, isCard, isDead } from '../../../../addin/formulas/guide/explain-failure.ts';
import { withPlainNames } from '../../../../addin/formulas/guide/formula-syntax.ts';
import { findFailingCells } from '../../../../addin/workbook/failing-cells.ts';
import { type Revival, reviveCells } from '../../../../addin/workbook/revive-cells.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';
import { seededRecords } from '../../../unit/addin/taskpane/seeded-records.ts';
import { maria, type SeededServices, seededServices } from '../../../unit/addin/taskpane/seeded-services.ts';

const SHEET = 'Sheet1';
const LOCKED = 'Locked';
const CELL = { sheetName: SHEET, address: 'A1' };
const FORMULA = '=PEEL.AFISTATUS(7)';
vi.setConfig({ hookTimeout: 60_000 });
const IN_TIME = { timeout: 20_000, interval: 50 };

let office: HeadlessOffice;
let seeded: SeededServices;
/** Streams that go on although nothing shows them: those that were started twice. */
let orphans = 0;

beforeAll(async () => {
  seeded = await seededServices(seededRecords(), maria);
  office = await bootHeadlessOffice({ functions: { functions }, namespace: 'PEEL', sheetNames: [SHEET, LOCKED] });
  setFormulaReplica(seeded.replica);
  associateFormulas();
});
afterAll(() => {
  setFormulaReplica(null);
  office.host.dispose();
});

const range = (context: Excel.RequestContext, address: string, sheet = SHEET): Excel.Range =>
  context.workbook.worksheets.getItem(sheet).getRange(address);

async function enter(address: string, formula: string, sheet = SHEET): Promise<void> {
  await Excel.run(async (context) => {
    range(context, address, sheet).formulas = [[formula]];
    await context.sync();
  });
}

async function read(address: string, property: 'values' | 'formulas' = 'values', sheet = SHEET): Promise<unknown> {
  return await Excel.run(async (context) => {
    const cell = range(context, address, sheet).load(property);
    await context.sync();
    return cell[property][0]?.[0];
  });
}

const shows = (value: unknown, address = 'A1', sheet = SHEET): Promise<void> =>
  vi.waitFor(async () => expect(await read(address, 'values', sheet)).toBe(value), IN_TIME);

/** What the ribbon's Refresh does for cells. */
const refresh = (): Promise<Revival> =>
  reviveCells({ isCard, isDead, typedFormula: withPlainNames }, () => office.host.calculationSettled());

const changeStatus = (status: string): Promise<void> => seeded.remoteEdit('afi', 'afi/7', { status });

/** A change that reaches the cell shows that it is followed. */
async function isLive(address = 'A1', sheet = SHEET): Promise<void> {
  await changeStatus('Force complete');
  await shows('Force complete', address, sheet);
  await changeStatus('In progress');
  await shows('In progress', address, sheet);
}

beforeEach(async () => {
  await Excel.run(async (context) => {
    range(context, 'A1:Z100').clear();
    await context.sync();
  });
  await vi.waitFor(() => expect(seeded.replica.watcherCount).toBe(orphans), IN_TIME);
  await enter('A1', FORMULA);
  await shows('In progress');
});

describe('a stream that Excel has lost', () => {
  it.each([
    ['was not restarted on reopening, and is busy for ever (office-js#6556)', '#BUSY!', 'recalculated'],
    ['was called before the functions were there, and is #VALUE! (office-js#4981)', '#VALUE!', 'recalculated'],
    ['is dead until its cell is entered again (office-js#1984, #4502)', '#BUSY!', 'entered again'],
    ['shows an error of before, and is dead until its cell is entered again', '#N/A', 'entered again'],
    ['is #NAME?, and stays so although the add-in is loaded (office-js#6355)', '#NAME?', 'entered again'],
    ['shows a status of before without any error', 'Not started', 'recalculated'],
    ['shows a status of before, and is dead until its cell is entered again', 'Not started', 'entered again'],
  ] as const)('%s: Refresh revives it', async (_trouble, shown, wakes) => {
    office.host.playLostCell({ ...CELL, shows: shown, wakes });
    await shows(shown);
    await changeStatus('Force complete');
    await office.host.calculationSettled();
    expect(await read('A1')).toBe(shown);

    expect(await refresh()).toEqual({ revived: 1, failing: 0, locked: 0 });

    await shows('Force complete');
    await changeStatus('In progress');
    await isLive();
    expect(seeded.replica.watcherCount).toBe(orphans + 1);
  });

  it('has the name that Excel gives it before it knows ours (office-js#5865): Refresh enters it as it was typed', async () => {
    await enter('A1', '=_xldudf_PEEL_AFISTATUS(7)');
    await shows('#NAME?');
    expect(await refresh()).toMatchObject({ revived: 1, failing: 0 });
    expect(await read('A1', 'formulas')).toBe(FORMULA);
    await isLive();
  });

  it('is told in the list of failing cells, with what to do', async () => {
    office.host.playLostCell({ ...CELL, shows: '#BUSY!', wakes: 'entered again' });
    await shows('#BUSY!');
    const { failing, peelCells } = await findFailingCells((cell) => explainFailure(cell).message);
    expect(peelCells).toBe(1);
    expect(failing).toMatchObject([
      {
        ...CELL,
        code: '#BUSY!',
        message: 'PEEL has an answer, but Excel has lost the cell. Press Refresh to bring it back.',
      },
    ]);
  });

  it('on a protected worksheet is recalculated, but cannot be entered again (office-js#6611), and Refresh says so', async () => {
    await enter('A1', FORMULA, LOCKED);
    await enter('A2', '=PEEL.AFIDUE(7)', LOCKED);
    await shows('In progress', 'A1', LOCKED);
    await shows(44926, 'A2', LOCKED);
    const protect = (isProtected: boolean): Promise<void> =>
      Excel.run(async (context) => {
        const { protection } = context.workbook.worksheets.getItem(LOCKED);
        if (isProtected) protection.protect();
        else protection.unprotect();
        await context.sync();
      });
    await protect(true);
    office.host.playLostCell({ sheetName: LOCKED, address: 'A1', shows: '#NAME?', wakes: 'entered again' });
    office.host.playLostCell({ sheetName: LOCKED, address: 'A2', shows: '#BUSY!', wakes: 'recalculated' });
    await shows('#NAME?', 'A1', LOCKED);
    await shows('#BUSY!', 'A2', LOCKED);

    expect(await refresh()).toEqual({ revived: 1, failing: 1, locked: 1 });
    await shows(44926, 'A2', LOCKED);

    await protect(false);
    expect(await refresh()).toEqual({ revived: 1, failing: 0, locked: 0 });
    await isLive('A1', LOCKED);
    await Excel.run(async (context) => {
      range(context, 'A1:Z100', LOCKED).clear();
      await context.sync();
    });
  });
});

describe('a stream that Excel starts once too often', () => {
  it('started twice on opening (office-js#1714) shows one answer, and changes with the plan', async () => {
    office.host.playStreamsStartedTwice();
    await vi.waitFor(() => expect(seeded.replica.watcherCount).toBe(orphans + 2), IN_TIME);
    await isLive();
    expect(await refresh()).toEqual({ revived: 0, failing: 0, locked: 0 });
    orphans += 1;
  });

  it('run again by a press on the ribbon (office-js#6285) is cancelled first, and leaks nothing', async () => {
    office.host.playStreamsRunAgain();
    office.host.playStreamsRunAgain();
    await isLive();
    await vi.waitFor(() => expect(seeded.replica.watcherCount).toBe(orphans + 1), IN_TIME);
  });
});

describe('Refresh', () => {
  it('leaves alone what fails rightly, and says how many do', async () => {
    await enter('A2', '=PEEL.AFISTATUS(42)');
    await enter('A3', '=PEEL.AFIGROUP(10)');
    await enter('A4', 'in the way');
    await shows('#N/A', 'A2');
    await shows('#SPILL!', 'A3');
    expect(await refresh()).toEqual({ revived: 0, failing: 2, locked: 0 });
  });

  it('revives a thousand dead cells at once', async () => {
    const count = 1000;
    await Excel.run(async (context) => {
      const column = range(context, `C1:C${count}`);
      column.formulas = Array.from({ length: count }, (_none, row) => [`=PEEL.AFISTATUS(${(row % 19) + 1})`]);
      await context.sync();
    });
    await shows('In progress', `C${count}`);
    await office.host.calculationSettled(); // the last cell may be shown before the others
    for (let row = 1; row <= count; row += 1)
      office.host.playLostCell({ sheetName: SHEET, address: `C${row}`, shows: '#BUSY!', wakes: 'entered again' });
    await shows('#BUSY!', `C${count}`);
    expect(await refresh()).toEqual({ revived: count, failing: 0, locked: 0 });
    await shows('In progress', `C${count}`);
  });
});
