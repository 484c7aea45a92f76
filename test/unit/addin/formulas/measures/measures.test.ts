import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormulaName } from '../../../../../addin/formulas/catalogue.ts';
import type { DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import { loggedChange } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { serial } from '../plan-fixture.ts';
import { arrives, seededReplica } from '../seeded-cells.ts';

const PLANS = 'Cases with a clear investigation plan (meeting notes)';
const RESPONSE = 'Average response time (meeting notes)';
const RAPE = 'Rape conviction rate (2017 report)';
const REVIEWS = 'six-month review point';

let replica: DatasetReplica;
beforeAll(installExcelNames);
beforeEach(async () => {
  replica = await seededReplica();
});

const shown = (name: FormulaName, ...values: unknown[]): unknown => enter(name, ...values).shown;

describe('MEASURE', () => {
  it.each([
    [PLANS],
    ['  cases with a CLEAR investigation plan  (meeting notes)'],
    ['clear investigation plan'],
    ['measure/investigation-plans-notes'],
    ['investigation-plans-notes'],
  ])('takes the name as %j', (name) => expect(shown('MEASURE', name)).toBe(0.81));

  it('takes a whole name although another one begins with it', () => {
    // inspection report; meeting notes, slide 15, AFI 13
    expect(shown('MEASURE', 'Victim needs assessments completed')).not.toBe(0.601);
    expect(shown('MEASURE', 'Victim needs assessments completed (meeting notes)')).toBe(0.601);
  });

  it.each<[string, unknown, unknown]>([
    [PLANS, 'June 2022', 0.81],
    [PLANS, 'Jun-22', 0.81],
    [PLANS, '2021-11', 0.2],
    [PLANS, serial('2022-06-07'), 0.81],
    [PLANS, 'November', 0.2],
    // response times of the meeting notes, AFI 9: 25:13, 20:33, 21:24
    [RESPONSE, 'April to September 2020', 25 * 60 + 13],
    [RESPONSE, 'Apr-21 to Sep-21', 20 * 60 + 33],
    [RESPONSE, 'to September 2022', 21 * 60 + 24],
    [REVIEWS, '31 October 2022', 407],
    [REVIEWS, serial('2022-10-31'), 407],
    [RAPE, 'Q4 2016/17', 0.68],
    [RAPE, '2016/17', 0.56],
    ['Special constables', '2019/20', 284],
    ['Domestic Abuse Hub in a month', 'before', 100],
  ])('of %s takes the period %j', (name, period, expected) => expect(shown('MEASURE', name, period)).toBe(expected));

  it('never answers a month with the half-year or year that ends with it', () => {
    expect(shown('MEASURE', RESPONSE, 'September 2022')).toBe(
      `#N/A There is no reading of "${RESPONSE}" for September 2022 (recorded: April to September 2020, April to September 2021, April to September 2022)`,
    );
    expect(shown('MEASURE', RESPONSE, serial('2022-09-30'))).toMatch(/for 30 September 2022 \(recorded: /);
  });

  it('refuses to choose the latest among periods that end on the same day', () => {
    expect(shown('MEASURE', RAPE)).toBe(
      '#VALUE! period must be that of one reading: April 2016 to March 2017, October 2016 to March 2017, January to March 2017',
    );
    expect(shown('MEASURE', RESPONSE)).toBe(1284);
  });

  it('names the readings of which a part is typed', () => {
    expect(shown('MEASURE', PLANS, '20')).toBe('#VALUE! period must be one of November 2021, June 2022');
    expect(shown('MEASURE', RESPONSE, 'April to')).toMatch(/^#VALUE! period must be that of one reading: April/);
  });

  it('names at most five of the measures that have what was typed', () => {
    expect(shown('MEASURE', 'meeting notes')).toMatch(
      /^#VALUE! name must be the name of one measure; "meeting notes" is in (?:[^;]+; ){5}and \d+ more$/,
    );
    expect(shown('MEASURE', 'zebra crossings')).toBe(
      '#N/A There is no measure "zebra crossings" (PEEL.AFIMEASURES lists those of an AFI)',
    );
  });
});

describe('MEASURETREND', () => {
  it('is in order of time, with the qualifier of each reading', () => {
    expect(shown('MEASURETREND', RESPONSE)).toEqual([
      ['April to September 2020', 1513, 'average'],
      ['April to September 2021', 1233, 'average'],
      ['April to September 2022', 1284, 'average'],
    ]);
    expect(shown('MEASURETREND', REVIEWS)).toEqual([
      ['August 2022', 655, ''],
      ['31 October 2022', 407, ''],
    ]);
  });

  it('gives AFIMEASURES its first and latest reading', () => {
    const rows = shown('AFIMEASURES', 1) as unknown[][];
    const hub = rows.find(([name]) => String(name).includes('Domestic Abuse Hub in a month'));
    expect(hub?.slice(1)).toEqual([100, 300, 200]);
  });

  it('puts an undated "before" of a document before what it dates', () => {
    expect(shown('MEASURETREND', 'Domestic Abuse Hub in a month')).toEqual([
      ['Before (the notes say "used to")', 100, 'about'],
      ['31 October 2022', 300, 'nearly'],
    ]);
    expect(shown('MEASURETREND', 'Stop and search records with reasonable grounds')).toEqual([
      ['Review of the previous year', 0.915, ''],
      ['January to December 2020', 0.875, ''],
    ]);
  });
});

describe('formulas over measures', () => {
  const october = {
    measure: 'measure/investigation-plans-notes',
    period: 'October 2022',
    from: '2022-10-01',
    to: '2022-10-31',
    value: 84,
    qualifier: 'exact',
    provenance: { document: 'Monthly return', dated: '2022-11-10', place: 'page 1' },
  };

  it('[S13] a new reading changes the latest from its day on, and no cell as at a day before', async () => {
    const cells = {
      latest: enter('MEASURE', PLANS),
      june: enter('MEASURE', PLANS, 'June 2022'),
      before: enter('MEASURE', PLANS, null, '2022-10-30'),
      after: enter('MEASURE', PLANS, null, '2022-10-31'),
      trend: enter('MEASURETREND', PLANS),
      other: enter('MEASURETREND', RESPONSE),
    };
    const id = 'observation/investigation-plans-notes/2022-10';
    await arrives(replica, loggedChange('observation', id, october, { effectiveOn: '2022-10-31' }));
    expect([cells.latest.results, cells.after.results]).toEqual([
      [0.81, 0.84],
      [0.81, 0.84],
    ]);
    expect((cells.trend.shown as unknown[][]).at(-1)).toEqual(['October 2022', 0.84, '']);
    const unmoved = [cells.june, cells.before, cells.other].map(({ results }) => results.length);
    expect(unmoved).toEqual([1, 1, 1]);
  });

  it('[S13] know a measure by its name on a day before its first reading', () => {
    const message = `#N/A No reading of "${PLANS}" was recorded on 28 April 2021`;
    expect(shown('MEASURE', 'clear investigation plan', '', '2021-04-28')).toBe(message);
    expect(shown('MEASURETREND', 'clear investigation plan', '2021-04-28')).toBe(message);
  });
});
