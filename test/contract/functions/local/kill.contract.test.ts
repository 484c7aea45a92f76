import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Commit, Mutation, PushResult } from '../../../../shared/sync/protocol.ts';
import { changesOf, foldChanges, loadDataset } from '../../../support/dataset-state.ts';
import { PushingClient } from '../../../support/pushing-client.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import {
  makeServerProject,
  type ServerProcess,
  type ServerProject,
  startServer,
} from '../../../support/server-project.ts';
import { ServiceClient } from '../../../support/service-client.ts';

const SEED = 20_221_031;
const ROUNDS = 20;
const KILLED_CLIENTS = 4;
const MAX_ANSWERS_A_ROUND = 16;
const MAX_DELAY_MS = 20;

let project: ServerProject;

beforeAll(async () => {
  project = await makeServerProject('kill');
});
afterAll(() => project.remove());

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'peel-kill-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function start(dataDir: string): ServerProcess {
  const server = startServer(project, { dataDir });
  onTestFinished(() => void server.process.kill('SIGKILL'));
  return server;
}

function acceptedIds({ outcomes }: PushResult): string[] {
  const accepted = outcomes.filter(({ result }) => result === 'applied' || result === 'merged');
  return accepted.map(({ mutationId }) => mutationId);
}

/** Each answered push with an accepted mutation is one whole commit, and there is no commit besides. */
function expectCommitsOf(clients: readonly PushingClient[], commits: readonly Commit[], seeds: number): void {
  expect(commits.map(({ sequence }) => sequence)).toEqual(commits.map((_, index) => index + 1));
  const mutationIds = changesOf(commits).map(({ mutationId }) => mutationId);
  expect(new Set(mutationIds).size).toBe(mutationIds.length);

  const answered = clients.flatMap((client) => client.answered.map(({ result }) => result));
  const written = answered.filter(({ sequence }) => sequence !== null);
  expect(answered.filter((result) => result.sequence === null).flatMap(acceptedIds)).toEqual([]);
  for (const result of written) {
    const commit = commits[(result.sequence ?? 0) - 1];
    expect(commit?.changes.map(({ mutationId }) => mutationId)).toEqual(acceptedIds(result));
  }
  const sequences = written.map(({ sequence }) => sequence ?? 0).sort((one, other) => one - other);
  expect(sequences).toEqual(commits.slice(seeds).map(({ sequence }) => sequence));
}

/** What the service stores of these records, told by refusing to change nothing in them. */
async function storedRecords(service: ServiceClient, changed: readonly Commit[]) {
  const records = new Map(changesOf(changed).map(({ recordId, kind }) => [recordId, kind]));
  const mutations = [...records].map(([recordId, kind]): Mutation => {
    const day = { effectiveOn: '2023-03-01', editedAt: '2023-03-01T09:00:00Z' };
    return { mutationId: randomUUID(), recordId, kind, op: 'set', changes: {}, ...day };
  });
  const { results } = await service.push(randomUUID(), { number: 1, mutations });
  return results.flatMap(({ outcomes }) => outcomes.map(({ record }) => record));
}

/** Snapshot, stored records and each record's history all say what the log says. */
async function expectSameEverywhere(service: ServiceClient, commits: readonly Commit[], seeds: number) {
  const folded = foldChanges(changesOf(commits));
  expect((await loadDataset(service)).state).toEqual(folded);
  const stored = await storedRecords(service, commits.slice(seeds));
  expect(stored.length).toBeGreaterThan(0);
  for (const record of stored) {
    const recordId = record?.id ?? '';
    expect(record).toEqual(folded.get(recordId));
    const { changes } = await service.history(recordId);
    expect(changes.map(({ sequence, mutationId }) => [sequence, mutationId])).toEqual(
      commits.flatMap(({ sequence, changes: all }) =>
        all.filter((change) => change.recordId === recordId).map(({ mutationId }) => [sequence, mutationId]),
      ),
    );
  }
}

/** [S4] A push that was answered is answered the same again. */
async function expectRecordedAnswer(service: ServiceClient, client: PushingClient, number: number) {
  const answered = client.answered.find(({ push }) => push.number === number);
  if (answered === undefined) throw new Error(`push ${number} was not answered`);
  expect((await service.push(client.clientId, answered.push)).results).toEqual([answered.result]);
}

/** Clients that know the seeds, and where the log begins. */
async function clientsOf(service: ServiceClient, count: number) {
  const { cursor: beginning, sequence } = await service.snapshot();
  expect(sequence).toBe(0);
  const seeds = (await service.commitsAfter(beginning)).commits.length;
  const { state, cursor } = await loadDataset(service);
  const clients = Array.from(
    { length: count },
    (_, index) => new PushingClient(index, state, seededRandom(SEED + index)),
  );
  return { beginning, seeds, cursor, clients };
}

/** Everyone pushes at once, until the server is killed at a random moment and everyone has noticed. */
async function pushUntilKilled(
  server: ServerProcess,
  service: ServiceClient,
  clients: readonly PushingClient[],
  random: () => number,
): Promise<void> {
  let answersLeft = 1 + Math.floor(random() * MAX_ANSWERS_A_ROUND);
  const killDelayMs = random() * MAX_DELAY_MS;
  const countDown = () => {
    answersLeft -= 1;
    if (answersLeft === 0) void delay(killDelayMs).then(() => server.process.kill('SIGKILL'));
  };
  const pushes = clients.map((client) => client.push(service, Number.POSITIVE_INFINITY, countDown));
  for (const end of await Promise.allSettled(pushes)) {
    expect(end).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) });
  }
  expect(await server.ended()).toEqual({ code: null, signal: 'SIGKILL' });
}

/** Sends again what got no answer. What had been written all the same must be answered with the commit that it is. */
async function sendAgain(service: ServiceClient, client: PushingClient, commits: readonly Commit[]) {
  const pending = client.unanswered;
  if (pending === null) return null;
  const ids = new Set(pending.mutations.map(({ mutationId }) => mutationId));
  const written = commits.find(({ changes }) => changes.some(({ mutationId }) => ids.has(mutationId)));
  await client.push(service, 1);
  const answer = client.answered.at(-1);
  if (written !== undefined) expect(answer?.result.sequence).toBe(written.sequence);
  return { client, number: pending.number, wasWritten: written !== undefined };
}

describe('pushes over HTTP', () => {
  it(`[S3] kill -9 of the server in the middle of pushes, ${ROUNDS} times: no acknowledged change lost, no half-written commit`, {
    timeout: 180_000,
  }, async () => {
    const dataDir = await temporaryFolder();
    let server = start(dataDir);
    let dana = await ServiceClient.signedIn(await server.origin(), 'dana');
    const { beginning, seeds, cursor, clients } = await clientsOf(dana, KILLED_CLIENTS);
    const random = seededRandom(SEED);
    const sentAgain: NonNullable<Awaited<ReturnType<typeof sendAgain>>>[] = [];
    let lastSeen = cursor;
    for (let round = 1; round <= ROUNDS; round++) {
      await pushUntilKilled(server, dana, clients, random);
      server = start(dataDir);
      dana = await ServiceClient.signedIn(await server.origin(), 'dana');
      const pulled = await dana.commitsAfter(lastSeen);
      lastSeen = pulled.cursor;
      for (const client of clients) {
        const sent = await sendAgain(dana, client, pulled.commits);
        if (sent !== null) sentAgain.push(sent);
      }
    }
    const { commits } = await dana.commitsAfter(beginning);
    expectCommitsOf(clients, commits, seeds);
    await expectSameEverywhere(dana, commits, seeds);
    for (const { client, number } of sentAgain) await expectRecordedAnswer(dana, client, number);
    // else nothing was under way at the kills, and nothing was shown
    expect(sentAgain.length).toBeGreaterThan(ROUNDS);
    const pushes = clients.reduce((sum, { answered }) => sum + answered.length, 0);
    const written = sentAgain.filter(({ wasWritten }) => wasWritten).length;
    console.log(
      `${ROUNDS} kills: ${pushes} pushes answered, ${sentAgain.length} sent again, ${written} of them had been written`,
    );
  });

  it('[S3] 8 concurrent clients make 200 pushes over HTTP: no gap, no duplicate', async () => {
    const server = start(await temporaryFolder());
    const dana = await ServiceClient.signedIn(await server.origin(), 'dana');
    const { beginning, seeds, clients } = await clientsOf(dana, 8);

    const startedAt = performance.now();
    await Promise.all(clients.map((client) => client.push(dana, 25)));
    const seconds = (performance.now() - startedAt) / 1000;

    const { commits } = await dana.commitsAfter(beginning);
    expect(clients.flatMap(({ answered }) => answered)).toHaveLength(200);
    expectCommitsOf(clients, commits, seeds);
    await expectSameEverywhere(dana, commits, seeds);
    for (const client of clients) await expectRecordedAnswer(dana, client, 25);
    expect((await dana.commitsAfter(beginning)).commits).toHaveLength(commits.length);
    const busy = clients.reduce((sum, { busyAnswers }) => sum + busyAnswers, 0);
    console.log(`8 clients, 200 pushes: ${(200 / seconds).toFixed(0)} pushes a second, ${busy} answered with busy`);
  });
});
