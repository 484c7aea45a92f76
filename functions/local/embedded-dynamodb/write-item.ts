import type { DynaliteStore, WireRequest } from './dynalite-engine.ts';
import { withItemLocks } from './item-locks.ts';
import {
  bindToItem,
  checkExpressions,
  checkRequest,
  ITEM_OPERATIONS,
  type ItemOperation,
  OLD_ITEM_FIELD,
  tableReader,
} from './item-operation.ts';
import { StagedWrites } from './staged-writes.ts';
import { isFailedCondition, isWireError } from './wire-errors.ts';

async function commitItem(store: DynaliteStore, operation: ItemOperation): Promise<Record<string, unknown>> {
  return withItemLocks(store, [operation], async () => {
    const staged = await StagedWrites.open(store, [operation]);
    try {
      const answer = await staged.run(operation);
      await store.db.batch(staged.changes);
      return answer;
    } catch (error) {
      const oldItem = operation.wantsOldItem && staged.oldItem(operation);
      if (oldItem && isWireError(error) && isFailedCondition(error)) error.body.Item = oldItem;
      throw error;
    }
  });
}

/** PutItem, UpdateItem and DeleteItem, with `ReturnValuesOnConditionCheckFailure`, which dynalite lacks. */
export async function writeItem(
  store: DynaliteStore,
  kind: 'Put' | 'Update' | 'Delete',
  body: object,
): Promise<Record<string, unknown>> {
  const types = { ...ITEM_OPERATIONS[kind].types, ...OLD_ITEM_FIELD };
  const request = checkRequest(store, body, types) as WireRequest;
  checkExpressions(store, kind, request);
  const table = await tableReader(store)(request.TableName);
  return commitItem(store, bindToItem(kind, request, table));
}
