import type { FormulaName } from '../catalogue.ts';
import { AFI_EXPLAINERS } from './afi-explainers.ts';
import { CALL_EXPLAINERS } from './call-explainers.ts';
import { type Explainer, explainer } from './explanation.ts';
import { GRADE_EXPLAINERS } from './grade-explainers.ts';
import { MEASURE_EXPLAINERS } from './measure-explainers.ts';
import { MEETING_EXPLAINERS } from './meeting-explainers.ts';
import { PLAN_EXPLAINERS } from './plan-explainers.ts';
import { sentenceOn } from './sentence-on.ts';
import { VAWG_EXPLAINERS } from './vawg-explainers.ts';

/** What is no figure of the dataset has nothing to be explained. */
type ExplainedFormula = Exclude<FormulaName, 'ASOF' | 'OFFICE' | 'UNSENT' | 'WHY'>;

/** How each formula over the dataset is explained; one without an explanation does not compile. */
const EXPLAINERS: Readonly<Record<ExplainedFormula, Explainer>> = {
  ...AFI_EXPLAINERS,
  ...CALL_EXPLAINERS,
  ...GRADE_EXPLAINERS,
  ...MEASURE_EXPLAINERS,
  ...MEETING_EXPLAINERS,
  ...PLAN_EXPLAINERS,
  ...VAWG_EXPLAINERS,
  SENTENCE: explainer(2, (reader, asAt, [topic, period]) => {
    const { sentence, restsOn, on } = sentenceOn(reader, topic, period, asAt);
    return { figure: sentence, rule: 'Written from the recorded numbers; percentages to one decimal', restsOn, on };
  }),
};

const byName: ReadonlyMap<string, Explainer> = new Map(Object.entries(EXPLAINERS));

/** By the formula's name in capitals; undefined where there is nothing to explain. */
export const explainerOf = (name: string): Explainer | undefined => byName.get(name);

/** The names of the formulas that can be explained, in order. */
export const EXPLAINED_FORMULAS: readonly string[] = Object.keys(EXPLAINERS).sort();
