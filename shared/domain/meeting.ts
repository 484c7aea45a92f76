import * as z from 'zod';
import { daySchema } from './calendar.ts';
import { officeIdSchema, provenanceSchema, referenceSchema, textSchema } from './field-schemas.ts';

/** A board that oversees the plan: `board/force-improvement-board`. */
export const boardSchema = z.strictObject({
  name: textSchema(150),
  /** Who chairs it, as the documents say; absent where they do not. */
  chair: textSchema(150).optional(),
  purpose: textSchema(1000),
  provenance: provenanceSchema,
});
export type Board = z.infer<typeof boardSchema>;

/**
 * The boards that a typed name may mean: those of just that name, else those whose name holds its words in a row.
 * The documents write "the Panel", "Performance & Delivery Board" and "the victims' justice board".
 */
export function boardsNamed<T extends { readonly fields: Pick<Board, 'name'> }>(
  boards: readonly T[],
  typed: string,
): readonly T[] {
  const words = wordsOf(typed);
  if (words.trim() === '') return [];
  const exact = boards.filter(({ fields }) => wordsOf(fields.name) === words);
  return exact.length > 0 ? exact : boards.filter(({ fields }) => wordsOf(fields.name).includes(words));
}

/** Small words with a space on either side, without article, owner and genitive: "victims' justice" is " victim justice ". */
function wordsOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/s?['’]s?(?![a-z])/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^(the |commissioner )+/, '');
  return ` ${plain} `;
}

/** A meeting of a board: `meeting/performance-and-delivery-board/2022-10-31`. */
export const meetingSchema = z.strictObject({
  board: referenceSchema('board'),
  heldOn: daySchema,
  title: textSchema(200),
  venue: textSchema(200).optional(),
  attendees: z.array(textSchema(150)).max(100).optional(),
  provenance: provenanceSchema,
});
export type Meeting = z.infer<typeof meetingSchema>;

export const meetingActionStateSchema = z.enum(['Open', 'Complete', 'Discharged', 'Not stated'], {
  error: 'must be one of Open, Complete, Discharged, Not stated',
});

/** An action given at a meeting: `meeting-action/performance-and-delivery-board/2022-06-08/1`. */
export const meetingActionSchema = z.strictObject({
  meeting: referenceSchema('meeting').optional(),
  board: referenceSchema('board'),
  text: textSchema(1000),
  raisedOn: daySchema,
  state: meetingActionStateSchema,
  /** What became of it, in our own words, and the meeting at which that was said. */
  outcome: textSchema(1000).optional(),
  reportedAt: referenceSchema('meeting').optional(),
  dueOn: daySchema.optional(),
  /** To whom it was given, as printed. */
  givenTo: textSchema(150).optional(),
  /** The office that may update it. */
  assignedOffice: officeIdSchema.optional(),
  afis: z.array(referenceSchema('afi')).max(50),
  provenance: provenanceSchema,
});
export type MeetingAction = z.infer<typeof meetingActionSchema>;

/** A question asked at a meeting and its answer, told in our own words: `meeting-question/performance-and-delivery-board/2022-10-31/1`. */
export const meetingQuestionSchema = z.strictObject({
  meeting: referenceSchema('meeting'),
  askedBy: textSchema(150),
  question: textSchema(1500),
  answeredBy: textSchema(150).optional(),
  answer: textSchema(3000).optional(),
  afis: z.array(referenceSchema('afi')).max(50),
  position: z.int().min(1).max(500),
  provenance: provenanceSchema,
});
export type MeetingQuestion = z.infer<typeof meetingQuestionSchema>;
