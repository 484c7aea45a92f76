import { z } from 'zod';
import {
  change,
  pointChange,
  printedCount,
  printedPercent,
  relativeChange,
  share,
} from '../../../shared/domain/arithmetic.ts';
import { monthSchema, monthsOfQuarter, quarterSchema } from '../../../shared/domain/calendar.ts';
import {
  CALL_MEASURES,
  type CallChannel,
  type CallCounts,
  callChannelSchema,
  callMeasure,
  callMonthId,
  totalCalls,
} from '../../../shared/domain/call-month.ts';
import { vawgCategorySchema } from '../../../shared/domain/vawg-period.ts';
import { seedRecord, seedRecords } from './seed-records.ts';

const callMeasureSchema = z.enum(CALL_MEASURES);
const vawgFieldSchema = z.enum(['recorded', 'suspectInterviewedRatePercent', 'chargeRatePercent']);

/** How a printed figure comes out of the seeds; quarters and periods go from the earlier to the later. */
const computeSchema = z.union([
  z.strictObject({ call: z.tuple([callChannelSchema, monthSchema, callMeasureSchema]) }),
  z.strictObject({ callTotal: z.tuple([callChannelSchema, quarterSchema, callMeasureSchema]) }),
  z.strictObject({
    callChange: z.tuple([callChannelSchema, quarterSchema, quarterSchema]),
    as: z.enum(['count', 'percent', 'fall']),
  }),
  z.strictObject({ callRange: z.tuple([callChannelSchema, monthSchema, monthSchema, callMeasureSchema]) }),
  z.strictObject({
    contactChange: z.tuple([z.literal('Live chat'), quarterSchema, quarterSchema]),
    as: z.literal('percent'),
  }),
  z.strictObject({
    vawgChange: z.tuple([vawgCategorySchema, vawgFieldSchema]),
    as: z.enum(['count', 'percent', 'points']),
  }),
  z.strictObject({ vawgSum: z.tuple([z.array(vawgCategorySchema), monthSchema]) }),
  z.strictObject({ sum: z.array(z.number()) }),
  z.strictObject({ change: z.tuple([z.number(), z.number()]) }),
  z.strictObject({ share: z.tuple([z.number(), z.number()]) }),
]);
export type Compute = z.infer<typeof computeSchema>;

export const printedFiguresSchema = z.strictObject({
  figures: z.array(
    z.strictObject({
      printed: z.string().min(1),
      place: z.string().min(1),
      compute: computeSchema,
      /** Pinned by name: what the printed operands give instead, and why it is believed. */
      exception: z.strictObject({ computed: z.string(), reason: z.string() }).optional(),
    }),
  ),
});

function quarterCounts(channel: CallChannel, quarter: string): CallCounts {
  return totalCalls(monthsOfQuarter(quarter).map((month) => seedRecord('call-month', callMonthId(channel, month))));
}

/** A value of a call measure as the tables print it: a fraction as a percentage, a count without separators. */
function asPrinted(value: number | null, measure: string): string {
  if (value === null) return 'none';
  return measure.startsWith('%') ? printedPercent(value) : String(value);
}

function changeAs(earlier: number, later: number, as: 'count' | 'percent' | 'fall'): string {
  if (as === 'percent') return asPrinted(relativeChange(earlier, later), '%');
  return String(as === 'fall' ? change(later, earlier) : change(earlier, later));
}

function callRange([channel, from, to, measure]: [CallChannel, string, string, (typeof CALL_MEASURES)[number]]) {
  const values = [...seedRecords('call-month').values()]
    .filter((each) => each.channel === channel && each.month >= from && each.month <= to)
    .map((each) => callMeasure(each, measure) ?? Number.NaN);
  return `${asPrinted(Math.min(...values), measure)} - ${asPrinted(Math.max(...values), measure)}`;
}

function contacts(quarter: string): number {
  const found = [...seedRecords('contact-volume').values()].find((volume) => volume.quarter === quarter);
  return found?.contacts ?? Number.NaN;
}

function vawg(category: string, month: string) {
  return seedRecord('vawg-period', `vawg-period/${category.toLowerCase().replace(' ', '-')}/${month}`);
}

function vawgChange([category, field]: [string, z.infer<typeof vawgFieldSchema>], as: 'count' | 'percent' | 'points') {
  const [earlier, later] = [vawg(category, '2021-09')[field], vawg(category, '2022-09')[field]];
  return as === 'points' ? pointChange(earlier, later).toFixed(1) : changeAs(earlier, later, as);
}

const decimalsOf = (printed: string): number => /\.(\d+)/.exec(printed)?.[1]?.length ?? 0;

/** The figure as the product's own arithmetic prints it: a share to the places of `printed`, counts without separators. */
export function recompute(compute: Compute, printed: string): string {
  if ('call' in compute) {
    const [channel, month, measure] = compute.call;
    return asPrinted(callMeasure(seedRecord('call-month', callMonthId(channel, month)), measure), measure);
  }
  if ('callTotal' in compute) {
    const [channel, quarter, measure] = compute.callTotal;
    return asPrinted(callMeasure(quarterCounts(channel, quarter), measure), measure);
  }
  if ('callChange' in compute) {
    const [channel, earlier, later] = compute.callChange;
    return changeAs(quarterCounts(channel, earlier).received, quarterCounts(channel, later).received, compute.as);
  }
  if ('callRange' in compute) return callRange(compute.callRange);
  if ('contactChange' in compute) {
    return changeAs(contacts(compute.contactChange[1]), contacts(compute.contactChange[2]), compute.as);
  }
  if ('vawgChange' in compute) return vawgChange(compute.vawgChange, compute.as);
  if ('vawgSum' in compute) {
    const [categories, month] = compute.vawgSum;
    return String(categories.reduce((total, category) => total + vawg(category, month).recorded, 0));
  }
  if ('sum' in compute) return String(compute.sum.reduce((total, each) => total + each, 0));
  if ('change' in compute) return String(change(compute.change[0], compute.change[1]));
  return printedPercent(share(compute.share[0], compute.share[1]) ?? Number.NaN, decimalsOf(printed));
}

/** The same figure with the thousands separators that sentences print. */
export function withSeparators(figure: string): string {
  return /^-?\d+$/.test(figure) ? printedCount(Number(figure)) : figure;
}
