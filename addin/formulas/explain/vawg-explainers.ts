import { printedCount } from '../../../shared/domain/arithmetic.ts';
import { type Month, printedMonth } from '../../../shared/domain/calendar.ts';
import { type VawgMeasure, vawgRatePercent, yearBefore } from '../../../shared/domain/vawg-figures.ts';
import {
  VAWG_CATEGORIES,
  type VawgCategory,
  type VawgPeriod,
  vawgPeriodId,
} from '../../../shared/domain/vawg-period.ts';
import { onDay } from '../plan-lookups.ts';
import { rollingQuarter, vawgCategory, vawgMeasureNamed } from '../vawg/vawg-arguments.ts';
import { vawgPeriodOn } from '../vawg/vawg-rows.ts';
import { type Explainer, type Explanation, explainer, NOT_PUBLISHED, restsOnEach } from './explanation.ts';

type VawgFormula = 'VAWG' | 'VAWGCHANGE' | 'VAWGTABLE';

const UNPUBLISHED = { numerator: NOT_PUBLISHED, denominator: NOT_PUBLISHED } as const;
const IMMATURE = '; immature: it rises later, as outcomes come in';

function shownAs(period: VawgPeriod, measure: VawgMeasure): string {
  if (measure === 'Recorded') return printedCount(period.recorded);
  return `${vawgRatePercent(period, measure).toFixed(1)}%`;
}

function ofPeriod(period: VawgPeriod, measure: VawgMeasure): Pick<Explanation, 'ratio' | 'rule'> {
  if (measure === 'Recorded') return { rule: 'Offences recorded in the rolling quarter' };
  const rule = `The rate as printed, ${shownAs(period, measure)}: its counts are in no document${period.immature ? IMMATURE : ''}`;
  return { ratio: UNPUBLISHED, rule };
}

function ofChange(now: VawgPeriod, before: VawgPeriod, measure: VawgMeasure): Pick<Explanation, 'ratio' | 'rule'> {
  const operands = `${shownAs(now, measure)} less ${shownAs(before, measure)} in the quarter to ${printedMonth(before.quarterTo)}`;
  if (measure !== 'Recorded')
    return { rule: `${operands}, in percentage points, which is not a % change${now.immature ? IMMATURE : ''}` };
  const ratio = { numerator: now.recorded - before.recorded, denominator: before.recorded };
  return { ratio, rule: `${operands}, divided by the latter` };
}

const ids = (category: VawgCategory, ...quarters: readonly Month[]): string[] =>
  quarters.map((quarterTo) => vawgPeriodId(category, quarterTo));

export const VAWG_EXPLAINERS: Readonly<Record<VawgFormula, Explainer>> = {
  VAWG: explainer(3, (reader, asAt, [category, measure, period]) => {
    const wanted = { category: vawgCategory(category), measure: vawgMeasureNamed(measure) };
    const quarterTo = rollingQuarter(period, 'period');
    const found = vawgPeriodOn(reader, wanted.category, quarterTo, asAt);
    const { plan: on } = onDay(reader, asAt);
    return {
      figure: `${wanted.measure}, VAWG ${wanted.category}, rolling quarter to ${printedMonth(quarterTo)}`,
      ...ofPeriod(found, wanted.measure),
      restsOn: restsOnEach(on, 'vawg-period', ids(wanted.category, quarterTo), 'recorded'),
      on,
    };
  }),
  VAWGCHANGE: explainer(4, (reader, asAt, [category, measure, period]) => {
    const wanted = { category: vawgCategory(category), measure: vawgMeasureNamed(measure) };
    const later = rollingQuarter(period, 'period');
    const earlier = yearBefore(later);
    const now = vawgPeriodOn(reader, wanted.category, later, asAt);
    const before = vawgPeriodOn(reader, wanted.category, earlier, asAt);
    const { plan: on } = onDay(reader, asAt);
    return {
      figure: `Change of ${wanted.measure}, VAWG ${wanted.category}, rolling quarter to ${printedMonth(later)}, on the year before`,
      ...ofChange(now, before, wanted.measure),
      restsOn: restsOnEach(on, 'vawg-period', ids(wanted.category, earlier, later), 'recorded'),
      on,
    };
  }),
  VAWGTABLE: explainer(2, (reader, asAt, [period]) => {
    const quarterTo = rollingQuarter(period, 'period');
    const { plan: on } = onDay(reader, asAt);
    const shown = VAWG_CATEGORIES.flatMap((category) => ids(category, yearBefore(quarterTo), quarterTo));
    return {
      figure: `VAWG table, rolling quarter to ${printedMonth(quarterTo)} and the year before`,
      ratio: UNPUBLISHED,
      rule: 'What is recorded changes in number and in % of the year before; rates are as printed, and change in percentage points',
      restsOn: restsOnEach(on, 'vawg-period', shown, 'recorded'),
      on,
    };
  }),
};
