import type { DynaliteStore } from './dynalite-engine.ts';
import { withItemLocks } from './item-locks.ts';
import type { ItemOperation } from './item-operation.ts';
import type { RequestTokens } from './request-tokens.ts';
import { StagedWrites } from './staged-writes.ts';
import { readTransaction, TRANSACT_WRITE_TYPES } from './transaction-request.ts';
import { type CancellationReason, isFailedCondition, isWireError, transactionCancelled } from './wire-errors.ts';

async function attempt(staged: StagedWrites, operation: ItemOperation): Promise<CancellationReason> {
  try {
    await staged.run(operation);
    return { Code: 'None' };
  } catch (error) {
    if (!isWireError(error)) throw error;
    if (!isFailedCondition(error)) return { Code: 'ValidationError', Message: error.message };
    const oldItem = operation.wantsOldItem && staged.oldItem(operation);
    return { Code: 'ConditionalCheckFailed', Message: error.message, ...(oldItem && { Item: oldItem }) };
  }
}

/**
 * TransactWriteItems: every condition is checked under the items' locks, then all is written as one LevelDB batch.
 *
 * Answers without consumed capacity. Throws TransactionCanceledException with a reason per action, in the order asked.
 */
export async function transactWrite(
  store: DynaliteStore,
  tokens: RequestTokens,
  body: object,
): Promise<Record<string, never>> {
  // Before the checks: they parse the expressions into the body.
  const fingerprint = tokens.fingerprint(body);
  const { token, operations } = await readTransaction(store, body, TRANSACT_WRITE_TYPES);

  await tokens.once(token, fingerprint, (tokenChanges) =>
    withItemLocks(store, operations, async () => {
      const staged = await StagedWrites.open(store, operations);
      const reasons: CancellationReason[] = [];
      for (const operation of operations) reasons.push(await attempt(staged, operation));
      if (reasons.some((reason) => reason.Code !== 'None')) throw transactionCancelled(reasons);
      await store.db.batch([...staged.changes, ...tokenChanges]);
    }),
  );
  return {};
}
