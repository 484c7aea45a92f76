import { pointChange, relativeChange } from './arithmetic.ts';
import { type Month, monthBefore } from './calendar.ts';
import type { VawgPeriod } from './vawg-period.ts';

/** The measures of the printed VAWG tables, by the name above their columns. */
export const VAWG_MEASURES = ['Recorded', 'Suspect interviewed rate', 'Charge rate'] as const;
export type VawgMeasure = (typeof VAWG_MEASURES)[number];
export type VawgRate = Exclude<VawgMeasure, 'Recorded'>;

/** A rate in percent as printed. */
export function vawgRatePercent(period: VawgPeriod, rate: VawgRate): number {
  return rate === 'Charge rate' ? period.chargeRatePercent : period.suspectInterviewedRatePercent;
}

/** How much a figure changed: of what is recorded a fraction of the earlier count, null where that is 0; of a rate percentage points. */
export type VawgChange =
  | { readonly unit: '% change'; readonly fraction: number | null }
  | { readonly unit: 'pp change'; readonly points: number };

/** The change of one measure from the earlier to the later period: never a % change of a rate. */
export function vawgChange(earlier: VawgPeriod, later: VawgPeriod, measure: VawgMeasure): VawgChange {
  if (measure === 'Recorded') return { unit: '% change', fraction: relativeChange(earlier.recorded, later.recorded) };
  const points = pointChange(vawgRatePercent(earlier, measure), vawgRatePercent(later, measure));
  return { unit: 'pp change', points };
}

/** The rolling quarter that the tables compare with: the same months of the year before. */
export const yearBefore = (quarterTo: Month): Month => monthBefore(quarterTo, 12);
