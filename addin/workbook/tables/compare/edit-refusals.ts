import { groupOf } from '../../../../shared/domain/record-kinds.ts';
import type { EditResult } from '../../../replica/replica-port.ts';
import type { TableKind } from '../table-kind.ts';
import type { RowEdit } from '../table-work.ts';

/**
 * Why the cells of an edit were not taken, by column. A problem of a field is one of all that was entered in its group,
 * as none of it is sent; a problem of no such field is one of the whole row.
 */
export function editRefusals(
  { columns }: TableKind,
  { request, columns: entered }: RowEdit,
  result: EditResult | undefined,
): ReadonlyMap<string, string> {
  const refusals = new Map<string, string>();
  if (result === undefined || result.saved) return refusals;
  const groups = new Map(
    columns.flatMap(({ id, entry }) =>
      entry === undefined ? [] : [[id, groupOf(request.kind, entry.field)] as const],
    ),
  );
  for (const { path, code, message } of result.problems) {
    if (code === 'nothing-changed') continue;
    const group = groupOf(request.kind, path.split('.')[0] ?? '');
    const named = entered.filter((column) => groups.get(column) === group);
    for (const column of named.length > 0 ? named : entered) if (!refusals.has(column)) refusals.set(column, message);
  }
  return refusals;
}
