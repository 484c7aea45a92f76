import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { replicaStoreSuite } from './replica-store-suite.ts';

replicaStoreSuite('in memory', async (newId) => createMemoryReplicaStore({ newId }));
