import { describe, expect, it } from 'vitest';
import { entryOf, meaningIn, newRowOf, recordsIn, requestOf, seeded, shownOf } from './kind-cells.ts';

const replica = await seeded();
const DA = 'vawg-period/da/2022-09';
const inDa = (column: string, content: string | number | boolean) => meaningIn(replica, 'vawg', column, content, DA);
const NEW = {
  category: 'non da',
  quarterTo: 'Dec-22',
  recorded: '5,100',
  suspectInterviewedRate: '20,1%',
  chargeRate: 0.04,
  immature: true,
};

describe('the VAWG table', () => {
  it('has the categories of each rolling quarter in the order of the slides', () => {
    const rows = recordsIn(replica, 'vawg').map(
      ({ fields }) => `${String(fields.quarterTo)} ${String(fields.category)}`,
    );
    expect(rows.slice(0, 6)).toEqual([
      '2021-09 Force',
      '2021-09 DA',
      '2021-09 Non-DA',
      '2021-09 Rape',
      '2021-09 Other sexual',
      '2022-09 Force',
    ]);
  });

  it('shows rates as fractions and changes on the year before, of rates in percentage points', () => {
    expect(shownOf(replica, 'vawg', 'vawg-period/force/2022-09')).toEqual({
      category: 'Force',
      quarterTo: 44_805,
      recorded: 11_799,
      recordedChange: -1182,
      recordedPercentChange: expect.closeTo(-0.0911, 3),
      suspectInterviewedRate: 0.243,
      suspectInterviewedChange: -5.4,
      chargeRate: 0.05,
      chargeChange: 0.6,
      immature: 'Yes',
    });
    expect(shownOf(replica, 'vawg', 'vawg-period/force/2021-09')).toMatchObject({
      recordedChange: '',
      chargeChange: '',
      immature: 'No',
    });
  });

  it.each(['33.6%', '33,6 %', 0.336, 33.6, '33.6'])('reads a rate entered as %j', (content) => {
    expect(inDa('suspectInterviewedRate', content)).toEqual({ value: 33.6 });
  });

  it('reads Yes and No, ticked or typed, and a count', () => {
    expect(inDa('immature', false)).toEqual({ value: false });
    expect(inDa('immature', 'y')).toEqual({ value: true });
    expect(inDa('recorded', '6 462')).toEqual({ value: 6462 });
    expect(entryOf('vawg', 'immature').validation(replica)).toEqual({ kind: 'list', items: ['Yes', 'No'] });
    expect(entryOf('vawg', 'chargeRate').validation(replica)).toEqual({ kind: 'number', min: 0, max: 100 });
  });

  it('keeps the category and the quarter that name a row', () => {
    expect(inDa('category', 'da')).toEqual({ value: 'DA' });
    expect(inDa('category', 'Rape')).toHaveProperty('problem', expect.stringContaining('category'));
    expect(inDa('quarterTo', 'Oct-22')).toEqual({
      problem:
        'The quarter of a recorded row stays: press Undo, and enter another quarter in a new row below the table',
    });
  });

  it('takes a new row for a category and a quarter, and saves it', async () => {
    const own = await seeded();
    const request = requestOf(own, 'vawg', NEW);
    expect(request).toEqual({
      kind: 'vawg-period',
      recordId: 'vawg-period/non-da/2022-12',
      values: {
        category: 'Non-DA',
        quarterTo: '2022-12',
        recorded: 5100,
        suspectInterviewedRatePercent: 20.1,
        chargeRatePercent: 4,
        immature: true,
        owningOffice: 'crime',
      },
    });
    expect(await own.edit(request)).toMatchObject({ saved: true });
    expect(newRowOf(own, 'vawg', NEW)).toHaveProperty('problems.0.column', 'quarterTo');
  });

  it('says what a new row lacks: no rate is taken for mature or immature unsaid', () => {
    expect(newRowOf(replica, 'vawg', { ...NEW, immature: '', recorded: '' })).toEqual({
      lacks: ['recorded', 'immature'],
    });
  });
});
