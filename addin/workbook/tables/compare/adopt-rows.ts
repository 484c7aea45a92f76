import { type DatasetRecord, type FieldValue, sameValue } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import type { ReadRow } from '../bound-table.ts';
import type { TableRow } from '../table-kind.ts';
import type { TableSources, TableState } from '../table-work.ts';
import { enteredCells } from './entered-cells.ts';
import type { RowColumns } from './row-columns.ts';
import { isBlank, sameContent } from './same-content.ts';

type Fresh = readonly { readonly key: string; readonly row: TableRow }[];

/**
 * Keys for rows without one that hold what a record holds which is new to the table. Such a row was saved, and the add-in
 * ended before it could write the key; or it was entered twice. Made again, it would be a second record.
 */
export function adoptedKeys(
  keyless: readonly number[],
  fresh: Fresh,
  { kind, binding, reading }: TableState,
  { reader }: TableSources,
  columns: RowColumns,
): ReadonlyMap<number, string> {
  const adopted = new Map<number, string>();
  const records = fresh.flatMap(({ row }) => ('record' in row ? [row.record] : []));
  if (records.length === 0) return adopted;
  const byValues = recordsByValues(records);
  for (const at of keyless) {
    const row = reading.rows[at];
    if (row === undefined) continue;
    const entered = enteredValues(row, columns, reader);
    const made = kind.newRow?.(enteredCells(row), reader, binding.scope);
    const requested = made !== undefined && 'request' in made ? made.request.values : null;
    for (const wanted of [entered, requested]) {
      // a copied row shows what is another record's, and is made anew, again and again, unless the new one is known by its values
      const isRight = (each: DatasetRecord): boolean => wanted === requested || isShownBy(each, row, columns, reader);
      const record = wanted === null ? undefined : byValues(wanted, isRight);
      if (record === undefined) continue;
      adopted.set(at, record.id);
      break;
    }
  }
  return adopted;
}

/** What a row's cells mean, a blank one no value; null where one of them means nothing. */
function enteredValues(row: ReadRow, { entries }: RowColumns, reader: ReplicaReader) {
  const values: Record<string, FieldValue | null> = {};
  for (const { id, entry } of entries) {
    const meaning = entry.meaning(row.cells[id] ?? '', reader, null);
    if ('problem' in meaning) return null;
    values[entry.field] = meaning.value;
  }
  const isAnything = Object.values(values).some((value) => value !== null);
  return isAnything ? values : null;
}

const isShownBy = (record: DatasetRecord, row: ReadRow, { shown }: RowColumns, reader: ReplicaReader): boolean =>
  shown.every(({ id, content }) => isBlank(row.cells[id]) || sameContent(row.cells[id], content(record, reader)));

/** Finds and takes a record that holds the wanted values; indexed by each set of fields that is asked for. */
function recordsByValues(records: readonly DatasetRecord[]) {
  const indexes = new Map<string, Map<string, DatasetRecord[]>>();
  const taken = new Set<string>();
  return (
    wanted: Readonly<Record<string, FieldValue | null>>,
    isRight: (record: DatasetRecord) => boolean,
  ): DatasetRecord | undefined => {
    const names = Object.keys(wanted).sort();
    const index = indexes.get(names.join()) ?? new Map<string, DatasetRecord[]>();
    if (index.size === 0) {
      indexes.set(names.join(), index);
      for (const record of records) {
        const values = valuesOf(record.fields, names);
        const alike = index.get(values);
        if (alike === undefined) index.set(values, [record]);
        else alike.push(record);
      }
    }
    const isFree = (record: DatasetRecord): boolean =>
      !taken.has(record.id) && names.every((name) => sameValue(record.fields[name], wanted[name])) && isRight(record);
    const found = index.get(valuesOf(wanted, names))?.find(isFree);
    if (found !== undefined) taken.add(found.id);
    return found;
  };
}

const valuesOf = (values: Readonly<Record<string, FieldValue | null>>, names: readonly string[]): string =>
  JSON.stringify(names.map((name) => (typeof values[name] === 'object' ? 'list' : (values[name] ?? null))));
