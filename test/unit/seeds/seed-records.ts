import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSeeds, type SeedEntry } from '../../../functions/local/seed-files.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { KindFields, RecordKind } from '../../../shared/domain/record-kinds.ts';
import { validateRecord } from '../../../shared/domain/validate.ts';

const SEEDS_FOLDER = fileURLToPath(new URL('../../../seeds/', import.meta.url));
/** The day on which the seeds are checked: after every date in them. */
export const CHECKED_ON: Day = '2026-11-22';

export const seeds = readSeeds(SEEDS_FOLDER);

/** The files of `seeds/` whose name starts so, still to be parsed: those that hold no records. */
export function readSeedFiles(start: string): unknown[] {
  const names = readdirSync(SEEDS_FOLDER).filter((name) => name.startsWith(start) && name.endsWith('.json'));
  return names.sort().map((name) => JSON.parse(readFileSync(`${SEEDS_FOLDER}${name}`, 'utf8')) as unknown);
}

/** An entry's fields as they stand by a day: what it was created with, then what became known later. */
export function fieldsBy(entry: SeedEntry, day: Day = CHECKED_ON): Record<string, unknown> {
  const known = (entry.later ?? []).filter(({ effectiveOn }) => effectiveOn <= day);
  return Object.assign({}, entry.fields, ...known.map(({ fields }) => fields));
}

/** Validated records of a kind, by id. */
export function seedRecords<K extends RecordKind>(kind: K): Map<string, KindFields[K]> {
  const entries = seeds.entries.filter((entry) => entry.kind === kind);
  return new Map(entries.map((entry) => [entry.id, validFields(kind, entry)]));
}

export function seedRecord<K extends RecordKind>(kind: K, id: string): KindFields[K] {
  const fields = seedRecords(kind).get(id);
  if (fields === undefined) throw new Error(`no seed ${id}`);
  return fields;
}

function validFields<K extends RecordKind>(kind: K, entry: SeedEntry): KindFields[K] {
  const checked = validateRecord(kind, entry.id, fieldsBy(entry), CHECKED_ON);
  if (!checked.valid) throw new Error(`${entry.id}: ${checked.problems.map(({ message }) => message).join('; ')}`);
  return checked.fields;
}
