import type { InsertableTable, TableServices } from '../taskpane/tables/table-services.ts';

/** Which table an item of the ribbon's menu inserts. */
export type RibbonTable = Pick<InsertableTable, 'kind' | 'scope'>;

/** Under the names of their commands in manifest.xml. */
export const INSERT_COMMANDS = {
  insertPlanTable: { kind: 'plan', scope: {} },
  insertCalls999Table: { kind: 'calls', scope: { channel: '999' } },
  insertCalls101Table: { kind: 'calls', scope: { channel: '101' } },
  insertVawgTable: { kind: 'vawg', scope: {} },
  insertMeasuresTable: { kind: 'measures', scope: {} },
  insertActionsTable: { kind: 'meeting-actions', scope: {} },
} as const satisfies Record<string, RibbonTable>;

/**
 * Inserts a table at once, on a new worksheet and with the columns that most people want: the pane's form is there for
 * other wishes. Resolves with what the person is told of it.
 */
export async function insertTable(
  tables: Pick<TableServices, 'insertable' | 'insert'>,
  { kind, scope }: RibbonTable,
): Promise<string> {
  const insertable = await tables.insertable();
  const table = insertable.find((each) => each.kind === kind && each.scope.channel === scope.channel);
  if (table === undefined) throw new Error('This version of the add-in does not know the table');
  const columns = table.columns.flatMap(({ id, isChosen }) => (isChosen ? [id] : []));
  await tables.insert({ kind, scope, columns, where: 'new sheet' });
  return `${table.title}: inserted on a new worksheet. What you edit in its cells is shared; the Tables tab tells how it stands.`;
}
