import type { ReplicaReader } from '../../replica/replica-port.ts';
import { anyRecord } from '../record/any-record.ts';
import { recordKindOf, recordName } from '../record-name.ts';
import type { CellTrouble, TableStanding } from './table-services.ts';

/** The cells of one row that say the same kind of thing against themselves. */
export interface TroubledRow {
  /** Tells it from the others in a list: several new rows have no key. */
  readonly id: string;
  readonly key: string;
  /** By which the person's answer names it. */
  readonly answeredBy: string;
  readonly cells: readonly CellTrouble[];
}

/** Cells of one kind by their rows, in the order of the first cell of each. */
export function troubledRows(troubles: readonly CellTrouble[], kind: CellTrouble['kind']): TroubledRow[] {
  const rows = new Map<string, CellTrouble[]>();
  for (const trouble of troubles) {
    if (trouble.kind !== kind) continue;
    const row = trouble.place.address.replace(/^[A-Z]+/, '');
    const id = `${trouble.key} ${row}`;
    const cells = rows.get(id) ?? [];
    rows.set(id, [...cells, trouble]);
  }
  return [...rows].map(([id, cells]) => ({
    id,
    key: cells[0]?.key ?? '',
    answeredBy: cells[0]?.answeredBy ?? '',
    cells,
  }));
}

/** What a row is called: as its record is, or "New row". */
export function rowName(reader: ReplicaReader, key: string): string {
  if (key === '') return 'New row';
  const kind = recordKindOf(key);
  if (kind === null) return key;
  return recordName(anyRecord(reader, key) ?? { id: key, kind, fields: {} });
}

/** How much of a table waits for a person's decision: rows with refused cells or a co-author's, records in conflict, deleted rows. */
export function undecided({ troubles, conflicts, deletedRows }: TableStanding): number {
  const refused = troubledRows(troubles, 'refused').length;
  const coauthor = troubledRows(troubles, 'edited by a co-author').length;
  return refused + coauthor + conflicts.length + deletedRows.length;
}
