import * as z from 'zod';
import { type Month, monthBefore, monthSchema, previousQuarter, quarterSchema } from './calendar.ts';
import { callChannelSchema, callMonthId } from './call-month.ts';
import { contactVolumeId, contactVolumeSchema } from './contact-volume.ts';
import { referenceSchema } from './field-schemas.ts';
import type { RecordKind } from './record-kinds.ts';
import { vawgCategorySchema, vawgPeriodId } from './vawg-period.ts';

/** How far a series is looked back: who leaves a period out does not begin another series. */
const PERIODS_BACK = 12;

/** By kind: from the fields that name a figure, the ids of the records that may say whose it is, the latest first. */
const owners: { readonly [K in RecordKind]?: z.ZodType<string[]> } = {
  'call-month': z
    .object({ channel: callChannelSchema, month: monthSchema })
    .transform(({ channel, month }) => before(month, previousMonth).map((each) => callMonthId(channel, each))),
  'contact-volume': z
    .object({ channel: contactVolumeSchema.shape.channel, quarter: quarterSchema })
    .transform(({ channel, quarter }) =>
      before(quarter, previousQuarter).map((each) => contactVolumeId(channel, each)),
    ),
  'vawg-period': z
    .object({ category: vawgCategorySchema, quarterTo: monthSchema })
    .transform(({ category, quarterTo }) =>
      before(quarterTo, monthOfQuarterBefore).map((each) => vawgPeriodId(category, each)),
    ),
  observation: z.object({ measure: referenceSchema('measure') }).transform(({ measure }) => [measure]),
};

const previousMonth = (month: Month): Month => monthBefore(month, 1);
const monthOfQuarterBefore = (month: Month): Month => monthBefore(month, 3);

function before<Period>(period: Period, previous: (period: Period) => Period): Period[] {
  const periods: Period[] = [];
  for (let last = previous(period); periods.length < PERIODS_BACK; last = previous(last)) periods.push(last);
  return periods;
}

/**
 * [S19] Whose a new figure is says the first of these records that there is, though it be deleted: of the twelve periods before
 * of the same series the latest, or an observation's measure. None for other kinds, and where the fields name no figure: what is
 * wrong then is validation's to say.
 */
export function ownerRecordIds(kind: RecordKind, fields: Readonly<Record<string, unknown>>): readonly string[] {
  return owners[kind]?.safeParse(fields).data ?? [];
}
