// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import { type Day, excelSerial } from '../../../../shared/domain/calendar.ts';
import { type LaterDataset, seededOn } from '../../../unit/addin/formulas/later-changes.ts';
import { loggedChange, testReplica, withLog } from '../../../unit/addin/replica/replica-fixtures.ts';
import { seededCommits } from '../../../unit/addin/taskpane/seeded-records.ts';
import { openPeelWorkbook, type PeelWorkbook } from './peel-workbook.ts';

const TODAY = '2023-02-01';
const IN_TIME = { timeout: 20_000, interval: 50 };
const DAYS: readonly Day[] = ['2022-11-29', '2022-11-30', '2023-01-15', '2023-01-16', '2023-02-01'];
const PROMISED = excelSerial('2022-12-31');
vi.setConfig({ hookTimeout: 60_000 });

const dateOf = (day: Day): string => `DATE(${day.split('-').map(Number).join(',')})`;
const onEachDay = (call: string): string[] => DAYS.map((day) => `=PEEL.${call}${dateOf(day)})`);

let workbook: PeelWorkbook;

beforeAll(async () => {
  workbook = await openPeelWorkbook();
});
afterEach(async () => {
  await workbook.clear();
  await workbook.office.host.calculationSettled();
  // until the host has ended a stream whose cells are gone, the same formula gets it
  await vi.waitFor(() => expect(workbook.office.host.callCounts().streams).toBe(0), IN_TIME);
  workbook.forget();
});
afterAll(() => {
  setFormulaReplica(null);
  workbook.office.host.dispose();
});

describe('[S13] cells as at a day, through the proxy', () => {
  it('say first that the history is loading, then what held; each is sent two results, and none stays busy', async () => {
    const replica = await testReplica({ commits: seededCommits(), today: () => TODAY });
    setFormulaReplica(replica);
    await workbook.enterColumn('A', [...onEachDay('AFISTATUS(7,'), '=PEEL.AFISTATUS(7)']);
    expect(await workbook.column('A', 6)).toEqual([...Array(5).fill('#N/A'), 'In progress']);
    expect(workbook.message('A1')).toBe('Loading history');

    await withLog(replica, seededCommits());

    await vi.waitFor(async () => expect(await workbook.column('A', 6)).toEqual(Array(6).fill('In progress')), IN_TIME);
    for (const day of DAYS) {
      const loading = expect.objectContaining({ message: 'Loading history' });
      expect(workbook.sent('AFISTATUS', 7, excelSerial(day))).toEqual([loading, 'In progress']);
    }
    expect(workbook.sent('AFISTATUS', 7)).toEqual(['In progress']);
    expect(workbook.office.host.callCounts().busy).toBe(0);
  });

  it('follow a change from its day on: every other cell is sent nothing', async () => {
    const { arrives } = await withStatusAndDue(7);
    await arrives(completionOf(7));
    const after = ['In progress', 'In progress', 'In progress', 'Force complete', 'Force complete'];
    await vi.waitFor(async () => expect(await workbook.column('A', 5)).toEqual(after), IN_TIME);
    expect(await workbook.column('B', 5)).toEqual(Array(5).fill(PROMISED));
    expect(sentOnEachDay('AFISTATUS', 7)).toEqual([0, 0, 0, 1, 1]);
    expect(workbook.sentCount).toBe(2);
  });

  it('follow a correction of history just where it then holds', async () => {
    const { arrives } = await withStatusAndDue(7);
    await arrives(completionOf(7));
    await vi.waitFor(async () => expect((await workbook.column('A', 5)).at(-1)).toBe('Force complete'), IN_TIME);
    workbook.forget();

    const revised = { status: 'In progress', forecast: '2023-01-31' };
    await arrives(loggedChange('afi', 'afi/7', revised, { revision: 5, effectiveOn: '2022-11-30' }));

    const later = excelSerial('2023-01-31');
    const due = [PROMISED, later, later, PROMISED, PROMISED];
    await vi.waitFor(async () => expect(await workbook.column('B', 5)).toEqual(due), IN_TIME);
    expect(sentOnEachDay('AFIDUE', 7)).toEqual([0, 1, 1, 0, 0]);
    expect(workbook.sentCount).toBe(2);
  });
});

/** The AFI is complete from 16 January 2023 on. */
const completionOf = (number: number) =>
  loggedChange(
    'afi',
    `afi/${number}`,
    { status: 'Force complete', forecast: '2022-12-31' },
    { revision: 4, effectiveOn: '2023-01-16' },
  );

/**
 * Status and due date of an AFI that is due in December on each of the days, and the status of the next one beside them;
 * nothing of that counts as sent.
 */
async function withStatusAndDue(number: number): Promise<LaterDataset> {
  const dataset = await seededOn(TODAY);
  await workbook.enterColumn('A', onEachDay(`AFISTATUS(${number},`));
  await workbook.enterColumn('B', onEachDay(`AFIDUE(${number},`));
  await workbook.enterColumn('C', onEachDay(`AFISTATUS(${number + 1},`));
  expect(await workbook.column('A', 5)).toEqual(Array(5).fill('In progress'));
  expect(await workbook.column('B', 5)).toEqual(Array(5).fill(PROMISED));
  expect(workbook.sentCount).toBe(15);
  workbook.forget();
  return dataset;
}

const sentOnEachDay = (name: 'AFISTATUS' | 'AFIDUE', number: number): number[] =>
  DAYS.map((day) => workbook.sent(name, number, excelSerial(day)).length);
