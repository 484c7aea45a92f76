import { functions } from 'virtual:peel-functions';
import { expect, it } from 'vitest';
import { FORMULA_NAMES } from '../../../../addin/formulas/catalogue.ts';

it('the metadata that the preview and the tests read names exactly the formulas that ship', () => {
  expect(functions.map(({ id }) => id).sort()).toEqual([...FORMULA_NAMES].sort());
});

it('every formula and argument explains itself in Excel', () => {
  const texts = functions.flatMap((formula) => [
    formula.description,
    ...formula.parameters.map((parameter) => parameter.description),
  ]);
  expect(texts.filter((text) => !text)).toEqual([]);
});
