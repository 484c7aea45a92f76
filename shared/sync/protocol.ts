import * as z from 'zod';
import { daySchema } from '../domain/calendar.ts';
import { recordIdSchema } from '../domain/field-schemas.ts';
import { problemSchema } from '../domain/problem.ts';
import { RECORD_KINDS } from '../domain/record-kinds.ts';
import type { FieldValue } from './record.ts';

/** [S18] Changes with every change of a message's shape; sent in the header PROTOCOL_HEADER of every request. */
export const PROTOCOL = 2;
export const PROTOCOL_HEADER = 'peel-protocol';

/** [S3] The limits of one push and of one request. */
export const MAX_MUTATIONS_PER_PUSH = 90;
export const MAX_PUSH_BYTES = 256 * 1024;
export const MAX_PUSHES_PER_REQUEST = 4;
/** Commits in one answer to a pull, unless the caller asks for fewer. */
export const MAX_COMMITS_PER_PULL = 500;

/** More than any kind has: what names more is no edit, and would only keep the server busy. */
const MAX_FIELDS_PER_MUTATION = 60;
const MAX_VALUE_DEPTH = 6;
export const MAX_REASON_LENGTH = 1000;
/** A key that parsers and databases leave out in silence; an edit must not lose a part unseen. */
const PROTO = '__proto__';
const isFieldValue = (value: unknown, depth = 0): boolean => {
  if (typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null || depth >= MAX_VALUE_DEPTH) return false;
  return Object.entries(value).every(([key, inner]) => key !== PROTO && isFieldValue(inner, depth + 1));
};
const fieldValueSchema = z.custom<FieldValue>((value) => isFieldValue(value), {
  error: `must be text, a number, true or false, or a list or object of these, at most ${MAX_VALUE_DEPTH} deep`,
});
const fieldNameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/, { error: 'must be a field name' });
const kindSchema = z.enum(RECORD_KINDS, { error: `must be one of ${RECORD_KINDS.join(', ')}` });
const countFromOne = z.int().min(1);
const sequenceSchema = z.int().min(0);

export const datasetIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, {
  error: 'must be a dataset id: small letters, digits and hyphens, at most 60',
});
/** A bookmark in the log, opaque to the client. */
const cursorSchema = z.string({ error: 'must be a cursor of a snapshot or of an earlier answer' }).min(1).max(200);
export const clientIdSchema = z.uuid({ error: 'must be the UUID that this replica was given' });

/** [S1] One field's change: what the person saw, and what they set; null says absent. */
export const changeSchema = z.strictObject({ base: fieldValueSchema.nullable(), value: fieldValueSchema.nullable() });
export type Change = z.infer<typeof changeSchema>;

const changesSchema = z.preprocess(
  (changes, context) => {
    const isObject = typeof changes === 'object' && changes !== null;
    if (isObject && Object.hasOwn(changes, PROTO))
      context.issues.push({ code: 'unrecognized_keys', keys: [PROTO], input: { ...changes } });
    return changes;
  },
  z.record(fieldNameSchema, changeSchema).refine((changes) => Object.keys(changes).length <= MAX_FIELDS_PER_MUTATION, {
    error: `must name at most ${MAX_FIELDS_PER_MUTATION} fields`,
  }),
);

/** [S1] One person's change of one record. */
export const mutationSchema = z.strictObject({
  mutationId: z.uuid({ error: 'must be a UUID' }),
  recordId: recordIdSchema,
  kind: kindSchema,
  op: z.enum(['create', 'set', 'delete', 'restore'], { error: 'must be create, set, delete or restore' }),
  changes: changesSchema,
  /** The day from which the change holds, Europe/London; never in the future. */
  effectiveOn: daySchema,
  reason: z.string().min(1).max(MAX_REASON_LENGTH).optional(),
  /** The editor's clock: advice only. */
  editedAt: z.iso.datetime(),
});
export type Mutation = z.infer<typeof mutationSchema>;

/** [S3] What a client sends at once, numbered by the client from 1. */
export const pushSchema = z.strictObject({
  number: countFromOne,
  mutations: z.array(mutationSchema).min(1).max(MAX_MUTATIONS_PER_PUSH),
});
export type Push = z.infer<typeof pushSchema>;
/** [S11] `cursor` is the one that the replica holds: a client of another epoch must load anew before it sends. */
export const pushRequestSchema = z.strictObject({
  clientId: clientIdSchema,
  cursor: cursorSchema,
  pushes: z.array(pushSchema).min(1).max(MAX_PUSHES_PER_REQUEST),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

const recordSchema = z.strictObject({
  id: recordIdSchema,
  kind: kindSchema,
  revision: countFromOne,
  fields: z.record(fieldNameSchema, fieldValueSchema),
  effective: z.record(fieldNameSchema, daySchema),
  deleted: z.literal(true).optional(),
});

const authorSchema = z.strictObject({ subject: z.string(), name: z.string() });

/** [S6] Who made a value, for which office, when, from which day, and why. */
export const provenanceSchema = z.strictObject({
  author: authorSchema,
  office: z.string().nullable(),
  recordedAt: z.iso.datetime(),
  effectiveOn: daySchema,
  reason: z.string().optional(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** [S6] A group in conflict; `theirs` tells of the value that the dataset holds, absent where nobody ever set the group. */
export const conflictGroupSchema = z.strictObject({ group: fieldNameSchema, theirs: provenanceSchema.optional() });
export type ConflictGroup = z.infer<typeof conflictGroupSchema>;

/** [S2] The answer to one mutation, with what the record now holds; `record` is null where there is none, or the actor may not know. */
export const outcomeSchema = z.strictObject({
  mutationId: z.uuid(),
  result: z.enum(['applied', 'merged', 'conflict', 'rejected']),
  record: recordSchema.nullable(),
  conflicts: z.array(conflictGroupSchema).optional(),
  problems: z.array(problemSchema).optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** One push's answer; sequence is that of its commit, null where nothing was written. */
export const pushResultSchema = z.strictObject({
  number: countFromOne,
  sequence: sequenceSchema.nullable(),
  outcomes: z.array(outcomeSchema),
});
export type PushResult = z.infer<typeof pushResultSchema>;

/** RFC 9457 problem details with a stable code. */
export const problemDetailsSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  problems: z.array(problemSchema).optional(),
  /** The push number that the server expects next. */
  expected: countFromOne.optional(),
});
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;

/** Answered up to the first push that could not be taken; `stopped` says why. */
export const pushResponseSchema = z.strictObject({
  results: z.array(pushResultSchema),
  stopped: problemDetailsSchema.optional(),
});
export type PushResponse = z.infer<typeof pushResponseSchema>;

/** One accepted change as the log keeps it. */
export const loggedChangeSchema = z.strictObject({
  mutationId: z.uuid(),
  recordId: recordIdSchema,
  kind: kindSchema,
  op: mutationSchema.shape.op,
  changes: mutationSchema.shape.changes,
  effectiveOn: daySchema,
  reason: z.string().optional(),
  /** [S13] The office under which the author was allowed it. */
  office: z.string().nullable(),
  /** The record's revision after it. */
  revision: countFromOne,
});
export type LoggedChange = z.infer<typeof loggedChangeSchema>;

/** [S13] What one push wrote, by whom, when. */
export const commitSchema = z.strictObject({
  sequence: countFromOne,
  recordedAt: z.iso.datetime(),
  author: authorSchema,
  changes: z.array(loggedChangeSchema).min(1),
});
export type Commit = z.infer<typeof commitSchema>;

/** [S9] Commits in sequence order; `cursor` stands after the last of them. */
export const changesResponseSchema = z.strictObject({
  commits: z.array(commitSchema),
  cursor: z.string(),
  more: z.boolean(),
});
export type ChangesResponse = z.infer<typeof changesResponseSchema>;

/** [S10] Which snapshot to load, in how many pages; `cursor` stands at its sequence. */
export const snapshotResponseSchema = z.strictObject({
  sequence: sequenceSchema,
  pages: z.int().min(0),
  cursor: z.string(),
});
export type SnapshotResponse = z.infer<typeof snapshotResponseSchema>;
export const snapshotPageSchema = z.strictObject({ records: z.array(recordSchema) });

/** Changes of one record, oldest first; where there are more, ask for those after the last one's sequence. */
export const historyResponseSchema = z.strictObject({
  changes: z.array(
    loggedChangeSchema.extend({
      sequence: countFromOne,
      ...commitSchema.omit({ changes: true, sequence: true }).shape,
    }),
  ),
  more: z.boolean(),
});
export type HistoryResponse = z.infer<typeof historyResponseSchema>;
