import type { TableKind, TableKindName, TableScope } from '../table-kind.ts';
import { callsTable } from './calls-table.ts';
import { measuresTable } from './measures-table.ts';
import { meetingActionsTable } from './meeting-actions-table.ts';
import { planTable } from './plan-table.ts';
import { vawgTable } from './vawg-table.ts';

const KINDS: Readonly<Record<TableKindName, TableKind>> = {
  plan: planTable,
  calls: callsTable,
  vawg: vawgTable,
  measures: measuresTable,
  'meeting-actions': meetingActionsTable,
};

/** The kind of that name. */
export const tableKind = (name: TableKindName): TableKind => KINDS[name];

/** What can be inserted, in the order in which it is offered. */
export const INSERTABLE_KINDS: readonly { readonly kind: TableKind; readonly scope: TableScope }[] = [
  { kind: planTable, scope: {} },
  { kind: callsTable, scope: { channel: '999' } },
  { kind: callsTable, scope: { channel: '101' } },
  { kind: vawgTable, scope: {} },
  { kind: measuresTable, scope: {} },
  { kind: meetingActionsTable, scope: {} },
];
