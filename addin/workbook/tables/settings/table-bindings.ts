import * as z from 'zod';
import { datasetIdSchema } from '../../../../shared/sync/protocol.ts';
import { runInExcel } from '../../excel-refusal.ts';
import { KEY_COLUMN, SYNC_COLUMN, type TableBinding } from '../bound-table.ts';
import { TABLE_KINDS } from '../table-kind.ts';
import { isBucketName, type MemoryBucket } from './memory-buckets.ts';
import { type TableWriter, tableWriterSchema } from './table-writer.ts';

/** A binding as the workbook's settings keep it, with the keys under which the table's memory stands there. */
export interface StoredTable {
  readonly binding: TableBinding;
  /** Names of the buckets that there are. */
  readonly buckets: readonly string[];
  /** The mark of the lists that its cells are held to; null: not known. */
  readonly lists: string | null;
  /** Null: not known. */
  readonly writer: TableWriter | null;
}

const PREFIX = 'peel.table.';
/** Beside the buckets. */
const LISTS = 'lists';
const WRITER = 'writer';
const MAX_NAME = 100;
const nameSchema = z.string().min(1).max(MAX_NAME);

/** A workbook may come from anybody: what is not as we write it is nobody's table. */
const bindingSchema = z.strictObject({
  tableId: nameSchema,
  kind: z.enum(TABLE_KINDS),
  scope: z.strictObject({ channel: z.enum(['999', '101']).exactOptional() }),
  datasetId: datasetIdSchema,
  columns: z
    .record(nameSchema, nameSchema)
    .refine((columns) => Object.hasOwn(columns, KEY_COLUMN) && Object.hasOwn(columns, SYNC_COLUMN)),
});

const bindingSetting = (tableId: string): string => `${PREFIX}${tableId}`;
const bucketSetting = (tableId: string, bucket: string): string => `${bindingSetting(tableId)}.${bucket}`;

/** The tables that the workbook says are bound; one round trip where there are none. */
export async function storedTables(context: Excel.RequestContext): Promise<StoredTable[]> {
  const { settings } = context.workbook;
  settings.load('items/key');
  await context.sync();
  const keys = settings.items.map(({ key }) => key).filter((key) => key.startsWith(PREFIX));
  const bindings = keys.filter((key) => !key.slice(PREFIX.length).includes('.'));
  if (bindings.length === 0) return [];
  const load = (key: string): Excel.Setting => {
    const setting = settings.getItemOrNullObject(key);
    setting.load('value');
    return setting;
  };
  const found = bindings.map((key) => ({
    key,
    binding: load(key),
    lists: load(`${key}.${LISTS}`),
    writer: load(`${key}.${WRITER}`),
  }));
  await context.sync();
  return found.flatMap(({ key, binding, lists, writer }) => {
    const tableId = key.slice(PREFIX.length);
    const read = bindingSchema.safeParse(heldBy(binding));
    if (!read.success || read.data.tableId !== tableId) return [];
    const beginning = bucketSetting(tableId, '');
    const names = keys.filter((each) => each.startsWith(beginning)).map((each) => each.slice(beginning.length));
    const mark = nameSchema.safeParse(heldBy(lists));
    const buckets = names.filter(isBucketName);
    const known = tableWriterSchema.safeParse(heldBy(writer));
    const beside = { lists: mark.success ? mark.data : null, writer: known.success ? known.data : null };
    return [{ binding: read.data, buckets, ...beside }];
  });
}

const heldBy = (setting: Excel.Setting): unknown => (setting.isNullObject ? null : parsed(setting.value));

/** One text a setting: within other values, office.js turns each text of the form `Date(5)` into a date as it reads them. */
const written = (value: unknown): string => JSON.stringify(value);

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // as somebody else wrote it: the schemas take it for nothing of ours
  }
}

/** Excel on the web answers with at most 5 MB; a bucket of long texts takes some 200 KB. */
const BUCKETS_A_LOAD = 20;

/** What a table's buckets hold, by their names, as it stands in the settings. */
export async function readBuckets(
  context: Excel.RequestContext,
  { binding: { tableId }, buckets }: StoredTable,
): Promise<ReadonlyMap<string, unknown>> {
  const { settings } = context.workbook;
  const held = new Map<string, unknown>();
  const load = async (names: readonly string[]): Promise<void> => {
    const read = names.map((name) => ({ name, setting: settings.getItemOrNullObject(bucketSetting(tableId, name)) }));
    for (const { setting } of read) setting.load('value');
    await context.sync();
    for (const { name, setting } of read) if (!setting.isNullObject) held.set(name, heldBy(setting));
  };
  for (let at = 0; at < buckets.length; at += BUCKETS_A_LOAD) await load(buckets.slice(at, at + BUCKETS_A_LOAD));
  return held;
}

/** Queues what buckets hold from now on, by their names. */
export function writeBuckets(
  context: Excel.RequestContext,
  { binding: { tableId } }: StoredTable,
  changed: ReadonlyMap<string, MemoryBucket>,
): void {
  for (const [name, bucket] of changed) context.workbook.settings.add(bucketSetting(tableId, name), written(bucket));
}

/** Queues to which lists a table's cells are held from now on. */
export function writeListsMark(context: Excel.RequestContext, { binding }: StoredTable, mark: string): void {
  context.workbook.settings.add(bucketSetting(binding.tableId, LISTS), written(mark));
}

/** Queues whose add-in wrote a table's memory. */
export function writeWriter(context: Excel.RequestContext, { tableId }: TableBinding, writer: TableWriter): void {
  context.workbook.settings.add(bucketSetting(tableId, WRITER), written(writer));
}

/** Queues the binding of a new table. */
export function writeBinding(context: Excel.RequestContext, binding: TableBinding): void {
  context.workbook.settings.add(bindingSetting(binding.tableId), written(binding));
}

/** Queues that the workbook forgets a table: it is gone, or to be plain cells. */
export function forgetTable(context: Excel.RequestContext, { binding, buckets, lists, writer }: StoredTable): void {
  const { settings } = context.workbook;
  const { tableId } = binding;
  const beside = [...(lists === null ? [] : [LISTS]), ...(writer === null ? [] : [WRITER])];
  const keys = [bindingSetting(tableId), ...[...buckets, ...beside].map((name) => bucketSetting(tableId, name))];
  for (const key of keys) settings.getItem(key).delete();
}

/** Whether the workbook has a table of ours; one round trip where it has none. */
export async function hasBoundTables(): Promise<boolean> {
  return (await runInExcel(storedTables)).length > 0;
}
