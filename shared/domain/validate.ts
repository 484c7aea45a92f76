import type { Day } from './calendar.ts';
import { recordIdSchema } from './field-schemas.ts';
import { type Problem, problemsOf } from './problem.ts';
import { fieldsSchema, type KindFields, type RecordKind, rulesOf } from './record-kinds.ts';

export type Validation<K extends RecordKind> =
  | { valid: true; fields: KindFields[K] }
  | { valid: false; problems: Problem[] };

/**
 * Checks a whole record: its id, every field, and the rules between fields.
 * `today` is the caller's day in Europe/London. Problems name the field, a stable code, and what is allowed.
 */
export function validateRecord<K extends RecordKind>(kind: K, id: string, fields: unknown, today: Day): Validation<K> {
  const idProblems = idFormatProblems(kind, id);
  const parsed = fieldsSchema(kind).safeParse(fields);
  if (!parsed.success) return { valid: false, problems: [...idProblems, ...problemsOf(parsed.error)] };
  // the schema of the kind has just checked these fields
  const checked = parsed.data as KindFields[K];
  const { idOf, problems: rulesOver } = rulesOf(kind);
  const expectedId = idOf?.(checked) ?? id;
  const problems = [...idProblems, ...(rulesOver?.(checked, today) ?? [])];
  if (expectedId !== id) {
    problems.push({ path: 'id', code: 'id-mismatch', message: `These fields belong to ${expectedId}, not to ${id}` });
  }
  return problems.length === 0 ? { valid: true, fields: checked } : { valid: false, problems };
}

function idFormatProblems(kind: RecordKind, id: string): Problem[] {
  const parsed = recordIdSchema.safeParse(id);
  if (!parsed.success) return problemsOf(parsed.error).map((problem) => ({ ...problem, path: 'id' }));
  if (id.startsWith(`${kind}/`)) return [];
  return [{ path: 'id', code: 'id-mismatch', message: `The id of a record of kind ${kind} starts with ${kind}/` }];
}
