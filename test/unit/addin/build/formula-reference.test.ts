import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { functions } from 'virtual:peel-functions';
import { expect, it } from 'vitest';
import { formulaReference, withFormulaReference } from '../../../../addin/build/formula-reference.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../../README.md'), 'utf8');

it('the README lists every formula as Excel explains it (npm run readme brings it up to date)', () => {
  expect(readme).toBe(withFormulaReference(readme, formulaReference(functions)));
  expect(readme).toContain('`PEEL.CALLTOTAL(channel, quarter, measure, [asAt])`');
});

it('a README without the two marks is refused, not overwritten', () => {
  expect(() => withFormulaReference('# A page', 'rows')).toThrow('formulas:start');
});
