import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import type { Commit } from '../../../../shared/sync/protocol.ts';
import { commitOf, testReplica, withLog } from '../replica/replica-fixtures.ts';
import { seededCommits } from '../taskpane/seeded-records.ts';

const SEEDED = seededCommits();

/** A replica that holds the seeded dataset with its log, given to the formulas. */
export async function seededReplica(): Promise<DatasetReplica> {
  const replica = await withLog(await testReplica({ commits: SEEDED }), SEEDED);
  setFormulaReplica(replica);
  return replica;
}

/** A colleague's creates and changes that arrive after the seeds; their revisions follow what the replica holds. */
export async function arrives(replica: DatasetReplica, ...changes: Commit['changes']): Promise<void> {
  const sequence = (SEEDED.at(-1)?.sequence ?? 0) + 1;
  const next = changes.map((each) => {
    const held = replica.record(each.kind, each.recordId);
    return { ...each, op: held === null ? ('create' as const) : ('set' as const), revision: (held?.revision ?? 0) + 1 };
  });
  await replica.copy.applyCommits([commitOf(sequence, ...next)], `c${sequence}`);
}
