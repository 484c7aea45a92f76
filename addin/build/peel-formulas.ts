import { join } from 'node:path';
import { FORMULA_NAMES } from '../formulas/catalogue.ts';
import type { CustomFunctionsOptions } from './custom-functions-metadata.ts';

/** The formulas that ship: one that is in the catalogue and not generated, or the other way round, fails the build. */
export const peelFormulas: CustomFunctionsOptions = {
  folder: join(import.meta.dirname, '../formulas'),
  expected: FORMULA_NAMES,
};
