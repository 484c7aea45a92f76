import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormulaName } from '../../../../../addin/formulas/catalogue.ts';
import { EXPLAINED_FORMULAS } from '../../../../../addin/formulas/explain/explainers.ts';
import type { FormulaExample } from '../../../../../addin/formulas/formula-example.ts';
import { FORMULA_EXAMPLES } from '../../../../../addin/formulas/formula-examples.ts';
import { setFormulaReplica } from '../../../../../addin/formulas/formula-replica.ts';
import { wholeCall } from '../../../../../addin/formulas/guide/formula-syntax.ts';
import type { DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import { ASHA, commitOf, loggedChange, TODAY, testReplica, withLog } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { PLAN_COMMITS } from '../plan-fixture.ts';
import { arrives, seededReplica } from '../seeded-cells.ts';

const LABELS = [
  'Figure',
  'Numerator',
  'Denominator',
  'Rule',
  'Source',
  'Place',
  'Last changed by',
  'Last changed at',
  'Holds from',
  'Commit',
  'Reason',
];

type Told = Readonly<Record<string, unknown>>;
const toldBy = (shown: unknown): Told => Object.fromEntries(shown as [string, unknown][]);
const why = (...values: unknown[]): Told => toldBy(enter('WHY', ...values).shown);

beforeAll(installExcelNames);

describe('WHY of every function over the dataset', () => {
  beforeEach(async () => {
    await seededReplica();
  });

  const isBlockOrValue = ({ shows }: FormulaExample): boolean => typeof shows !== 'object' || !('error' in shows);
  const plainest = EXPLAINED_FORMULAS.map((name) => {
    const example = FORMULA_EXAMPLES[name as FormulaName].find(isBlockOrValue);
    const literals = wholeCall(example?.formula ?? '')?.callArguments ?? [];
    return { name, shows: example?.shows, values: literals.map((each) => (each.kind === 'value' ? each.value : null)) };
  });

  it('covers all but WHY itself and what is about this copy alone', () => {
    const others = Object.keys(FORMULA_EXAMPLES).filter((name) => !EXPLAINED_FORMULAS.includes(name));
    expect(others.sort()).toEqual(['ASOF', 'OFFICE', 'UNSENT', 'WHY']);
  });

  it.each(plainest)('$name($values): figure, rule, source, editor and commit', ({ name, values, shows }) => {
    const rows = enter('WHY', `PEEL.${name}`, ...values.slice(0, 3)).shown as [string, unknown][];
    expect(rows.map(([label]) => label)).toEqual(LABELS);
    const told = toldBy(rows);
    for (const label of ['Figure', 'Rule', 'Source', 'Place', 'Holds from']) {
      expect(told[label], label).toMatch(/\S{3}/);
      expect(told[label], label).not.toMatch(/^Not recorded$|undefined|\[object/);
    }
    expect(told['Last changed by']).toBe('Seeds');
    expect(told['Last changed at']).toBe('1 November 2026, 09:00');
    expect(told.Commit).toEqual(expect.any(Number));
    const isShare = typeof shows === 'number' && typeof told.Numerator === 'number' && name !== 'CALLCHANGE';
    if (isShare) expect(Number(told.Numerator) / Number(told.Denominator)).toBeCloseTo(shows, 6);
  });
});

describe('what WHY tells', () => {
  beforeEach(async () => {
    await seededReplica();
  });

  it.each<[unknown[], Told]>([
    [['CALLTOTAL', '101', 'Q2 2022/23', '% answered'], { Numerator: 48_534, Denominator: 85_758 }],
    [['CALLS', '101', 'Jul-22', 'Received'], { Numerator: 'Not a ratio', Rule: 'Calls received, in the month' }],
    [
      ['CALLCHANGE', '999', 'Q2 2022/23'],
      { Figure: 'Change of 999 calls received, Q1 2022/23 to Q2 2022/23', Numerator: 10_584, Denominator: 94_435 },
    ],
    [['VAWG', 'Force', 'charge rate', 'Sep-22'], { Numerator: 'Not published', Denominator: 'Not published' }],
    [
      ['VAWGCHANGE', 'Force', 'Charge rate', 'Sep-22'],
      {
        Numerator: 'Not a ratio',
        Rule: '5.0% less 4.4% in the quarter to Sep-21, in percentage points, which is not a % change; immature: it rises later, as outcomes come in',
      },
    ],
    [['VAWGCHANGE', 'Force', 'Recorded', 'Sep-22'], { Numerator: -1182, Denominator: 12_981 }],
    [['AFIGRADE', 7], { Rule: "HMICFRS's grade of Responding to the public: an AFI has no grade of its own" }],
    [['AFICOUNT', 'In progress'], { Rule: expect.stringContaining('AFIs 1 to 19') }],
    [['SENTENCE', '999', 'Q2 2022/23'], { Figure: '999 calls rose by 10,584 (11.2%) on the last quarter' }],
  ])('of %j', (values, expected) => {
    expect(why(...values)).toMatchObject(expected);
  });

  it.each(['AFIRAG', 'afirag', 'PEEL.AFIRAG', '=PEEL.AFIRAG', ' =peel.afirag(7)'])('takes the name as %j', (name) => {
    expect(why(name, 7, null, null, '2022-10-31').Figure).toBe('RAG of AFI 7 on 31 October 2022');
  });

  it('takes the function’s own asAt in its own place, or in the last', () => {
    const told = { 'Last changed by': 'Not recorded', 'Holds from': 'Not recorded', Reason: 'Not recorded' };
    expect(why('AFISTATUS', 7, '2022-10-30')).toMatchObject(told);
    expect(why('AFISTATUS', 7, null, null, '2022-10-30')).toMatchObject(told);
    expect(why('AFISTATUS', 7)).toMatchObject({ 'Holds from': '31 October 2022' });
  });

  it.each<[unknown[], string]>([
    [[], '#VALUE! functionName must be the name of a PEEL function over the plan: AFIACTIONS, AFIAREA'],
    [['WHY'], '#VALUE! functionName must be the name of a PEEL function over the plan: AFIACTIONS, AFIAREA'],
    [['toString'], '#VALUE! functionName must be'],
    [['AFISTATUS'], "#VALUE! number must be an AFI's number, such as 7"],
    [['AFISTATUS', 7, 'soon'], '#VALUE! asAt must be a date'],
    [['AFISTATUS', 7, '2022-04-27'], '#N/A AFI 7 was published on 28 April 2022'],
    [['CALLS', '101', 'Jan-23', 'Received'], '#N/A There are no 101 figures for Jan-23'],
  ])('of %j says %s', (values, message) => {
    expect(enter('WHY', ...values).shown).toMatch(message);
  });

  const REPORT = {
    Source: expect.stringContaining('HMICFRS, PEEL 2021/22'),
    Place: expect.stringContaining('page 16'),
  };
  const PLAN = { Source: expect.stringContaining('slide 10, PEEL Improvement Plan AFI 7'), Place: 'See Source' };
  const NONE = { Source: 'Not recorded', Place: 'Not recorded' };
  it.each<[unknown[], Told]>([
    [['AFIAREA', 7], REPORT],
    [['AFITITLE', 7, '2022-10-30'], REPORT],
    [['AFITITLE', 7], PLAN],
    [['AFISTATUS', 7], PLAN],
    [['AFIDUE', 7], PLAN],
    [['AFIBASELINE', 7], PLAN],
    [['AFIBOARD', 7], PLAN],
    [['AFISTATUS', 7, '2022-10-30'], NONE],
    [['AFIOWNER', 7], { Source: 'Example configuration of the preview', Place: 'See Source' }],
  ])('of %j cites the record’s document only for what the record was created with', (values, source) => {
    expect(why(...values)).toMatchObject(source);
  });

  it('many sources are named by the first three', () => {
    expect(why('PLAN').Place).toMatch(/^[^;]+; [^;]+; [^;]+; and \d+ more$/);
  });
});

describe('WHY is live', () => {
  const status = { status: 'Force complete', forecast: '2022-12-31' };
  let replica: DatasetReplica;

  it('loads the history first, then answers without being entered again', async () => {
    replica = await testReplica({ commits: PLAN_COMMITS });
    setFormulaReplica(replica);
    const cell = enter('WHY', 'AFISTATUS', 7);
    expect(cell.shown).toBe('#N/A Loading history');
    await withLog(replica, PLAN_COMMITS);
    expect(cell.results).toHaveLength(2);
    expect(toldBy(cell.shown)).toMatchObject({
      Source: 'Not recorded',
      Place: 'Not recorded',
      'Last changed by': 'Maria Lindqvist, strategic-planning',
      'Last changed at': '1 November 2022, 10:00',
      Commit: 2,
    });
  });

  it('follows the record’s editor, and only that record’s', async () => {
    replica = await seededReplica();
    const [seven, eight] = [enter('WHY', 'AFISTATUS', 7), enter('WHY', 'AFISTATUS', 8)];
    const change = loggedChange('afi', 'afi/7', status, { revision: 9, effectiveOn: TODAY });
    await arrives(replica, { ...change, reason: 'Agreed at the board' });
    expect(seven.results).toHaveLength(2);
    expect(toldBy(seven.shown)).toMatchObject({
      Source: 'Agreed at the board',
      'Last changed by': 'Maria Lindqvist, Strategic Planning',
      'Holds from': '1 November 2022',
      Reason: 'Agreed at the board',
    });
    expect(eight.results).toHaveLength(1);
  });

  it('an own edit is told as one’s own until the log has it', async () => {
    replica = await withLog(await testReplica({ commits: PLAN_COMMITS, actor: ASHA }), PLAN_COMMITS);
    setFormulaReplica(replica);
    const cell = enter('WHY', 'AFISTATUS', 7);
    await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { status: 'Force complete' }, reason: 'All is done' });
    expect(toldBy(cell.shown)).toMatchObject({
      'Last changed by': 'You; not sent yet',
      'Last changed at': 'Not recorded',
      Commit: 'Not recorded',
      Reason: 'All is done',
    });
    await replica.copy.applyCommits(
      [commitOf(4, loggedChange('afi', 'afi/8', status, { revision: 3, effectiveOn: TODAY }))],
      'c4',
    );
    expect(cell.results).toHaveLength(2);
  });
});
