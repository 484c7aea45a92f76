import * as z from 'zod';
import { type Day, daySchema, daysBetween } from './calendar.ts';
import { officeIdSchema, provenanceSchema, referenceSchema, textSchema } from './field-schemas.ts';
import type { Problem } from './problem.ts';

/** An AFI's statuses, in the order in which the work goes. */
export const AFI_STATUSES = [
  'Not started',
  'In progress',
  'Force complete',
  'Submitted to HMICFRS',
  'Discharged',
  'Returned',
] as const;
export const afiStatusSchema = z.enum(AFI_STATUSES, { error: `must be one of ${AFI_STATUSES.join(', ')}` });
export type AfiStatus = z.infer<typeof afiStatusSchema>;

/** What is shown where no document states a status yet. */
export const STATUS_NOT_RECORDED = 'Not recorded';
/** Statuses that only a manager may set: they say that the force's chief officers have signed the AFI off. */
export const SIGN_OFF_STATUSES: readonly AfiStatus[] = ['Submitted to HMICFRS', 'Discharged', 'Returned'];

const quotationSchema = z.strictObject({
  /** HMICFRS's own words, among them often, sometimes, rarely or always. */
  quotation: textSchema(500),
  source: provenanceSchema,
});

const signOffSchema = z.strictObject({
  by: textSchema(100),
  on: daySchema,
  board: referenceSchema('board').optional(),
});

/** An area for improvement: `afi/7`. */
export const afiSchema = z.strictObject({
  number: z.int({ error: 'must be a whole number' }).min(1, { error: 'must be 1 or more' }).max(999, {
    error: 'must be at most 999',
  }),
  inspection: referenceSchema('inspection'),
  /** The wording in the force's plan (the slides), where it has one yet. */
  planWording: textSchema(1000).optional(),
  /** The wording in HMICFRS's report. */
  reportWording: textSchema(1000),
  /** The inspection area under which the plan lists it. */
  area: referenceSchema('inspection-area'),
  /** The heading under which the report lists it, as printed. */
  reportSection: textSchema(150),
  /** What the report gives as its reasons, told in our own words or quoted short. */
  reportReasons: textSchema(3000).optional(),
  /** The numbers of the AFIs handled together, its own among them, ascending. */
  handledWith: z.array(z.int().min(1).max(999)).min(1).max(50),
  qualifyingWords: z.array(quotationSchema).max(10),
  /** The first promised completion: the last day of the month that the plan printed. */
  baseline: daySchema.optional(),
  status: afiStatusSchema.optional(),
  /** The completion now expected. */
  forecast: daySchema.optional(),
  signOff: signOffSchema.optional(),
  note: textSchema(4000).optional(),
  /** A person; in none of the documents. */
  owner: textSchema(100).optional(),
  leadOffice: officeIdSchema.optional(),
  supportingOffices: z.array(officeIdSchema).max(20).optional(),
  /** The board that oversees it. */
  board: referenceSchema('board').optional(),
  provenance: provenanceSchema,
});
export type Afi = z.infer<typeof afiSchema>;

/** Rules over the whole AFI, beyond its fields' own. */
export function afiProblems(afi: Afi): Problem[] {
  const problems: Problem[] = [];
  const grouped = afi.handledWith.includes(afi.number);
  if (!grouped) {
    problems.push({
      path: 'handledWith',
      code: 'own-number-missing',
      message: `handledWith must include the AFI's own number, ${afi.number}`,
    });
  }
  const signedOff = afi.status !== undefined && SIGN_OFF_STATUSES.includes(afi.status);
  if (signedOff && afi.signOff === undefined) {
    problems.push({
      path: 'signOff',
      code: 'sign-off-missing',
      message: `signOff must say who signed off and on which day before the status can be ${afi.status}`,
    });
  }
  return problems;
}

/** Days from the first promised completion to the one now expected; null where either is not recorded. */
export function slipDays(afi: Pick<Afi, 'baseline' | 'forecast'>): number | null {
  return afi.baseline === undefined || afi.forecast === undefined ? null : daysBetween(afi.baseline, afi.forecast);
}

/** AFIs by their numbers, as the slides head them: "1 to 3, 7". */
export function printedAfiNumbers(numbers: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const number of [...new Set(numbers)].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run !== undefined && run.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs.map(printedRun).join(', ');
}

function printedRun({ first, last }: { readonly first: number; readonly last: number }): string {
  if (first === last) return `${first}`;
  return last === first + 1 ? `${first}, ${last}` : `${first} to ${last}`;
}

/** The AFI's number in its record id: `afi/7` is 7. */
export const afiNumberOf = (id: string): number => Number(id.split('/')[1]);

export type Rag = 'Complete' | 'Overdue' | 'At risk' | 'On track' | 'Not recorded';
const AT_RISK_WITHIN_DAYS = 31;
/** The rule, as every view that shows a RAG must print it. */
export const RAG_RULE =
  'Complete: Force complete or later. Overdue: the forecast has passed. At risk: due within 31 days, or forecast later than first promised. Not recorded: no status or no forecast. Otherwise On track.';

/** The RAG of an AFI on a day, derived and never stored; see RAG_RULE. */
export function ragOn(afi: Pick<Afi, 'status' | 'baseline' | 'forecast'>, day: Day): Rag {
  const isComplete =
    afi.status === 'Force complete' || afi.status === 'Submitted to HMICFRS' || afi.status === 'Discharged';
  if (isComplete) return 'Complete';
  if (afi.status === undefined || afi.forecast === undefined) return 'Not recorded';
  const daysLeft = daysBetween(day, afi.forecast);
  if (daysLeft < 0) return 'Overdue';
  const hasSlipped = (slipDays(afi) ?? 0) > 0;
  return daysLeft <= AT_RISK_WITHIN_DAYS || hasSlipped ? 'At risk' : 'On track';
}
