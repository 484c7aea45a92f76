import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormulaName } from '../../../../../addin/formulas/catalogue.ts';
import { loggedChange } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { type LaterDataset, seededOn } from '../later-changes.ts';

const AREAS =
  'Counter corruption and vetting, Developing a positive workplace, Good use of resources, Investigating crime, Managing offenders, Preventing crime, Protecting vulnerable people, Recording data about crime, Responding to the public, Serious and organised crime, Treatment of the public, Victim Service Assessment';
const SOURCE = { document: 'Letter', dated: '2022-12-20', place: 'page 1' };

let dataset: LaterDataset;
beforeAll(installExcelNames);
beforeEach(async () => {
  dataset = await seededOn('2023-02-01');
});

const shown = (name: FormulaName, ...values: unknown[]): unknown => enter(name, ...values).shown;

/** The pending grade of serious and organised crime, as it might have come out. */
const graded = () =>
  dataset.arrives(
    loggedChange(
      'inspection-area',
      'inspection-area/kent-2021-22/serious-and-organised-crime',
      { inspection: 'inspection/kent-2021-22', grade: 'Adequate', gradeSource: SOURCE },
      { revision: 3, effectiveOn: '2022-12-20' },
    ),
  );

describe('GRADE and GRADES', () => {
  it('are the grade table of slide 2, then the areas without a grade, with how many AFIs stand under each', () => {
    expect(shown('GRADES', true)).toEqual([
      ['Inspection area', 'Grade', 'Grade expected', 'AFIs'],
      ['Recording data about crime', 'Outstanding', '', 0],
      ['Developing a positive workplace', 'Good', '', 0],
      ['Good use of resources', 'Good', '', 1],
      ['Preventing crime', 'Good', '', 1],
      ['Treatment of the public', 'Good', '', 1],
      ['Protecting vulnerable people', 'Adequate', '', 2],
      ['Investigating crime', 'Requires improvement', '', 6],
      ['Managing offenders', 'Requires improvement', '', 3],
      ['Responding to the public', 'Requires improvement', '', 4],
      ['Victim Service Assessment', 'Not graded', '', 1],
      ['Counter corruption and vetting', 'Pending', 'December 2022', 0],
      ['Serious and organised crime', 'Pending', 'December 2022', 0],
    ]);
  });

  it.each<[FormulaName, unknown[], unknown]>([
    ['GRADE', ['Responding to the public'], 'Requires improvement'],
    ['GRADE', ['RESPONSE'], 'Requires improvement'],
    ['GRADE', ['Engaging with & treating the public with fairness and respect'], 'Good'],
    ['GRADE', ['Engagement/Treating the Public with Fairness and Respect'], 'Good'],
    ['GRADE', ['cdi'], 'Outstanding'],
    ['GRADE', ['Counter-corruption and vetting', '2022-10-31'], 'Pending'],
    ['GRADE', ['Victim services assessment', 0], 'Not graded'],
    ['GRADE', [], `#VALUE! area must be one of ${AREAS}`],
    ['GRADE', ['Catering'], `#VALUE! area must be one of ${AREAS}`],
    ['GRADE', [7], `#VALUE! area must be one of ${AREAS}`],
    ['GRADE', ['CDI', 'soon'], '#VALUE! asAt must be a date, such as an Excel date, 2022-10-31 or 31 October 2022'],
    ['GRADE', ['CDI', '2022-04-27'], '#N/A The report was published on 28 April 2022; ask for that day or later'],
    ['GRADES', ['perhaps'], '#VALUE! headers must be TRUE or FALSE'],
    ['GRADES', [true, '2022-04-27'], '#N/A The report with the grades was published on 28 April 2022'],
  ])('%s(%j) is %j', (name, values, expected) => {
    expect(shown(name, ...values)).toBe(expected);
  });

  it('[S13] a grade that comes later leaves the cells as at a day before alone', async () => {
    const cells = {
      before: enter('GRADE', 'SOC', '2022-12-19'),
      thatDay: enter('GRADE', 'SOC', '2022-12-20'),
      present: enter('GRADE', 'SOC'),
      other: enter('GRADE', 'CDI'),
      tableBefore: enter('GRADES', true, '2022-10-31'),
      table: enter('GRADES'),
    };
    await graded();
    expect(Object.values(cells).map(({ results }) => results.length)).toEqual([1, 2, 2, 1, 1, 2]);
    expect(cells.thatDay.results).toEqual(['Pending', 'Adequate']);
    const rows = cells.table.shown as unknown[][];
    expect(rows.filter(([, grade]) => grade === 'Adequate')).toEqual([
      ['Protecting vulnerable people', 'Adequate', '', 2],
      ['Serious and organised crime', 'Adequate', '', 0],
    ]);
  });

  it('an area that was renamed is known by its old name on a day on which it had it', async () => {
    const id = 'inspection-area/kent-2021-22/managing-offenders';
    const names = { name: 'Offender management', aliases: ['OM'] };
    await dataset.arrives(loggedChange('inspection-area', id, names, { revision: 2, effectiveOn: '2023-01-10' }));
    expect(shown('GRADE', 'Offender management')).toBe('Requires improvement');
    expect(shown('GRADE', 'Managing offenders', '2022-10-31')).toBe('Requires improvement');
    expect(shown('AFICOUNT', null, 'Managing offenders', '2022-10-31')).toBe(3);
    expect(shown('GRADE', 'Managing offenders')).toMatch(/^#VALUE! area must be one of .*Offender management/);
  });
});
