import * as z from 'zod';
import { textSchema } from './field-schemas.ts';

/** An office of the force, configuration of a dataset: `office/fcir`. */
export const officeSchema = z.strictObject({
  name: textSchema(150),
  /** True for the offices that the preview ships as examples: they are in no document. */
  example: z.boolean({ error: 'must be true or false' }),
});
export type Office = z.infer<typeof officeSchema>;
