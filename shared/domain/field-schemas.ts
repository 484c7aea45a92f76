import * as z from 'zod';
import { daySchema } from './calendar.ts';

const MAX_COUNT = 100_000_000;

/** A count of calls, crimes or people: a whole number from 0. */
export const countSchema = z
  .int({ error: 'must be a whole number from 0, without decimals' })
  .min(0, { error: 'must be 0 or more' })
  .max(MAX_COUNT, { error: 'must be at most 100,000,000' });

/** A rate in percent as printed (33.5 is 33.5%). */
export const percentSchema = z
  .number({ error: 'must be a number in percent, for example 33.5' })
  .min(0, { error: 'must be 0 or more' })
  .max(100, { error: 'must be at most 100' });

/** Text that a person reads: no control characters but tab and line breaks. */
export function textSchema(maxLength: number) {
  return z
    .string({ error: 'must be text' })
    .min(1, { error: 'must not be empty' })
    .max(maxLength, { error: `must be at most ${maxLength.toLocaleString('en-GB')} characters` })
    .refine((text) => text.trim() !== '', { error: 'must not be blank' })
    .refine((text) => !CONTROL_CHARACTERS.test(text), { error: 'must not hold control characters' })
    .refine((text) => !HALF_CHARACTER.test(text), { error: 'must not hold half a character' });
}
/** A surrogate without its other half: UTF-8 cannot hold it, so it would come back as another character. */
const HALF_CHARACTER = /\p{Surrogate}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** A record's id: its kind, then readable parts, `call-month/101/2022-07`. */
export const recordIdSchema = z
  .string({ error: 'must be a record id' })
  .max(120, { error: 'must be at most 120 characters' })
  .regex(/^[a-z0-9-]+(\/[a-z0-9-]+){1,3}$/, { error: 'must be a record id such as afi/7 or call-month/101/2022-07' });

/** A name as a part of an id: `Other sexual` becomes `other-sexual`. */
export function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** The id of a record of one kind. */
export function referenceSchema(kind: string) {
  return recordIdSchema.refine((id) => id.startsWith(`${kind}/`), {
    error: `must be the id of a record of kind ${kind}`,
  });
}

/** An office as the token names it: `fcir`. The offices' names stand in the dataset's office records. */
export const officeIdSchema = z
  .string({ error: 'must be an office' })
  .max(40, { error: 'must be at most 40 characters' })
  .regex(/^[a-z][a-z0-9-]*$/, { error: 'must be an office id: small letters, digits and hyphens' });

/** Where a fact was read: the document's title, its date, and the slide, page or paragraph. */
export const provenanceSchema = z.strictObject({
  document: textSchema(200),
  dated: daySchema,
  place: textSchema(200),
});
export type Provenance = z.infer<typeof provenanceSchema>;
