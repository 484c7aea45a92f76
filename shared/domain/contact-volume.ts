import * as z from 'zod';
import { type Quarter, quarterSchema } from './calendar.ts';
import { countSchema, officeIdSchema, provenanceSchema, slugOf } from './field-schemas.ts';

/** Contacts through a channel that has no answering figures, by quarter: `contact-volume/live-chat/2022-23-q1`. */
export const contactVolumeSchema = z.strictObject({
  channel: z.enum(['Live chat'], { error: 'must be Live chat' }),
  quarter: quarterSchema,
  contacts: countSchema,
  owningOffice: officeIdSchema.optional(),
  provenance: provenanceSchema.optional(),
});
export type ContactVolume = z.infer<typeof contactVolumeSchema>;

export function contactVolumeId(channel: string, quarter: Quarter): string {
  const year = `${quarter.slice(3, 7)}-${quarter.slice(8)}`;
  return `contact-volume/${slugOf(channel)}/${year}-q${quarter.charAt(1)}`;
}
