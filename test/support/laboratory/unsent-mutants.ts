import type { DatasetReplica } from '../../../addin/replica/dataset-replica.ts';
import type { ReturnedEdit } from '../../../addin/replica/returned-edit.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { Faults } from './faults.ts';

/** Keeps of a conflict that several edits are part of only the last one. */
export function joinedConflictDropsAnEdit(): Faults {
  return {
    store: (store) => ({
      ...store,
      acknowledge: (expected, answer) => {
        const lastOnly = (edit: ReturnedEdit): ReturnedEdit => ({ ...edit, parts: edit.parts.slice(-1) });
        return store.acknowledge(expected, { ...answer, returned: answer.returned.map(lastOnly) });
      },
    }),
  };
}

/** Takes up of a file what waits, and not what came back. */
export function importForgetsReturned(): Faults {
  return { store: (store) => ({ ...store, adopt: (edits) => store.adopt({ ...edits, returned: [] }) }) };
}

/** Makes every edit on what is there now, whatever its author saw. */
export function seenValuesIgnored(): Faults {
  return {
    replica: (replica) => {
      const edit: DatasetReplica['edit'] = ({ base: _seen, ...request }) => replica.edit(request);
      return Object.assign(Object.create(replica) as DatasetReplica, { edit }); // all else is its own
    },
  };
}

/** Leaves out of a file what is on its way. */
export function exportForgetsInFlight(): Faults {
  return {
    replica: (replica) => {
      const exportUnsent = async (): Promise<string> => {
        const text = await replica.exportUnsent();
        const sent = replica.copy.records.outbox().filter(({ pushNumber }) => pushNumber !== null);
        const ids = new Set(sent.map(({ mutation }) => mutation.mutationId));
        const file = JSON.parse(text) as { readonly waiting: readonly Mutation[] };
        return JSON.stringify({ ...file, waiting: file.waiting.filter(({ mutationId }) => !ids.has(mutationId)) });
      };
      // all else is the replica's own, its getters too
      return Object.assign(Object.create(replica) as DatasetReplica, { exportUnsent });
    },
  };
}

/** Takes nothing along from a store that was cleared. */
export function clearedStoreForgotten(): Faults {
  return {
    store: (store) => ({
      ...store,
      adopt: async (edits) => {
        const { cursor, version } = await store.read();
        return cursor === null ? { version, imported: 0, already: 0 } : store.adopt(edits);
      },
    }),
  };
}
