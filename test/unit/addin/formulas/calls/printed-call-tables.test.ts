import { beforeAll, describe, expect, it } from 'vitest';
import { enter, installExcelNames } from '../excel-cell.ts';
import { type PrintedAs, printedLine, printedRow } from '../printed-cells.ts';
import { seededReplica } from '../seeded-cells.ts';

const COLUMNS: readonly PrintedAs[] = ['text', 'count', 'count', 'percent', 'count', 'percent', 'count', 'percent'];

// Slides of 31 October 2022, slide 22, "FCIR Performance – 999 Calls": without its first column, the quarter of the months
const SLIDE_22 = `
                            | Total Received | Answered | % Answered | Answered < 10 Secs | % < 10 Secs | Not answered | % calls not answered
Apr-22                      | 29188  | 28967  | 99.2% | 19802 | 67.8% | 221  | 0.8%
May-22                      | 32193  | 31967  | 99.3% | 21541 | 66.9% | 226  | 0.7%
Jun-22                      | 33054  | 32567  | 98.5% | 20275 | 61.3% | 487  | 1.5%
Total's Q1                  | 94435  | 93501  |       | 61618 |       | 934  |
Jul-22                      | 38069  | 37261  | 97.9% | 22122 | 58.1% | 808  | 2.1%
Aug-22                      | 35634  | 35221  | 98.8% | 24244 | 68.0% | 413  | 1.2%
Sep-22                      | 31316  | 30947  | 98.8% | 20089 | 64.1% | 369  | 1.2%
Total's Q2                  | 105019 | 103429 |       | 66455 |       | 1590 |
Q2 additional demand to Q1  | 10584  |        |       |       |       |      |
% Q2 additional demand to Q1| 11.2%  |        |       |       |       |      |`;

// Slide 23, "FCIR Performance – 101 Calls"
const SLIDE_23 = `
                            | Total Received | Answered | % Answered | Answered < 10 Secs | % < 10 Secs | Not answered | % calls not answered
Apr-22                      | 27123  | 19464  | 71.8% | 7273  | 26.8% | 7659  | 28.2%
May-22                      | 29759  | 23379  | 78.6% | 10076 | 33.9% | 6380  | 21.4%
Jun-22                      | 30979  | 18604  | 60.1% | 5363  | 17.3% | 12375 | 39.9%
Total's Q1                  | 87861  | 61447  |       | 22712 |       | 26414 |
Jul-22                      | 29816  | 13385  | 44.9% | 2669  | 9.0%  | 16431 | 55.1%
Aug-22                      | 28524  | 19406  | 68.0% | 8004  | 28.1% | 9118  | 32.0%
Sep-22                      | 27418  | 15743  | 57.4% | 4768  | 17.4% | 11675 | 42.6%
Total's Q2                  | 85758  | 48534  |       | 15441 |       | 37224 |
Q2 additional demand to Q1  | -2103  |        |       |       |       |       |
% Q2 demand to Q1           | -2.4%  |        |       |       |       |       |`;

/** What the formula calls a row of the slides. */
const ROW_NAMES: Readonly<Record<string, string>> = {
  "Total's Q1": 'Q1 2022/23 total',
  "Total's Q2": 'Q2 2022/23 total',
  'Q2 additional demand to Q1': 'Q2 2022/23 change on Q1 2022/23',
  '% Q2 additional demand to Q1': 'Q2 2022/23 % change on Q1 2022/23',
  '% Q2 demand to Q1': 'Q2 2022/23 % change on Q1 2022/23',
};

/** The percentages that the slides leave blank in the totals: the formula works them out of the summed counts. */
const LEFT_BLANK: Readonly<Record<string, readonly string[]>> = {
  '999 Q1 2022/23 total': ['99.0%', '65.2%', '1.0%'],
  '999 Q2 2022/23 total': ['98.5%', '63.3%', '1.5%'],
  '101 Q1 2022/23 total': ['69.9%', '25.8%', '30.1%'],
  '101 Q2 2022/23 total': ['56.6%', '18.0%', '43.4%'],
};

/** A row of a slide as the formula must give it. */
function expectedRow(channel: string, [label = '', ...cells]: readonly string[]): string[] {
  const name = ROW_NAMES[label] ?? label;
  const blanks = [...(LEFT_BLANK[`${channel} ${name}`] ?? [])];
  return [name, ...cells.map((cell) => (cell === '' ? (blanks.shift() ?? '') : cell))];
}

beforeAll(async () => {
  installExcelNames();
  await seededReplica();
});

describe.each([
  ['999', SLIDE_22],
  ['101', SLIDE_23],
])('CALLTABLE of %s calls', (channel, slide) => {
  const [heading = [], ...printed] = slide.trim().split('\n').map(printedLine);
  const spill = (): unknown[][] => enter('CALLTABLE', channel, 'Apr-22', 'Sep-22', true).shown as unknown[][];

  it('has the columns of the slide', () => {
    const names = [
      'Received',
      'Answered',
      '% answered',
      'Answered < 10 secs',
      '% < 10 secs',
      'Not answered',
      '% not answered',
    ];
    expect(spill()[0]).toEqual(['Month', ...names]);
    const asPrinted = names.map((name) =>
      name.toLowerCase().replace('received', 'total received').replace('% not', '% calls not'),
    );
    expect(heading.slice(1).map((name) => name.toLowerCase())).toEqual(asPrinted);
  });

  it('has its rows, cell by cell', () => {
    const rows = spill()
      .slice(1)
      .map((row) => printedRow(row, String(row[0]).includes('%') ? ['text', 'percent'] : COLUMNS));
    expect(rows).toEqual(printed.map((row) => expectedRow(channel, row)));
  });
});
