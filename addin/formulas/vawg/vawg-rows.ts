import { change, roundTo } from '../../../shared/domain/arithmetic.ts';
import { type Month, printedMonth } from '../../../shared/domain/calendar.ts';
import {
  VAWG_MEASURES,
  type VawgMeasure,
  vawgChange,
  vawgRatePercent,
  yearBefore,
} from '../../../shared/domain/vawg-figures.ts';
import {
  VAWG_CATEGORIES,
  type VawgCategory,
  type VawgPeriod,
  vawgPeriodId,
} from '../../../shared/domain/vawg-period.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { notAvailable } from '../formula-error.ts';
import { longDay, onDay } from '../plan-lookups.ts';

/** One category in one rolling quarter, as it was on a day. */
export function vawgPeriodOn(
  reader: ReplicaReader,
  category: VawgCategory,
  quarterTo: Month,
  asAt: unknown,
): VawgPeriod {
  const { plan, day } = onDay(reader, asAt);
  const id = vawgPeriodId(category, quarterTo);
  const found = plan.record('vawg-period', id);
  if (found !== null) return found.fields;
  const what = `${category} figures for the rolling quarter to ${printedMonth(quarterTo)}`;
  if (day !== null && reader.record('vawg-period', id) !== null)
    throw notAvailable(`The ${what} were not recorded on ${longDay(day)}`);
  const recorded = recordedQuarters(plan.all('vawg-period').filter(({ fields }) => fields.category === category));
  throw notAvailable(`There are no ${what} (recorded: ${recorded})`);
}

/** The printed table's reason for being empty. */
export function noVawgTable(reader: ReplicaReader, quarterTo: Month): string {
  const recorded = recordedQuarters(reader.all('vawg-period'));
  return `There are no VAWG figures for the rolling quarter to ${printedMonth(quarterTo)} (recorded: ${recorded})`;
}

const MAX_NAMED = 8;
function recordedQuarters(periods: readonly { readonly fields: VawgPeriod }[]): string {
  const months = [...new Set(periods.map(({ fields }) => fields.quarterTo))].sort().slice(-MAX_NAMED);
  return months.length === 0 ? 'none' : months.map(printedMonth).join(', ');
}

/** A count, or a rate as a fraction (24.3% is 0.243). */
export function vawgValue(period: VawgPeriod, measure: VawgMeasure): number {
  return measure === 'Recorded' ? period.recorded : roundTo(vawgRatePercent(period, measure) / 100, 6);
}

/** The headings of the table of a rolling quarter beside the one of the year before. */
export function vawgHeading(quarterTo: Month): string[] {
  const [now, before] = [printedMonth(quarterTo), printedMonth(yearBefore(quarterTo))];
  const figures = VAWG_MEASURES.flatMap((measure) => [
    `${measure} ${now}`,
    `${measure} ${before}`,
    ...(measure === 'Recorded' ? ['Recorded, number change', 'Recorded, % change'] : [`${measure}, pp change`]),
  ]);
  return ['Category', ...figures, 'Immature rates'];
}

/** A row a category, in the order of the slides; blank where the year before is not recorded. */
export function vawgTableRows(plan: ReplicaReader, quarterTo: Month): unknown[][] {
  const periodOf = (category: VawgCategory, month: Month): VawgPeriod | null =>
    plan.record('vawg-period', vawgPeriodId(category, month))?.fields ?? null;
  return VAWG_CATEGORIES.flatMap((category) => {
    const now = periodOf(category, quarterTo);
    return now === null ? [] : [tableRow(now, periodOf(category, yearBefore(quarterTo)))];
  });
}

function tableRow(now: VawgPeriod, before: VawgPeriod | null): unknown[] {
  const figures = VAWG_MEASURES.flatMap((measure) => [
    vawgValue(now, measure),
    before === null ? '' : vawgValue(before, measure),
    ...changes(now, before, measure),
  ]);
  const immature = [now, before].flatMap((each) => (each?.immature === true ? printedMonth(each.quarterTo) : []));
  return [now.category, ...figures, immature.join(', ')];
}

function changes(now: VawgPeriod, before: VawgPeriod | null, measure: VawgMeasure): unknown[] {
  if (before === null) return measure === 'Recorded' ? ['', ''] : [''];
  const changed = vawgChange(before, now, measure);
  return changed.unit === 'pp change'
    ? [changed.points]
    : [change(before.recorded, now.recorded), changed.fraction ?? ''];
}
