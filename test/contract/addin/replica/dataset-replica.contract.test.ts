import 'fake-indexeddb/auto';
import { openIndexedDbReplicaStore } from '../../../../addin/replica/indexeddb-replica-store.ts';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { countingIds } from '../../../unit/addin/replica/replica-fixtures.ts';
import { replicaSuite } from './replica-suite.ts';

replicaSuite('in memory', async () => {
  const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
  return { store, again: async () => store };
});

let databases = 0;
replicaSuite('on IndexedDB', async () => {
  databases += 1;
  const name = `peel:tenant:maria:suite-${databases}`;
  const again = () => openIndexedDbReplicaStore({ name, newId: countingIds() });
  return { store: await again(), again };
});
