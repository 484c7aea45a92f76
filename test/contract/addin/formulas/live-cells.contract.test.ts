// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FORMULA_NAMES } from '../../../../addin/formulas/catalogue.ts';
import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import { columnOf, EXAMPLES, placed } from '../../../support/formula-examples.ts';
import { type LaterDataset, seededOn } from '../../../unit/addin/formulas/later-changes.ts';
import { loggedChange } from '../../../unit/addin/replica/replica-fixtures.ts';
import { openPeelWorkbook, type PeelWorkbook } from './peel-workbook.ts';

const TODAY = '2022-11-01';
const AFIS = 19;
const IN_TIME = { timeout: 20_000, interval: 50 };
vi.setConfig({ hookTimeout: 60_000 });

let workbook: PeelWorkbook;
let dataset: LaterDataset;

beforeAll(async () => {
  workbook = await openPeelWorkbook();
  dataset = await seededOn(TODAY);
});
afterEach(async () => {
  await workbook.clear();
  await vi.waitFor(() => expect(dataset.replica.watcherCount).toBe(0), IN_TIME);
  workbook.forget();
});
afterAll(() => {
  setFormulaReplica(null);
  workbook.office.host.dispose();
});

const ofEachAfi = (name: string): string[] => Array.from({ length: AFIS }, (_, index) => `=PEEL.${name}(${index + 1})`);

describe('live cells, through the proxy', () => {
  it('a commit of one AFI is sent to the cells that show what changed of it, and to no others', async () => {
    const names = ['AFISTATUS', 'AFIDUE', 'AFITITLE', 'AFIOWNER', 'AFISLIP'] as const;
    for (const [index, name] of names.entries()) {
      await workbook.enterColumn(String.fromCharCode(65 + index), ofEachAfi(name));
    }
    expect(dataset.replica.watcherCount).toBe(names.length * AFIS);
    workbook.forget();

    const values = { status: 'Force complete', forecast: '2023-01-31' };
    await dataset.arrives(loggedChange('afi', 'afi/7', values, { revision: 4, effectiveOn: TODAY }));

    await vi.waitFor(
      async () =>
        expect(await workbook.values('A7:B8')).toEqual([
          ['Force complete', 44_957],
          ['In progress', 45_291],
        ]),
      IN_TIME,
    );
    expect(names.map((name) => workbook.sent(name, 7))).toEqual([['Force complete'], [44_957], [], [], [31]]);
    expect(workbook.sentCount).toBe(3);
  });

  it('a deleted formula is cancelled: nothing is subscribed any more, and nothing is sent', async () => {
    await workbook.enterColumn('A', ofEachAfi('AFISTATUS'));
    expect(dataset.replica.watcherCount).toBe(AFIS);
    await workbook.clear();
    await vi.waitFor(() => expect(dataset.replica.watcherCount).toBe(0), IN_TIME);
    workbook.forget();
    const values = { status: 'In progress', forecast: '2022-12-31' };
    await dataset.arrives(loggedChange('afi', 'afi/7', values, { revision: 5, effectiveOn: TODAY }));
    expect(workbook.sentCount).toBe(0);
    expect(workbook.office.host.callCounts()).toEqual({ busy: 0, streams: 0, settled: 0 });
  });

  it('every example of every function together: each has its answer, and clearing the sheet ends all', async () => {
    const examples = placed(EXAMPLES);
    await workbook.enterColumn('A', columnOf(examples));
    expect(workbook.office.host.callCounts().busy).toBe(0);
    expect(new Set(examples.map(({ name }) => name)).size).toBe(FORMULA_NAMES.length);
    const shown = await workbook.column('A', columnOf(examples).length);
    expect(shown).not.toContain('#BUSY!');
    expect(shown).not.toContain('#SPILL!');
    expect(dataset.replica.watcherCount).toBeGreaterThan(FORMULA_NAMES.length);
  });

  it('text that reads like a date or a share reaches the function as the text that it is', async () => {
    await workbook.enterColumn('A', ['=PEEL.MEASURE("July 2022")', '=PEEL.MEASURE("1/2")', '=PEEL.MEASURE("12%")']);
    const named = ['A1', 'A2', 'A3'].map((address) => workbook.message(address)?.split('"')[1]);
    expect(named).toEqual(['July 2022', '1/2', '12%']);
  });
});
