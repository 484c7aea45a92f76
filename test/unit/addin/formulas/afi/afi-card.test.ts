import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AfiCard } from '../../../../../addin/formulas/afi/afi-card.ts';
import { setFormulaReplica } from '../../../../../addin/formulas/formula-replica.ts';
import { testReplica } from '../../replica/replica-fixtures.ts';
import { ask, installExcelNames } from '../excel-cell.ts';
import { PLAN_COMMITS, serial } from '../plan-fixture.ts';
import { seededReplica } from '../seeded-cells.ts';

const TITLE = 'The force needs to make sure that repeat callers and those that are vulnerable are routinely identified';
const excelWith = (...sets: string[]) =>
  vi.stubGlobal('Office', {
    context: {
      requirements: { isSetSupported: (name: string, version: string) => sets.includes(`${name} ${version}`) },
    },
  });

beforeAll(installExcelNames);
afterEach(installExcelNames);

describe('AFICARD', () => {
  beforeEach(async () => {
    await seededReplica();
  });

  it('is an entity whose card tells fields, provenance and last editor, a section each', () => {
    const card = ask('AFICARD', 7) as AfiCard;
    expect(card).toMatchObject({
      type: 'Entity',
      text: TITLE,
      basicType: 'Error',
      basicValue: '#VALUE!',
      provider: { description: 'PEEL' },
      properties: {
        Title: { type: 'String', basicValue: TITLE },
        AFI: { type: 'Double', basicValue: 7 },
        Status: { type: 'String', basicValue: 'In progress' },
        'Completion expected': {
          type: 'FormattedNumber',
          basicValue: serial('2022-12-31'),
          numberFormat: 'd mmm yyyy',
        },
        'Slip (days)': { type: 'Double', basicValue: 0 },
        Grade: { basicValue: 'Requires improvement' },
        Board: { basicValue: 'Force Improvement Board' },
        'AFI from': { basicValue: 'HMICFRS, PEEL 2021/22: An inspection of Kent Police, 28 April 2022' },
        Place: { basicValue: 'Responding to the public, Areas for improvement (page 16)' },
        'Status from': { basicValue: expect.stringContaining('slide 10') },
        'Last changed by': { basicValue: 'Seeds' },
        'Last changed at': { basicValue: '1 November 2026, 09:00' },
        Commit: { type: 'Double' },
        Reason: { basicValue: expect.stringContaining('slide 10') },
      },
    });
    const { title, subTitle, sections } = card.layouts.card;
    expect([title.property, subTitle.property]).toEqual(['Title', 'Inspection area']);
    expect(sections.map((section) => section.title)).toEqual(['Where it stands', 'Dates', 'Inspection', 'Provenance']);
    const laidOut = sections.flatMap(({ properties }) => properties);
    expect(['Title', ...laidOut].sort()).toEqual(Object.keys(card.properties).sort());
  });

  it.each([
    ['neither', []],
    ['entities that functions cannot return', ['ExcelApi 1.16']],
    ['functions that return them, and no entities', ['CustomFunctionsRuntime 1.4']],
  ])('is its title as text in an Excel with %s', (_name, sets) => {
    excelWith(...sets);
    expect(ask('AFICARD', 7)).toBe(TITLE);
  });

  it('asks for just these two requirement sets', () => {
    excelWith('ExcelApi 1.16', 'CustomFunctionsRuntime 1.4');
    expect(ask('AFICARD', 7)).toMatchObject({ type: 'Entity' });
  });

  it.each([
    [42, '#N/A There is no AFI 42 in the 2021/22 plan (1 to 19)'],
    ['seven', "#VALUE! number must be an AFI's number, such as 7"],
  ])('of %j says %s', (number, message) => expect(ask('AFICARD', number)).toBe(message));
});

it('AFICARD is there while the history is still loading, and says so on the card', async () => {
  setFormulaReplica(await testReplica({ commits: PLAN_COMMITS }));
  expect(ask('AFICARD', 7)).toMatchObject({
    properties: {
      'Last changed by': { basicValue: 'Loading history' },
      'Status from': { basicValue: 'Loading history' },
    },
  });
});
