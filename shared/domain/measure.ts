import * as z from 'zod';
import { daySchema } from './calendar.ts';
import { officeIdSchema, provenanceSchema, referenceSchema, textSchema } from './field-schemas.ts';

export const MEASURE_UNITS = ['percent', 'count', 'seconds', 'days', 'pounds', 'score', 'times'] as const;
const measureUnitSchema = z.enum(MEASURE_UNITS, { error: `must be one of ${MEASURE_UNITS.join(', ')}` });
export type MeasureUnit = z.infer<typeof measureUnitSchema>;

/**
 * Something that is measured as evidence, one series from one kind of source: `measure/investigation-plans-notes`.
 * The same thing measured by another source is another measure.
 */
export const measureSchema = z.strictObject({
  name: textSchema(200),
  unit: measureUnitSchema,
  /** What is counted, and of what; in our own words. */
  definition: textSchema(1000),
  /** Whether more is better, less is better, or neither is said. */
  better: z.enum(['higher', 'lower', 'not stated'], { error: 'must be higher, lower or not stated' }),
  /** The AFIs that it is evidence for; may be empty. */
  afis: z.array(referenceSchema('afi')).max(50),
  owningOffice: officeIdSchema.optional(),
  provenance: provenanceSchema,
});
export type Measure = z.infer<typeof measureSchema>;

/** How the source qualified the figure; "exact" where it did not. */
export const qualifierSchema = z.enum(
  ['exact', 'about', 'nearly', 'almost', 'over', 'under', 'at least', 'up to', 'average'],
  { error: 'must be one of exact, about, nearly, almost, over, under, at least, up to, average' },
);
export type Qualifier = z.infer<typeof qualifierSchema>;

/** One reading of a measure: `observation/investigation-plans-notes/2022-06`. */
export const observationSchema = z.strictObject({
  measure: referenceSchema('measure'),
  /** The period as printed: "June 2022", "April to September 2020". */
  period: textSchema(100),
  /** The period's first and last day, where the source gives them. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  /** In the measure's unit; percent as printed (81 is 81%). */
  value: z.number({ error: 'must be a number' }),
  qualifier: qualifierSchema,
  /** Half the width of the confidence interval, in the measure's unit, where printed. */
  plusOrMinus: z.number().min(0).optional(),
  /** The counts behind the value, where printed. */
  numerator: z.number().min(0).optional(),
  denominator: z.number().min(0).optional(),
  /** The source's words, short. */
  quotation: textSchema(500).optional(),
  owningOffice: officeIdSchema.optional(),
  provenance: provenanceSchema,
});
export type Observation = z.infer<typeof observationSchema>;
