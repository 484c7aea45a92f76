import { RAG_RULE } from '../../shared/domain/afi.ts';
import { type Day, excelSerial } from '../../shared/domain/calendar.ts';
import { columnLetters } from '../../shared/worksheet/cell-address.ts';
import { FILL, FORMAT, headingLook, INK, type SheetLayout, titleLooks } from './sheet-layout.ts';

const HEADING_ROW = 5;
/** Room for two lines of a wording. */
const ROW_HEIGHT = 32;
const AS_AT = '$C$3';

/** Each column's heading, width in points, and formula for the AFI whose number stands in column A of a row. */
const COLUMNS: readonly { heading: string; width: number; formula: (row: number) => string }[] = [
  { heading: 'Area for improvement', width: 384, formula: (row) => `=PEEL.AFITITLE($A${row})` },
  { heading: 'Status', width: 96, formula: (row) => `=PEEL.AFISTATUS($A${row})` },
  { heading: 'RAG', width: 72, formula: (row) => `=PEEL.AFIRAG($A${row},${AS_AT})` },
  { heading: 'Due', width: 84, formula: (row) => `=PEEL.AFIDUE($A${row})` },
  { heading: 'First promised', width: 84, formula: (row) => `=PEEL.AFIBASELINE($A${row})` },
  { heading: 'Slip, days', width: 54, formula: (row) => `=PEEL.AFISLIP($A${row})` },
  { heading: 'Inspection area', width: 156, formula: (row) => `=PEEL.AFIAREA($A${row})` },
  { heading: 'Grade', width: 126, formula: (row) => `=PEEL.AFIGRADE($A${row})` },
  { heading: 'Lead', width: 174, formula: (row) => `=PEEL.AFIOWNER($A${row})` },
];

/** The plan as a sheet of live formulas; its RAGs are worked out for the day in the as-at cell. */
export function planSheet(afiNumbers: readonly number[], asAt: Day): SheetLayout {
  const firstRow = HEADING_ROW + 1;
  const lastRow = HEADING_ROW + afiNumbers.length;
  const rows = afiNumbers.map((number, index) => [number, ...COLUMNS.map(({ formula }) => formula(firstRow + index))]);
  const widths = COLUMNS.map(({ width }, index) => [columnLetters(index + 1), width] as const);
  return {
    name: 'Plan',
    blocks: [
      { at: 'A1', rows: [['PEEL improvement plan']] },
      { at: 'A2', rows: [['Every cell below is a live formula: it changes when an office changes the plan.']] },
      { at: 'B3', rows: [['RAG as at (type another day, or =TODAY())', excelSerial(asAt)]] },
      { at: 'B4', rows: [[RAG_RULE]] },
      { at: `A${HEADING_ROW}`, rows: [['AFI', ...COLUMNS.map(({ heading }) => heading)], ...rows] },
    ],
    looks: [
      ...titleLooks('J'),
      { address: 'B3', horizontal: 'Right', fontColor: INK.quiet },
      { address: 'C3', numberFormat: FORMAT.date, fill: FILL.input, bold: true, horizontal: 'Left' },
      { address: 'B4', fontColor: INK.quiet, size: 9 },
      headingLook(`A${HEADING_ROW}:J${HEADING_ROW}`),
      { address: `A${firstRow}:J${lastRow}`, vertical: 'Center', rowHeight: ROW_HEIGHT },
      { address: `A${firstRow}:A${lastRow}`, horizontal: 'Center', bold: true },
      { address: `B${firstRow}:B${lastRow}`, wrap: true },
      { address: `E${firstRow}:F${lastRow}`, numberFormat: FORMAT.date, horizontal: 'Left' },
      { address: `G${firstRow}:G${lastRow}`, numberFormat: '0', horizontal: 'Center' },
    ],
    columnWidths: { A: 36, ...Object.fromEntries(widths) },
    frozenRows: HEADING_ROW,
  };
}
