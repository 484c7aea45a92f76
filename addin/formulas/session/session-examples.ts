import { type FormulaExample, VARIES } from '../formula-example.ts';

/** About this copy of the plan and whoever uses it: most of it differs from copy to copy. */
export const SESSION_EXAMPLES: Readonly<Record<'ASOF' | 'OFFICE' | 'UNSENT', readonly FormulaExample[]>> = {
  ASOF: [{ formula: '=PEEL.ASOF()', shows: VARIES, about: 'Such as 44866.4166666667: 1 November 2022, 10:00.' }],
  OFFICE: [{ formula: '=PEEL.OFFICE()', shows: VARIES, about: 'Such as Force Control and Incident Room.' }],
  UNSENT: [{ formula: '=PEEL.UNSENT()', shows: 0, about: 'Nothing waits to be sent.' }],
};
