import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import type { Commit } from '../../../../shared/sync/protocol.ts';
import { commitOf, testReplica, withLog } from '../replica/replica-fixtures.ts';
import { seededCommits } from '../taskpane/seeded-records.ts';

const SEEDED = seededCommits();
const SEEDED_SEQUENCE = SEEDED.at(-1)?.sequence ?? 0;

export interface LaterDataset {
  readonly replica: DatasetReplica;
  /** A commit of these changes arrives. An AFI of the seeds has revision 3. */
  arrives(...changes: Commit['changes']): Promise<void>;
}

/** The seeded dataset with its log on a later day, given to the formulas. */
export async function seededOn(today: string): Promise<LaterDataset> {
  const replica = await withLog(await testReplica({ commits: SEEDED, today: () => today }), SEEDED);
  setFormulaReplica(replica);
  let sequence = SEEDED_SEQUENCE;
  return {
    replica,
    async arrives(...changes) {
      sequence += 1;
      await replica.copy.applyCommits([commitOf(sequence, ...changes)], `c${sequence}`);
    },
  };
}
