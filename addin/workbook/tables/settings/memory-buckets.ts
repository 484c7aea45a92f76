import * as z from 'zod';
import type { RowMemory, TableMemory } from '../bound-table.ts';
import { hashOf } from '../hash-of.ts';
import type { CellContent } from '../table-kind.ts';

/** Some 50 rows of a table of 5,000 in each: a commit to ten rows writes ten small settings, not one large one. */
const BUCKETS = 100;
const BUCKET_NAMES: ReadonlySet<string> = new Set(Array.from({ length: BUCKETS }, (_, bucket) => String(bucket)));
const MAX_COLUMNS = 200;

const contentSchema = z.union([z.string(), z.number(), z.boolean()]);
const columnSchema = z.string().min(1).max(100);
const rowSchema = z.strictObject({
  key: z.string().min(1).max(300),
  /** In the order of `columns`; null: nothing is remembered of it. */
  cells: z.array(contentSchema.nullable()).max(MAX_COLUMNS),
  foreign: z.array(z.tuple([z.string(), z.array(columnSchema).max(MAX_COLUMNS)])).optional(),
  marks: z
    .array(z.tuple([columnSchema, z.string()]))
    .max(MAX_COLUMNS)
    .optional(),
});
const bucketSchema = z.strictObject({ columns: z.array(columnSchema).max(MAX_COLUMNS), rows: z.array(rowSchema) });
/** What a workbook setting holds of a table's memory: column ids once, as they would be most of it. */
export type MemoryBucket = z.infer<typeof bucketSchema>;

export interface ReadMemory {
  readonly memory: TableMemory;
  /** Whether a key belongs to a bucket that cannot be read. */
  readonly isUnknown: (key: string) => boolean;
}

/** Whether a name is one that a bucket has: a file of somebody else's may have any number of others, each to be read. */
export const isBucketName = (name: string): boolean => BUCKET_NAMES.has(name);

/**
 * A table's memory from what the workbook's settings keep of it, by the names of the buckets. A file comes from anybody: of
 * a bucket that cannot be read, or holds another bucket's rows, nothing is known.
 */
export function readMemory(buckets: ReadonlyMap<string, unknown>): ReadMemory {
  const memory = new Map<string, RowMemory>();
  const damaged = new Set<string>();
  for (const [bucket, setting] of buckets) {
    const rows = readBucket(setting, bucket);
    if (rows === null) damaged.add(bucket);
    else for (const [key, row] of rows) memory.set(key, row);
  }
  return { memory, isUnknown: (key) => damaged.size > 0 && damaged.has(bucketOf(key)) };
}

/** The buckets that change with some rows, by their names. */
export function bucketsToWrite(
  before: TableMemory,
  changes: ReadonlyMap<string, RowMemory | null>,
): ReadonlyMap<string, MemoryBucket> {
  const rows = new Map<string, [string, RowMemory][]>([...changes.keys()].map((key) => [bucketOf(key), []]));
  if (rows.size === 0) return new Map();
  for (const [key, row] of withChanges(before, changes)) rows.get(bucketOf(key))?.push([key, row]);
  return new Map([...rows].map(([bucket, own]) => [bucket, writtenBucket(own)]));
}

/** The memory after some rows of it changed. */
export function withChanges(before: TableMemory, changes: ReadonlyMap<string, RowMemory | null>): TableMemory {
  const after = new Map(before);
  for (const [key, row] of changes) {
    if (row === null) after.delete(key);
    else after.set(key, row);
  }
  return after;
}

function readBucket(setting: unknown, bucket: string): Map<string, RowMemory> | null {
  const parsed = bucketSchema.safeParse(setting);
  if (!parsed.success) return null;
  const { columns, rows } = parsed.data;
  const read = new Map<string, RowMemory>();
  for (const { key, cells, foreign, marks } of rows) {
    if (bucketOf(key) !== bucket || cells.length > columns.length || read.has(key)) return null;
    read.set(key, {
      cells: asRecord(columns.map((column, index) => [column, cells[index] ?? null])),
      ...(foreign === undefined ? {} : { foreign: Object.fromEntries(foreign) }),
      ...(marks === undefined ? {} : { marks: Object.fromEntries(marks) }),
    });
  }
  return read;
}

function writtenBucket(rows: readonly (readonly [string, RowMemory])[]): MemoryBucket {
  const columns = [...new Set(rows.flatMap(([, { cells }]) => Object.keys(cells)))];
  return {
    columns,
    rows: rows.map(([key, { cells, foreign, marks }]) => ({
      key,
      cells: columns.map((column) => cells[column] ?? null),
      ...(foreign === undefined ? {} : { foreign: foreignNotes(foreign) }),
      ...(marks === undefined ? {} : { marks: Object.entries(marks) }),
    })),
  };
}

const foreignNotes = (foreign: NonNullable<RowMemory['foreign']>): [string, string[]][] =>
  Object.entries(foreign).map(([person, columns]) => [person, [...columns]]);

const asRecord = (entries: readonly (readonly [string, CellContent | null])[]): Record<string, CellContent> =>
  Object.fromEntries(entries.flatMap(([column, content]) => (content === null ? [] : [[column, content]])));

const bucketOf = (key: string): string => String(hashOf(key) % BUCKETS);
