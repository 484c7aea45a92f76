import * as z from 'zod';
import { quarterSchema } from './calendar.ts';
import { countSchema, officeIdSchema, provenanceSchema } from './field-schemas.ts';

/** Contacts through a channel that has no answering figures, by quarter: `contact-volume/live-chat/2022-23-q1`. */
export const contactVolumeSchema = z.strictObject({
  channel: z.enum(['Live chat'], { error: 'must be Live chat' }),
  quarter: quarterSchema,
  contacts: countSchema,
  owningOffice: officeIdSchema.optional(),
  provenance: provenanceSchema.optional(),
});
export type ContactVolume = z.infer<typeof contactVolumeSchema>;
