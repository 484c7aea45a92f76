import * as z from 'zod';
import { daySchema } from './calendar.ts';
import { provenanceSchema, textSchema } from './field-schemas.ts';

/** One inspection of one force by HMICFRS: `inspection/kent-2021-22`. */
export const inspectionSchema = z.strictObject({
  title: textSchema(200),
  force: textSchema(100),
  /** The inspection's cycle as printed: "2021/22". */
  cycle: textSchema(20),
  publishedOn: daySchema,
  provenance: provenanceSchema,
});
export type Inspection = z.infer<typeof inspectionSchema>;
