import type { DynaliteStore } from './dynalite-engine.ts';
import { withItemLocks } from './item-locks.ts';
import { StagedWrites } from './staged-writes.ts';
import { readTransaction, TRANSACT_GET_TYPES } from './transaction-request.ts';
import { transactionCancelled } from './wire-errors.ts';

/** TransactGetItems: all items as they are at one moment, between transactions; `{}` where there is none. */
export async function transactGet(store: DynaliteStore, body: object): Promise<{ Responses: object[] }> {
  const { operations } = await readTransaction(store, body, TRANSACT_GET_TYPES);
  if (operations.some(({ refusal }) => refusal)) {
    const reasons = operations.map(({ refusal }) =>
      refusal ? ({ Code: 'ValidationError', Message: refusal.message } as const) : ({ Code: 'None' } as const),
    );
    throw transactionCancelled(reasons);
  }
  return withItemLocks(store, operations, async () => {
    const staged = await StagedWrites.open(store, operations);
    const Responses: object[] = [];
    for (const operation of operations) Responses.push(await staged.run(operation));
    return { Responses };
  });
}
