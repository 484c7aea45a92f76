import * as z from 'zod';
import { daySchema } from './calendar.ts';
import { provenanceSchema, referenceSchema, textSchema } from './field-schemas.ts';

/** "Taken or ongoing" is the plan's own heading, which does not tell the two apart. */
export const actionStateSchema = z.enum(['Taken or ongoing', 'Ongoing', 'Complete'], {
  error: 'must be one of Taken or ongoing, Ongoing, Complete',
});
export type ActionState = z.infer<typeof actionStateSchema>;

/** An action of the improvement plan: `action/2022-10-31/afi-7/1`; one may serve several AFIs. */
export const actionSchema = z.strictObject({
  afis: z.array(referenceSchema('afi')).min(1).max(50),
  text: textSchema(2000),
  state: actionStateSchema,
  /** The day on which this was reported. */
  reportedOn: daySchema,
  /** Its place in the plan's list, from 1. */
  position: z.int().min(1).max(500),
  provenance: provenanceSchema,
});
export type Action = z.infer<typeof actionSchema>;
