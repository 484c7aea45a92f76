import { AFI_EXAMPLES } from './afi/afi-examples.ts';
import { CALLS_EXAMPLES } from './calls/calls-examples.ts';
import type { FormulaName } from './catalogue.ts';
import { EXPLAIN_EXAMPLES } from './explain/explain-examples.ts';
import type { FormulaExample } from './formula-example.ts';
import { GRADES_EXAMPLES } from './grades/grades-examples.ts';
import { MEASURES_EXAMPLES } from './measures/measures-examples.ts';
import { MEETINGS_EXAMPLES } from './meetings/meetings-examples.ts';
import { PLAN_EXAMPLES } from './plan/plan-examples.ts';
import { SESSION_EXAMPLES } from './session/session-examples.ts';
import { VAWG_EXAMPLES } from './vawg/vawg-examples.ts';

/** Each formula as people type it, with what it shows in the dataset of the documents, the plainest first. */
export const FORMULA_EXAMPLES: Readonly<Record<FormulaName, readonly FormulaExample[]>> = {
  ...AFI_EXAMPLES,
  ...CALLS_EXAMPLES,
  ...EXPLAIN_EXAMPLES,
  ...GRADES_EXAMPLES,
  ...MEASURES_EXAMPLES,
  ...MEETINGS_EXAMPLES,
  ...PLAN_EXAMPLES,
  ...SESSION_EXAMPLES,
  ...VAWG_EXAMPLES,
};
