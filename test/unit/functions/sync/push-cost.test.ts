import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import { acceptPushes } from '../../../../functions/sync/accept-push.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import type { Mutation, Outcome } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  mutation,
  NOW,
  noteEdit,
  pushOf,
  statusEdit,
} from '../service-fixtures.ts';

const MANAGER: Actor = { subject: 'maria', name: 'Maria', role: 'manager', offices: ['strategic-planning'] };
const OF_CRIME: Actor = { subject: 'ben', name: 'Ben', role: 'contributor', offices: ['crime'] };
const reason = 'Found in the minutes';

let repository: Repository;
/** What was read, by the repository's methods: the sequences of commits, else how many keys. */
let reads: Record<'head' | 'clientHead' | 'records' | 'ledgerEntry', number> & { commits: (readonly number[])[] };

beforeEach(async () => {
  const memory = createMemoryRepository();
  repository = {
    ...memory,
    head: (datasetId) => counted('head', memory.head(datasetId)),
    clientHead: (client) => counted('clientHead', memory.clientHead(client)),
    ledgerEntry: (client, number) => counted('ledgerEntry', memory.ledgerEntry(client, number)),
    records: (datasetId, ids) => counted('records', memory.records(datasetId, ids)),
    commits: (datasetId, sequences) => {
      reads.commits.push(sequences);
      return memory.commits(datasetId, sequences);
    },
  };
  await repository.createDataset(DATASET, EPOCH);
  const created = [7, 8].map((number) => ({
    ...creation('afi', `afi/${number}`, afiFields(number)),
    effectiveOn: '2022-03-01',
  }));
  await send(...created);
});

function counted<T>(name: 'head' | 'clientHead' | 'records' | 'ledgerEntry', read: Promise<T>): Promise<T> {
  reads[name] += 1;
  return read;
}

/** Sends edits as a new client; of the reads, only those for these edits are kept. */
function send(...mutations: Mutation[]): Promise<readonly Outcome[]> {
  return sendAs(MANAGER, randomUUID(), ...mutations);
}

async function sendAs(actor: Actor, clientId: string, ...mutations: Mutation[]): Promise<readonly Outcome[]> {
  reads = { head: 0, clientHead: 0, records: 0, ledgerEntry: 0, commits: [] };
  const dependencies = { repository, clock: () => NOW, random: Math.random, sleep: async () => {} };
  const order = { datasetId: DATASET, clientId, actor, cursor: FIRST_CURSOR };
  const { results } = await acceptPushes(dependencies, { ...order, pushes: [pushOf(1, ...mutations)] });
  return results[0]?.outcomes ?? [];
}

const ONE_ROUND = { head: 1, clientHead: 1, records: 1, ledgerEntry: 0 };

it('[S3] what is taken costs one round of reads, and nothing of the log', async () => {
  const outcomes = await send(
    noteEdit(7, null, 'one'),
    noteEdit(8, null, 'eight'),
    creation('afi', 'afi/9', afiFields(9)),
  );
  expect(outcomes.map(({ result }) => result)).toEqual(['applied', 'applied', 'applied']);
  expect(reads).toEqual({ ...ONE_ROUND, commits: [] });
});

it('[S4] an edit that the log may have costs the one commit that it may be in', async () => {
  const edit = noteEdit(7, null, 'one');
  await send(edit);
  await send(noteEdit(7, 'one', 'two'));
  const [outcome] = await send(edit, noteEdit(8, null, 'eight'));
  expect(outcome).toMatchObject({ result: 'merged' });
  expect(reads).toEqual({ ...ONE_ROUND, commits: [[2]] });
});

it('[S6] a conflict costs its record’s own last commits, newest first, until each group is found', async () => {
  await send(noteEdit(7, null, 'one'));
  for (let each = 0; each < 3; each++) await send(noteEdit(8, each === 0 ? null : `${each - 1}`, `${each}`));
  await send(statusEdit(7, 'In progress', 'Force complete'));
  expect(await send(statusEdit(7, 'Not started', 'Returned'))).toMatchObject([{ result: 'conflict' }]);
  expect(reads.commits).toEqual([[6]]);
  await send(noteEdit(7, null, 'another'));
  expect(reads.commits).toEqual([[6], [1, 2]]);
});

it('[S13] a correction costs its record’s own commits, once', async () => {
  await send({ ...noteEdit(7, null, 'one'), effectiveOn: '2022-06-01' });
  await send(noteEdit(8, null, 'eight'));
  await send(noteEdit(7, 'one', 'two'));
  const correction = { ...noteEdit(7, 'one', 'then'), effectiveOn: '2022-07-01', reason };
  expect(await send(correction, noteEdit(8, 'eight', 'again'))).toMatchObject([
    { result: 'applied' },
    { result: 'applied' },
  ]);
  expect(reads).toEqual({ ...ONE_ROUND, commits: [[1, 2, 4]] });
});

it('[S4] a repeated answer costs one read of the log, however many records went on since', async () => {
  const clientId = randomUUID();
  const edits = [noteEdit(7, null, 'one'), noteEdit(8, null, 'eight'), noteEdit(9, null, 'nine')];
  await send(creation('afi', 'afi/9', afiFields(9)));
  await send(noteEdit(9, null, 'theirs'));
  const told = await sendAs(MANAGER, clientId, ...edits);
  expect(told.map(({ result }) => result)).toEqual(['applied', 'applied', 'conflict']);
  await send(noteEdit(7, 'one', 'two'), noteEdit(8, 'eight', 'again'));
  await send(noteEdit(9, 'theirs', 'again'), noteEdit(8, 'again', 'and again'));
  expect(await sendAs(MANAGER, clientId, ...edits)).toEqual(told);
  expect(reads).toEqual({ ...ONE_ROUND, records: 2, ledgerEntry: 1, commits: [[1, 2, 3, 4]] });
});

it('[S19] what somebody may not do costs nothing of the log, however far back it goes', async () => {
  await send(noteEdit(7, null, 'one'));
  const correction = { ...noteEdit(7, 'one', 'then'), effectiveOn: '2000-01-01', reason };
  expect(await sendAs(OF_CRIME, randomUUID(), correction)).toMatchObject([
    { result: 'rejected', problems: [{ code: 'not-permitted' }] },
  ]);
  expect(reads).toEqual({ ...ONE_ROUND, commits: [] });
});

it('[S4] what somebody did while they might is found in the log though they may not do it any more', async () => {
  const led = (from: string, to: string) =>
    mutation({
      kind: 'afi',
      recordId: 'afi/7',
      changes: { leadOffice: { base: from, value: to } },
    });
  await send(led('fcir', 'crime'));
  const edit = noteEdit(7, null, 'one');
  expect(await sendAs(OF_CRIME, randomUUID(), edit)).toMatchObject([{ result: 'applied' }]);
  await send(led('crime', 'fcir'));
  expect(await sendAs(OF_CRIME, randomUUID(), edit)).toMatchObject([{ result: 'merged' }]);
  expect(reads.commits).toEqual([[3]]);
});
