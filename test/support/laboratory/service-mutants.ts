import type { PushPlan, StoredRecord } from '../../../functions/data/repository.ts';
import { readCursor } from '../../../functions/sync/cursor.ts';
import { isRefusal } from '../../../functions/sync/refusal.ts';
import type { Commit, Mutation } from '../../../shared/sync/protocol.ts';
import type { FieldValue } from '../../../shared/sync/record.ts';
import type { Faults } from './faults.ts';

const REPLICATION_LAG_MS = 400;

/** Takes every push for a new one, also one that it has taken before. */
export function ledgerNotConsulted(): Faults {
  let writes = 0;
  const fresh = (plan: PushPlan): PushPlan => {
    writes += 1;
    const client = { ...plan.client, clientId: `${plan.client.clientId}#${writes}` };
    return { ...plan, client, entry: { ...plan.entry, number: 1 } };
  };
  return {
    repository: (repository, { numbers }) => {
      const left = [...numbers];
      return {
        ...repository,
        clientHead: async () => ({ lastNumber: (left[0] ?? 1) - 1 }),
        writePush: async (plan) => {
          const written = await repository.writePush(fresh(plan));
          if (written === 'written') left.shift();
          return written;
        },
      };
    },
  };
}

/** Sees in a record whatever the mutation says that its author saw. */
export function mergeIgnoringItsBase(): Faults {
  return {
    repository: (repository, { mutations }) => ({
      ...repository,
      records: async (datasetId, ids) => {
        const stored = await repository.records(datasetId, ids);
        return new Map([...stored].map(([id, each]) => [id, agreeing(each, mutations)]));
      },
    }),
  };
}

function agreeing(stored: StoredRecord, mutations: readonly Mutation[]): StoredRecord {
  const bases = mutations
    .filter(({ recordId, op }) => recordId === stored.record.id && op === 'set')
    .flatMap(({ changes }) => Object.entries(changes).map(([field, { base }]) => [field, base] as const));
  const fields: Record<string, FieldValue> = { ...stored.record.fields };
  for (const [field, base] of bases) {
    if (base === null) delete fields[field];
    else fields[field] = base;
  }
  return { ...stored, record: { ...stored.record, fields } };
}

/** Reads records from a copy of the database that is a while behind. */
export function staleRead(): Faults {
  const overwritten = new Map<string, { readonly atMs: number; readonly before: StoredRecord | undefined }[]>();
  return {
    repository: (repository, _asking, time) => ({
      ...repository,
      records: async (datasetId, ids) => {
        const found = new Map(await repository.records(datasetId, ids));
        for (const id of ids) {
          const before = overwritten.get(id)?.find(({ atMs }) => atMs > time.nowMs - REPLICATION_LAG_MS)?.before;
          if (before !== undefined) found.set(id, before);
        }
        return found;
      },
      writePush: async (plan) => {
        const written = plan.write?.records ?? [];
        const before = await repository.records(
          plan.client.datasetId,
          written.map(({ record }) => record.id),
        );
        const result = await repository.writePush(plan);
        for (const { record } of result === 'written' ? written : []) {
          const versions = overwritten.get(record.id) ?? [];
          overwritten.set(record.id, [...versions, { atMs: time.nowMs, before: before.get(record.id) }]);
        }
        return result;
      },
    }),
  };
}

/** A restored dataset keeps its epoch, so that nobody learns that it is another one. */
export function epochIgnored(): Faults {
  return { keepsEpoch: true };
}

/** Recognises no edit that came before in another push. */
export function knownEditsNotRecognised(): Faults {
  return {
    repository: (repository) => ({
      ...repository,
      records: async (datasetId, ids) => {
        const stored = await repository.records(datasetId, ids);
        return new Map([...stored].map(([id, each]) => [id, { ...each, mutationTails: each.sequences.map(() => '') }]));
      },
    }),
  };
}

/** Takes a push whichever life of the dataset its client knows. */
export function epochOfPushIgnored(): Faults {
  return {
    repository: (repository, { cursor }) => {
      const asked = cursor === '' ? null : readCursor(cursor);
      if (asked === null || isRefusal(asked)) return repository;
      return {
        ...repository,
        head: async (datasetId) => {
          const head = await repository.head(datasetId);
          return head && { ...head, epoch: asked.epoch };
        },
        writePush: async ({ write, ...plan }) => {
          const epoch = (await repository.head(plan.client.datasetId))?.epoch ?? '';
          return repository.writePush({ ...plan, write: write && { ...write, head: { ...write.head, epoch } } });
        },
      };
    },
  };
}

/** Holds the base of a correction against what is so at present, not against what was so on its day. */
export function correctionOnPresentBase(): Faults {
  const always = '2000-01-01';
  return {
    repository: (repository) => ({
      ...repository,
      commits: async (datasetId, sequences) => {
        const commits = await repository.commits(datasetId, sequences);
        const timeless = (changes: Commit['changes']) => changes.map((change) => ({ ...change, effectiveOn: always }));
        return commits.map((commit) => ({ ...commit, changes: timeless(commit.changes) }));
      },
    }),
  };
}
