import * as z from 'zod';
import { monthBefore, monthSchema, previousQuarter, quarterSchema } from './calendar.ts';
import { callChannelSchema, callMonthId } from './call-month.ts';
import { contactVolumeId, contactVolumeSchema } from './contact-volume.ts';
import { referenceSchema } from './field-schemas.ts';
import type { RecordKind } from './record-kinds.ts';
import { vawgCategorySchema, vawgPeriodId } from './vawg-period.ts';

/** By kind: from the fields that name a figure, the id of the record that says whose it is. */
const owners: { readonly [K in RecordKind]?: z.ZodType<string> } = {
  'call-month': z
    .object({ channel: callChannelSchema, month: monthSchema })
    .transform(({ channel, month }) => callMonthId(channel, monthBefore(month, 1))),
  'contact-volume': z
    .object({ channel: contactVolumeSchema.shape.channel, quarter: quarterSchema })
    .transform(({ channel, quarter }) => contactVolumeId(channel, previousQuarter(quarter))),
  'vawg-period': z
    .object({ category: vawgCategorySchema, quarterTo: monthSchema })
    .transform(({ category, quarterTo }) => vawgPeriodId(category, monthBefore(quarterTo, 3))),
  observation: z.object({ measure: referenceSchema('measure') }).transform(({ measure }) => measure),
};

/**
 * [S19] The id of the record whose owning office a new figure belongs to: the period before of the same series, or an
 * observation's measure. Null for other kinds, and where the fields name no figure: what is wrong then is validation's to say.
 */
export function ownerRecordId(kind: RecordKind, fields: Readonly<Record<string, unknown>>): string | null {
  return owners[kind]?.safeParse(fields).data ?? null;
}
