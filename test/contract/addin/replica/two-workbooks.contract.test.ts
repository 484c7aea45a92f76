import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDatasetReplica, type DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { openIndexedDbReplicaStore } from '../../../../addin/replica/indexeddb-replica-store.ts';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import type { ReplicaStore } from '../../../../addin/replica/replica-store.ts';
import { recordAsAt } from '../../../../shared/sync/fold.ts';
import { decide } from '../../../../shared/sync/merge.ts';
import type { Commit, LoggedChange, Mutation, Outcome, PushResult } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  commitOf,
  countingIds,
  FIRST_COMMIT,
  loggedChange,
  NOW,
  recordsOf,
  TODAY,
} from '../../../unit/addin/replica/replica-fixtures.ts';

const SEED = 20221101;
const DAYS = ['2022-04-27', '2022-06-30', '2022-08-31', TODAY];
const MARIA = { subject: 'maria', name: 'Maria Lindqvist', role: 'manager', offices: ['strategic-planning'] } as const;

/** Decides as the service does, and says no to every edit whose note says "no". */
function createServer() {
  const commits: Commit[] = [FIRST_COMMIT];
  const answered = new Map<string, Outcome>();
  const changesOf = (id: string) => commits.flatMap(({ changes }) => changes).filter(({ recordId }) => recordId === id);
  const recordOf = (id: string) => recordsOf(commits).find((record) => record.id === id) ?? null;
  const commit = (...changes: LoggedChange[]): void => void commits.push(commitOf(commits.length + 1, ...changes));
  const take = (mutation: Mutation): Outcome => {
    const { mutationId, recordId, changes } = mutation;
    const record = recordOf(recordId);
    if (changes.note?.value === 'no') return { mutationId, result: 'rejected', record, problems: [] };
    const decision = decide(record, mutation, TODAY, (day) => recordAsAt(changesOf(recordId), day));
    switch (decision.result) {
      case 'rejected':
        return { mutationId, result: 'rejected', record, problems: decision.problems };
      case 'conflict':
        return { mutationId, result: 'conflict', record, conflicts: decision.groups.map((group) => ({ group })) };
      case 'applied':
      case 'merged':
        commit({ ...decision.change, office: null });
        return { mutationId, result: decision.result, record: decision.record };
    }
  };
  return {
    commits,
    commit,
    recordOf,
    answer(mutation: Mutation): Outcome {
      const outcome = answered.get(mutation.mutationId) ?? take(mutation);
      answered.set(mutation.mutationId, outcome);
      return outcome;
    },
  };
}
type Server = ReturnType<typeof createServer>;

const pull = async ({ copy }: DatasetReplica, { commits }: Server): Promise<void> => {
  await copy.refresh();
  const after = Number(copy.summary.cursor?.slice(1) ?? 0);
  await copy.applyCommits(commits.slice(after), `c${commits.length}`);
  if (copy.historyWanted() !== null) await copy.appendHistory(commits, `c${commits.length}`, null, true);
};
const push = async ({ copy }: DatasetReplica, server: Server): Promise<void> => {
  const request = await copy.takePushes(PROTOCOL_LIMITS);
  if (request === null) return;
  const results = request.pushes.map(
    ({ number, mutations }): PushResult => ({ number, sequence: null, outcomes: mutations.map(server.answer) }),
  );
  await copy.acknowledge(request, results);
};

/** What a window does while it holds the lock of the rounds. */
const rounds = {
  push,
  pull,
  callBack: async ({ copy }: DatasetReplica) => {
    const request = await copy.takePushes(PROTOCOL_LIMITS);
    if (request !== null) await copy.renumber('same', request);
  },
  snapshot: ({ copy }: DatasetReplica, { commits }: Server) =>
    copy.loadSnapshot({ records: recordsOf(commits), cursor: `c${commits.length}` }),
};
/** What happens at any time. */
const others = {
  refresh: ({ copy }: DatasetReplica) => copy.refresh(),
  dismiss: async ({ copy }: DatasetReplica) => {
    const [first] = copy.summary.returned;
    if (first !== undefined) await copy.dismiss(first.mutation.mutationId);
  },
  readPast: async (replica: DatasetReplica) => {
    for (const day of DAYS) replica.asAt(day)?.all('afi');
    replica.all('afi');
  },
  officeEdits: async (_replica: DatasetReplica, server: Server) => {
    const number = [7, 9, 7, 8, 7, 10][server.commits.length % 6] ?? 7;
    const revision = (server.recordOf(`afi/${number}`)?.revision ?? 0) + 1;
    const values = revision === 1 ? afiFields(number) : { note: `Of commit ${server.commits.length}` };
    server.commit(loggedChange('afi', `afi/${number}`, values, { revision, effectiveOn: DAYS[revision % 4] ?? TODAY }));
  },
};

type Round = keyof typeof rounds;
type Other = keyof typeof others;
type Step =
  | { readonly who: 0 | 1; readonly does: Round | Other }
  | { readonly who: 0 | 1; readonly does: 'edit'; number: number; note: string; effectiveOn: string };

const who = fc.constantFrom<0 | 1>(0, 1);
const doing = fc.record({
  who,
  does: fc.constantFrom<Round | Other>(...(Object.keys(rounds) as Round[]), ...(Object.keys(others) as Other[])),
});
const editing = fc.record({
  who,
  does: fc.constant('edit' as const),
  number: fc.constantFrom(7, 7, 7, 8, 9, 10),
  note: fc.constantFrom('no', 'one', 'two', 'three'),
  effectiveOn: fc.constantFrom(...DAYS.slice(1)),
});
const isOther = (does: Round | Other): does is Other => does in others;

/** The steps of one list are under way at the same time. */
const schedules: fc.Arbitrary<Step[][]> = fc.array(
  fc.array(fc.oneof({ weight: 3, arbitrary: doing }, { weight: 2, arbitrary: editing }), {
    minLength: 1,
    maxLength: 4,
  }),
  { maxLength: 14 },
);

async function openWorkbook(store: ReplicaStore, newId: () => string): Promise<DatasetReplica> {
  const replica = createDatasetReplica({ actor: () => MARIA, today: () => TODAY, now: () => NOW, newId });
  await replica.copy.open(store);
  return replica;
}

function createRunner(workbooks: readonly [DatasetReplica, DatasetReplica], server: Server) {
  let lock: Promise<unknown> = Promise.resolve();
  return async (step: Step): Promise<unknown> => {
    const replica = workbooks[step.who];
    if (step.does === 'edit') {
      const { number, note, effectiveOn } = step;
      const recordId = `afi/${number}`;
      if (replica.record('afi', recordId) === null) return null;
      return replica.edit({ kind: 'afi', recordId, values: { note }, effectiveOn, reason: 'As the minutes say' });
    }
    if (isOther(step.does)) return others[step.does](replica, server);
    const { does } = step;
    const round = lock.then(() => rounds[does as Round](replica, server));
    lock = round;
    return round;
  };
}

const shownBy = (replica: DatasetReplica) => ({
  summary: replica.copy.summary,
  afis: replica.all('afi'),
  calls: replica.all('call-month'),
  pending: replica.all('afi').map(({ id }) => [...replica.pendingFields(id)]),
  past: DAYS.map((day) => replica.asAt(day)?.all('afi')),
});

async function withLog(replica: DatasetReplica): Promise<void> {
  await expect.poll(() => replica.asAt(TODAY), { interval: 1 }).not.toBeNull();
}

async function runSchedule(schedule: readonly (readonly Step[])[], open: () => Promise<ReplicaStore>): Promise<void> {
  const newId = countingIds();
  const server = createServer();
  const first = await openWorkbook(await open(), newId);
  await first.copy.loadSnapshot({ records: recordsOf(server.commits), cursor: 'c1' });
  const second = await openWorkbook(await open(), newId);
  first.asAt(TODAY);
  await first.copy.refresh();
  await pull(first, server);
  await withLog(first);
  const run = createRunner([first, second], server);
  for (const steps of schedule) await Promise.all(steps.map(run));
  await pull(first, server);
  await second.copy.refresh();
  second.asAt(TODAY);
  const late = await openWorkbook(await open(), newId);
  for (const workbook of [first, second, late]) await withLog(workbook);
  const asReadWhole = shownBy(late);
  expect(shownBy(first)).toEqual(asReadWhole);
  expect(shownBy(second)).toEqual(asReadWhole);
  for (const { copy } of [first, second, late]) await copy.close();
}

let databases = 0;
it('[S16] two workbooks over one disk show the same, and the same as one that reads everything', async () => {
  const property = fc.asyncProperty(schedules, (schedule) => {
    databases += 1;
    const name = `peel:tenant:maria:two-workbooks-${databases}`;
    return runSchedule(schedule, () => openIndexedDbReplicaStore({ name, newId: countingIds() }));
  });
  await fc.assert(property, { seed: SEED, numRuns: 60 });
}, 60_000);

it('[S16] two workbooks over one store in memory show the same, and the same as one that reads everything', async () => {
  const property = fc.asyncProperty(schedules, (schedule) => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    return runSchedule(schedule, async () => store);
  });
  await fc.assert(property, { seed: SEED, numRuns: 150 });
}, 60_000);
