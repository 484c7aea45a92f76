import type { Quarter } from '../../shared/domain/calendar.ts';
import { FILL, FORMAT, headingLook, INK, type SheetLayout, titleLooks } from './sheet-layout.ts';

interface Example {
  readonly formula: string;
  readonly shows: string;
  readonly numberFormat?: string;
}

const HEADING_ROW = 4;
const ROOM_TO_TYPE = 6;

/** Formulas to begin with; one of them fails on purpose, to show what an error says. */
function examples(month: string, quarter: Quarter): Example[] {
  return [
    { formula: 'PEEL.AFISTATUS(7)', shows: 'How AFI 7 stands' },
    { formula: 'PEEL.AFIDUE(7)', shows: 'When it is now expected to be complete', numberFormat: FORMAT.date },
    { formula: 'PEEL.AFIRAG(15,DATE(2022,12,6))', shows: 'Its RAG on a day you choose' },
    { formula: 'PEEL.AFIGRADE(7)', shows: 'HMICFRS’s grade of its inspection area' },
    { formula: 'PEEL.AFICOUNT("In progress")', shows: 'How many AFIs are in progress', numberFormat: '0' },
    {
      formula: `PEEL.CALLS("101","${month}","% answered")`,
      shows: 'One figure of the call tables',
      numberFormat: FORMAT.percent,
    },
    {
      formula: `PEEL.CALLTOTAL("999","${quarter}","received")`,
      shows: 'A quarter’s total',
      numberFormat: FORMAT.count,
    },
    {
      formula: `PEEL.CALLCHANGE("999","${quarter}")`,
      shows: 'How many more calls than in the quarter before',
      numberFormat: FORMAT.change,
    },
    { formula: 'PEEL.AFISTATUS(42)', shows: 'An error: select the cell to read what to do' },
  ];
}

/** A few formulas with what each shows, and room to type. */
export function tryItSheet(month: string, quarter: Quarter): SheetLayout {
  const list = examples(month, quarter);
  const firstRow = HEADING_ROW + 1;
  const lastRow = HEADING_ROW + list.length;
  const yours = lastRow + 2;
  return {
    name: 'Try it',
    blocks: [
      { at: 'A1', rows: [['Try a formula']] },
      { at: 'A2', rows: [['Type = and PEEL. in any cell, and pick a function from the list.']] },
      {
        at: `A${HEADING_ROW}`,
        // the apostrophe keeps what is to be read from being run
        rows: [
          ['Formula', 'Result', 'What it shows'],
          ...list.map(({ formula, shows }) => [`'=${formula}`, `=${formula}`, shows]),
        ],
      },
      { at: `A${yours}`, rows: [['Your turn', '', 'Type formulas in the yellow cells']] },
    ],
    looks: [
      ...titleLooks('C'),
      headingLook(`A${HEADING_ROW}:C${HEADING_ROW}`),
      { address: `A${firstRow}:A${lastRow}`, fontColor: INK.title },
      { address: `B${firstRow}:B${lastRow}`, bold: true, horizontal: 'Left' },
      ...list.flatMap(({ numberFormat }, index) =>
        numberFormat === undefined ? [] : [{ address: `B${firstRow + index}`, numberFormat }],
      ),
      headingLook(`A${yours}:C${yours}`),
      { address: `A${yours + 1}:B${yours + ROOM_TO_TYPE}`, fill: FILL.input },
    ],
    columnWidths: { A: 264, B: 126, C: 288 },
    frozenRows: HEADING_ROW,
  };
}
