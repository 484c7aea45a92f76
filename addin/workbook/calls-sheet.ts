import { excelSerial, monthsOfQuarter, previousQuarter, type Quarter } from '../../shared/domain/calendar.ts';
import { CALL_MEASURES, type CallChannel } from '../../shared/domain/call-month.ts';
import { columnLetters } from '../../shared/worksheet/cell-address.ts';
import {
  type Block,
  type CellContent,
  FILL,
  FORMAT,
  headingLook,
  INK,
  type Look,
  type SheetLayout,
  titleLooks,
} from './sheet-layout.ts';

const FIRST_MEASURE = 2;
const LAST_COLUMN = columnLetters(FIRST_MEASURE + CALL_MEASURES.length - 1);
const firstRowOfTables = 4;

interface Table {
  readonly block: Block;
  readonly looks: readonly Look[];
  /** The row after the table and a gap. */
  readonly nextRow: number;
}

/** One printed table: its heading, then for each quarter three months, the total, and the change on the quarter before. */
function callTable(channel: CallChannel, quarters: readonly Quarter[], titleRow: number): Table {
  const headingRow = titleRow + 1;
  const rows: CellContent[][] = [
    [`${channel} calls`, ...Array<string>(CALL_MEASURES.length + 1).fill('')],
    ['Quarter', 'Month', ...CALL_MEASURES],
  ];
  const looks: Look[] = [
    { address: `A${titleRow}`, bold: true, size: 13, fontColor: INK.title },
    headingLook(`A${headingRow}:${LAST_COLUMN}${headingRow}`),
    { address: `C${headingRow}:${LAST_COLUMN}${headingRow}`, horizontal: 'Right' },
  ];
  const rowNumber = (): number => titleRow + rows.length;
  const measureCells = (formula: (column: string) => string): string[] =>
    CALL_MEASURES.map((_measure, index) => formula(columnLetters(FIRST_MEASURE + index)));
  for (const quarter of quarters) {
    const name = quarter.slice(0, 2);
    monthsOfQuarter(quarter).forEach((month, index) => {
      const row = rowNumber();
      const figures = measureCells((column) => `=PEEL.CALLS("${channel}",$B${row},${column}$${headingRow})`);
      rows.push([index === 0 ? quarter : '', excelSerial(`${month}-01`), ...figures]);
      looks.push({ address: `B${row}`, numberFormat: FORMAT.month, horizontal: 'Left' });
    });
    const totalRow = rowNumber();
    const totals = measureCells((column) => `=PEEL.CALLTOTAL("${channel}","${quarter}",${column}$${headingRow})`);
    rows.push([`Total ${name}`, '', ...totals]);
    looks.push({ address: `A${totalRow}:${LAST_COLUMN}${totalRow}`, bold: true, fill: FILL.total });
    const before = previousQuarter(quarter);
    if (!quarters.includes(before)) continue;
    const blanks = Array<string>(CALL_MEASURES.length - 1).fill('');
    const change = (as: string): string => `=PEEL.CALLCHANGE("${channel}","${quarter}","${before}","${as}")`;
    const changeRow = rowNumber();
    rows.push([`${name} change on ${before.slice(0, 2)}`, '', change('number'), ...blanks]);
    rows.push([`${name} % change on ${before.slice(0, 2)}`, '', change('percent'), ...blanks]);
    looks.push(
      { address: `C${changeRow}`, numberFormat: FORMAT.change },
      { address: `C${changeRow + 1}`, numberFormat: FORMAT.percent },
    );
  }
  const bodyStart = headingRow + 1;
  const bodyEnd = titleRow + rows.length - 1;
  const formats = CALL_MEASURES.map((measure, index): Look => {
    const column = columnLetters(FIRST_MEASURE + index);
    const numberFormat = measure.startsWith('%') ? FORMAT.percent : FORMAT.count;
    return { address: `${column}${bodyStart}:${column}${bodyEnd}`, numberFormat, horizontal: 'Right' };
  });
  // the changes' own formats come after their column's
  return { block: { at: `A${titleRow}`, rows }, looks: [...formats, ...looks], nextRow: titleRow + rows.length + 1 };
}

/** Both printed call tables as live formulas, with quarter totals from summed counts and the change between quarters. */
export function callsSheet(channels: readonly CallChannel[], quarters: readonly Quarter[]): SheetLayout {
  const tables: Table[] = [];
  for (const channel of channels) tables.push(callTable(channel, quarters, tables.at(-1)?.nextRow ?? firstRowOfTables));
  const measureWidths = CALL_MEASURES.map((_measure, index) => [columnLetters(FIRST_MEASURE + index), 78] as const);
  return {
    name: 'Calls',
    blocks: [
      { at: 'A1', rows: [['Calls to the force control and incident room']] },
      { at: 'A2', rows: [['Percentages are of calls received; a quarter’s come from its summed counts.']] },
      ...tables.map(({ block }) => block),
    ],
    looks: [...titleLooks(LAST_COLUMN), ...tables.flatMap(({ looks }) => looks)],
    columnWidths: { A: 132, B: 60, ...Object.fromEntries(measureWidths) },
    frozenRows: 2,
  };
}
