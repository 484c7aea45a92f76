import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setFormulaReplica } from '../../../../../addin/formulas/formula-replica.ts';
import { explainFailure, isCard, isDead, whyItFails } from '../../../../../addin/formulas/guide/explain-failure.ts';
import { testReplica } from '../../replica/replica-fixtures.ts';
import { installExcelNames } from '../excel-cell.ts';
import { PLAN_COMMITS } from '../plan-fixture.ts';

const cells: Readonly<Record<string, unknown>> = { 'null 0 0': 42, 'null 1 0': '#N/A', 'Calls 0 0': 'Jul-22' };
const valueAt = (sheet: string | null, row: number, column: number): unknown =>
  sheet === 'Gone' ? undefined : (cells[`${sheet} ${row} ${column}`] ?? '');
const why = (formula: string, shows: unknown) => explainFailure({ formula, shows, valueAt });
const NO_42 = 'There is no AFI 42 in the 2021/22 plan (1 to 19).';
const LOST = 'PEEL has an answer, but Excel has lost the cell. Press Refresh to bring it back.';

beforeAll(async () => {
  installExcelNames();
  setFormulaReplica(await testReplica({ commits: PLAN_COMMITS }));
});
afterAll(() => setFormulaReplica(null));

describe('why a cell fails', () => {
  it.each([
    ['=PEEL.AFISTATUS(42)', '#N/A', NO_42],
    ['=PEEL.AFISTATUS(A1)', '#N/A', NO_42],
    ['=LOWER(PEEL.AFISTATUS(42))', '#N/A', NO_42],
    ['=PEEL.AFISTATUS("seven")', '#VALUE!', "number must be an AFI's number, such as 7."],
    ['=PEEL.AFISTATUS(A2)', '#N/A', 'It reads A2, which shows #N/A. Put that cell right first.'],
    ['=PEEL.AFIDUE(7)/0', '#DIV/0!', 'PEEL has an answer; another part of the formula makes #DIV/0! of it.'],
    ['=PEEL.NOSUCH(7)', '#NAME?', 'There is no function PEEL.NOSUCH. Look for the one you mean under Formulas.'],
  ])('%s shows %s and is told: %s', (formula, shows, message) => {
    expect(why(formula, shows)).toEqual({ message, isDead: false });
  });

  it('is told of a spill by its size', () => {
    expect(why('=PEEL.AFIGROUP(10)', '#SPILL!').message).toBe(
      'The result has 3 rows and 1 column, and something is in its way: clear the cells below it and to its right, or move the formula out of a table or merged cells.',
    );
  });

  it.each(['=PEEL.AFISTATUS(A1:A3)', '=PEEL.AFISTATUS(Gone!A1)', '=PEEL.AFISTATUS(A1+1)'])(
    'is left to the cell’s own card where only Excel can work out the arguments: %s',
    (formula) => {
      expect(why(formula, '#N/A').message).toContain('look at its error card');
      expect(why(formula, '#BUSY!').message).toContain('Excel is still waiting for this cell');
    },
  );
});

describe('a dead cell', () => {
  it.each([
    ['=PEEL.AFISTATUS(7)', '#BUSY!'],
    ['=PEEL.AFISTATUS(7)', '#N/A'],
    ['=PEEL.CALLS("101",Calls!A1,"Received")', '#VALUE!'],
  ])('%s shows %s although PEEL has an answer', (formula, shows) => {
    expect(why(formula, shows)).toEqual({ message: LOST, isDead: true });
    expect(isDead({ formula, shows, valueAt })).toBe(true);
  });

  it('is one that Excel did not know by name when it was loaded', () => {
    const lost = why('=_xldudf_PEEL_AFISTATUS(7)', '#NAME?');
    expect(lost).toMatchObject({ isDead: true, message: expect.stringContaining('before it knew the PEEL functions') });
  });

  it('is one that shows what is out of date, without an error', () => {
    expect(isDead({ formula: '=PEEL.AFISTATUS(7)', shows: 'Not started', valueAt })).toBe(true);
    expect(isDead({ formula: '=PEEL.AFISTATUS(7)', shows: 'In progress', valueAt })).toBe(false);
    expect(isDead({ formula: '=PEEL.AFISTATUS(A1+6)', shows: 'Not started', valueAt })).toBe(false);
    const share = '=PEEL.CALLS("101","Jul-22","% answered")';
    expect(isDead({ formula: share, shows: Number((13_385 / 29_816).toPrecision(15)), valueAt })).toBe(false);
  });

  it('is not a card, of which Excel has no plain value to give', () => {
    const card = { formula: '=PEEL.AFICARD(7)', shows: '#VALUE!', valueAt };
    expect([isCard(card), isDead(card), whyItFails(card)]).toEqual([true, false, null]);
    const refused = { ...card, formula: '=PEEL.AFICARD("seven")' };
    expect([isCard(refused), isDead(refused)]).toEqual([false, false]);
    expect(whyItFails(refused)).toBe("number must be an AFI's number, such as 7.");
    expect(isCard({ ...card, formula: '=PEEL.AFISTATUS(7)' })).toBe(false);
  });

  it('is not one that fails rightly', () => {
    expect(isDead({ formula: '=PEEL.AFISTATUS(42)', shows: '#N/A', valueAt })).toBe(false);
  });
});
