import * as z from 'zod';
import { type Month, monthSchema } from './calendar.ts';
import { countSchema, officeIdSchema, percentSchema, provenanceSchema, slugOf, textSchema } from './field-schemas.ts';

/** The rows of the printed VAWG tables, in their order. */
export const VAWG_CATEGORIES = ['Force', 'DA', 'Non-DA', 'Rape', 'Other sexual'] as const;
export const vawgCategorySchema = z.enum(VAWG_CATEGORIES, { error: `must be one of ${VAWG_CATEGORIES.join(', ')}` });
export type VawgCategory = z.infer<typeof vawgCategorySchema>;

/** One category of violence against women and girls in one rolling quarter: `vawg-period/da/2022-09`. */
export const vawgPeriodSchema = z.strictObject({
  category: vawgCategorySchema,
  /** The month with which the rolling quarter ends. */
  quarterTo: monthSchema,
  recorded: countSchema,
  /** Percent as printed; the documents print no numerator. */
  suspectInterviewedRatePercent: percentSchema,
  chargeRatePercent: percentSchema,
  /** Rates of a recent period rise later, as outcomes come in. */
  immature: z.boolean({ error: 'must be true or false' }),
  owningOffice: officeIdSchema.optional(),
  provenance: provenanceSchema.optional(),
});
export type VawgPeriod = z.infer<typeof vawgPeriodSchema>;

export function vawgPeriodId(category: VawgCategory, quarterTo: Month): string {
  return `vawg-period/${slugOf(category)}/${quarterTo}`;
}

/** A theme of the force's VAWG strategy with what was done under it: `vawg-theme/culture`. */
export const vawgThemeSchema = z.strictObject({
  name: textSchema(100),
  work: z.array(textSchema(500)).min(1).max(50),
  position: z.int().min(1).max(50),
  provenance: provenanceSchema,
});
export type VawgTheme = z.infer<typeof vawgThemeSchema>;
