import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { daySchema } from '../../shared/domain/calendar.ts';
import { RECORD_KINDS } from '../../shared/domain/record-kinds.ts';
import { LocalCloudError } from './local-cloud-error.ts';

const fieldsSchema = z.record(z.string(), z.json());
const entrySchema = z.strictObject({
  id: z.string(),
  kind: z.enum(RECORD_KINDS),
  effectiveOn: daySchema,
  fields: fieldsSchema,
  /** What became known later: more fields, each list from its own day. */
  later: z
    .array(z.strictObject({ effectiveOn: daySchema, reason: z.string().optional(), fields: fieldsSchema }))
    .optional(),
});
/** Configuration that no document states: for one record, or for every record of a kind. */
const assignmentSchema = z.union([
  z.strictObject({ id: z.string(), fields: fieldsSchema }),
  z.strictObject({ kind: z.enum(RECORD_KINDS), fields: fieldsSchema }),
]);
const seedFileSchema = z.strictObject({
  entries: z.array(entrySchema),
  assignments: z.array(assignmentSchema).optional(),
});

export type SeedEntry = z.infer<typeof entrySchema>;
export type SeedAssignment = z.infer<typeof assignmentSchema>;
export interface Seeds {
  readonly entries: readonly SeedEntry[];
  readonly assignments: readonly SeedAssignment[];
}

/** All seed files of a folder, in the order of their names; files without `entries` belong to the tests. */
export function readSeeds(folder: string): Seeds {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const content: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      const holdsRecords = typeof content === 'object' && content !== null && 'entries' in content;
      return holdsRecords ? [parseSeedFile(name, content)] : [];
    });
  return {
    entries: files.flatMap(({ entries }) => entries),
    assignments: files.flatMap(({ assignments }) => assignments ?? []),
  };
}

function parseSeedFile(name: string, content: unknown): z.infer<typeof seedFileSchema> {
  const parsed = seedFileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new LocalCloudError('seeds-invalid', `seeds/${name} is not a seed file: ${z.prettifyError(parsed.error)}`);
}
