import type { DatasetReplica } from '../../../addin/replica/dataset-replica.ts';
import type { ReplicaStore } from '../../../addin/replica/replica-store.ts';
import type { Repository } from '../../../functions/data/repository.ts';
import type { Asking } from './database.ts';
import type { Life } from './life.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What is wrong with the parts that one run is built of: nothing, by default. */
export interface Faults {
  readonly store?: (store: ReplicaStore, life: Life) => ReplicaStore;
  readonly repository?: (repository: Repository, asking: Asking, time: VirtualTime) => Repository;
  readonly replica?: (replica: DatasetReplica) => DatasetReplica;
  readonly keepsEpoch?: true;
}
