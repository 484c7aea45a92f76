import * as z from 'zod';
import { provenanceSchema, referenceSchema, textSchema } from './field-schemas.ts';

/** HMICFRS's grades, best first, and the two ways in which an area has none. */
export const gradeSchema = z.enum(
  ['Outstanding', 'Good', 'Adequate', 'Requires improvement', 'Inadequate', 'Not graded', 'Pending'],
  {
    error:
      'must be one of Outstanding, Good, Adequate, Requires improvement, Inadequate, Not graded, Pending (written just so)',
  },
);
export type Grade = z.infer<typeof gradeSchema>;

/** An inspection area ("core question") of one inspection: `inspection-area/kent-2021-22/responding-to-the-public`. */
export const inspectionAreaSchema = z.strictObject({
  inspection: referenceSchema('inspection'),
  /** The name in the plan's grade table. */
  name: textSchema(150),
  /** The other names under which the documents print the area. */
  aliases: z.array(textSchema(150)).max(10),
  grade: gradeSchema,
  /** For a pending grade: when it was expected, as printed. */
  gradeExpected: textSchema(100).optional(),
  /** What the report says was found, quoted short or told in our own words; optional. */
  goodPractice: z.array(textSchema(1000)).max(20).optional(),
  gradeSource: provenanceSchema,
  provenance: provenanceSchema,
});
export type InspectionArea = z.infer<typeof inspectionAreaSchema>;

/** Whether a typed name is the area's name or one of its aliases, whatever the letter case, spacing and punctuation. */
export function areaHasName(area: InspectionArea, typed: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll('&', ' and ')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return [area.name, ...area.aliases].some((name) => plain(name) === plain(typed));
}

/** Orders areas as the plan's grade table does, best grade first, then by name. */
export function byGrade(one: InspectionArea, other: InspectionArea): number {
  const place = ({ grade }: InspectionArea): number => gradeSchema.options.indexOf(grade);
  return place(one) - place(other) || one.name.localeCompare(other.name, 'en-GB');
}
