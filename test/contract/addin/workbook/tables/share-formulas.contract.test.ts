// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tableKind } from '../../../../../addin/workbook/tables/kinds/table-kinds.ts';
import type { HeadlessOffice } from '../../../../support/office-host.ts';
import { bootWorkbook } from '../../preview/sheet-driver.ts';
import { cellsOf, makeTable } from '../../preview/table-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const HEADINGS = {
  received: 'Received',
  answered: 'Answered',
  answeredUnder10s: 'Answered < 10 secs',
  notAnswered: 'Not answered',
};

/** The formulas of the call table's percentages, as a table with these headings is given them. */
const formulas = tableKind('calls').columns.flatMap(
  ({ formula }) => formula?.({ table: 'T_Shares', headings: HEADINGS }) ?? [],
);

it('the percentages of a call table are worked out from their row, and are blank where nothing was received', async () => {
  await makeTable('Shares', 'A1', [
    [...Object.values(HEADINGS), 'A', 'B', 'C'],
    [200, 150, 20, 50, '', '', ''],
    [0, 0, 0, 0, '', '', ''],
    ['', '', '', '', '', '', ''],
    ['many', 1, 1, 1, '', '', ''],
  ]);
  await Excel.run(async (context) => {
    const shares = context.workbook.worksheets.getItem('Shares').getRange('E2:G5');
    shares.formulas = [formulas, formulas, formulas, formulas];
    await context.sync();
  });
  await expect
    .poll(() => cellsOf('Shares', 'E2:G5', 'values'), { timeout: 5000 })
    .toEqual([
      [0.75, 0.1, 0.25],
      ['', '', ''],
      ['', '', ''],
      ['', '', ''],
    ]);
});
