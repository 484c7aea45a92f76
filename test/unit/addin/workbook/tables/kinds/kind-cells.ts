import { expect } from 'vitest';
import type { DatasetReplica } from '../../../../../../addin/replica/dataset-replica.ts';
import type { EditRequest, ReplicaReader } from '../../../../../../addin/replica/replica-port.ts';
import { tableKind } from '../../../../../../addin/workbook/tables/kinds/table-kinds.ts';
import type {
  CellContent,
  CellMeaning,
  ColumnEntry,
  EnteredRow,
  TableColumn,
  TableKindName,
  TableScope,
} from '../../../../../../addin/workbook/tables/table-kind.ts';
import type { DatasetRecord } from '../../../../../../shared/sync/record.ts';
import { testReplica } from '../../../replica/replica-fixtures.ts';
import { seededCommits } from '../../../taskpane/seeded-records.ts';

const SEEDED = seededCommits();

/** A manager's replica of the seeded dataset, on 1 November 2022. */
export const seeded = (more: Parameters<typeof testReplica>[0] = {}): Promise<DatasetReplica> =>
  testReplica({ commits: SEEDED, ...more });

export function columnOf(name: TableKindName, id: string): TableColumn {
  const column = tableKind(name).columns.find((each) => each.id === id);
  if (column === undefined) throw new TypeError(`${name} has no column ${id}`);
  return column;
}

export function entryOf(name: TableKindName, id: string): ColumnEntry {
  const { entry } = columnOf(name, id);
  if (entry === undefined) throw new TypeError(`${id} of ${name} is worked out`);
  return entry;
}

/** What a cell means in the row of a record, or in a new row. */
export function meaningIn(
  replica: DatasetReplica,
  name: TableKindName,
  id: string,
  content: CellContent,
  recordId?: string,
): CellMeaning {
  const record = recordId === undefined ? null : replica.copy.records.visible(recordId);
  if (recordId !== undefined && record === null) throw new TypeError(`There is no record ${recordId}`);
  return entryOf(name, id).meaning(content, replica, record);
}

/** The records that a new table shows. */
export function recordsIn(reader: ReplicaReader, name: TableKindName, scope: TableScope = {}): DatasetRecord[] {
  return tableKind(name)
    .rows(reader, scope)
    .flatMap((row) => ('record' in row ? [row.record] : []));
}

/** What all cells of a record show, by column id. */
export function shownOf(replica: DatasetReplica, name: TableKindName, recordId: string): Record<string, CellContent> {
  const record = replica.copy.records.visible(recordId);
  if (record === null) throw new TypeError(`There is no record ${recordId}`);
  return Object.fromEntries(tableKind(name).columns.map(({ id, content }) => [id, content(record, replica)]));
}

export function newRowOf(reader: ReplicaReader, name: TableKindName, row: EnteredRow, scope: TableScope = {}) {
  const { newRow } = tableKind(name);
  if (newRow === null) throw new TypeError(`${name} takes no new rows`);
  return newRow(row, reader, scope);
}

/** The request that a new row makes; fails where it makes none. */
export function requestOf(...row: Parameters<typeof newRowOf>): EditRequest {
  const made = newRowOf(...row);
  expect(made).toHaveProperty('request');
  return (made as { readonly request: EditRequest }).request;
}
