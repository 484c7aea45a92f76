import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { createHttpTransport } from '../../../../addin/sync/http-transport.ts';
import { createSyncLoop } from '../../../../addin/sync/sync-loop.ts';
import { PREVIEW_USERS } from '../../../../functions/local/preview-users.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import { type CloudUnderTest, NOW, startCloudUnderTest, TODAY } from '../../../support/cloud-under-test.ts';
import { changesOf, type DatasetState, editOf, loadDataset } from '../../../support/dataset-state.ts';
import { accessToken } from '../../../support/service-client.ts';
import { stillSurroundings } from '../../../unit/addin/sync/still-surroundings.ts';

const DATASET_ID = 'kent-2021-22';
const NEW_DATASET = 'kent-2026-27';

let cloud: CloudUnderTest;

beforeAll(async () => {
  cloud = await startCloudUnderTest();
}, 60_000);
afterAll(async () => {
  await cloud.close();
  expect(cloud.failures).toEqual([]);
});

/** A note on AFI 7, made on what was seen. */
function noteOn(seen: DatasetState, note: string): Mutation {
  const afi = seen.get('afi/7');
  if (afi === undefined) throw new Error('there is no AFI 7');
  return editOf(afi, { note }, { mutationId: randomUUID(), effectiveOn: TODAY });
}

describe('[S11] a dataset that is restored to an older state', () => {
  it('[S11] gets a new epoch; a client of the old one is told so, loads anew, and its waiting edit arrives once', async () => {
    const clientId = randomUUID();
    const before = await cloud.as('asha');
    const kept = noteOn((await loadDataset(before)).state, 'Before the backup');
    await before.push(clientId, { number: 1, mutations: [kept] });
    const putBack = await cloud.backUp();

    const after = await cloud.as('asha');
    const lost = { number: 2, mutations: [noteOn((await loadDataset(after)).state, 'After the backup')] };
    expect((await after.push(clientId, lost)).results[0]?.outcomes).toMatchObject([{ result: 'applied' }]);
    const old = await loadDataset(after);
    const waiting = noteOn(old.state, 'Waiting');

    await putBack();
    const renewed = await cloud.invoke('renewEpoch', { datasetId: DATASET_ID, by: 'Dana Whitlock' });
    expect(renewed).toMatchObject({ datasetId: DATASET_ID, epoch: expect.stringMatching(/^[0-9a-f-]{36}$/) });

    const asha = await cloud.as('asha');
    const told = { status: 410, body: { code: 'epoch-changed' } };
    const changesPath = `/v1/datasets/${DATASET_ID}/changes?after=${encodeURIComponent(old.cursor)}`;
    expect(await asha.send(changesPath)).toMatchObject(told);
    // neither what was taken before, nor what would be next, is taken on the word of an old replica
    for (const push of [lost, { number: 3, mutations: [waiting] }])
      expect(await asha.post({ clientId, cursor: old.cursor, pushes: [push] })).toMatchObject(told);

    const restored = await loadDataset(asha);
    expect(restored.state.get('afi/7')?.fields.note).toBe('Before the backup');
    // the numbers of the client are those of a ledger that is gone: it goes on as another client
    expect(
      await asha.post({ clientId, cursor: restored.cursor, pushes: [{ number: 3, mutations: [waiting] }] }),
    ).toMatchObject({
      status: 409,
      body: { code: 'push-number-gap' },
    });
    const rebased = { ...waiting, ...noteOn(restored.state, 'Waiting'), mutationId: waiting.mutationId };
    const anew = randomUUID();
    for (let times = 0; times < 2; times += 1) {
      const { results } = await asha.push(anew, { number: 1, mutations: [rebased] });
      expect(results[0]?.outcomes).toMatchObject([{ result: 'applied', record: { fields: { note: 'Waiting' } } }]);
    }
    const { commits } = await (await cloud.as('maria')).commitsAfter(restored.cursor);
    expect(changesOf(commits).map(({ mutationId }) => mutationId)).toEqual([waiting.mutationId]);
  });
});

/** The add-in of one person without Excel, over HTTP; on a store that an earlier one left, where it is given. */
async function openAddin(
  user: 'asha' | 'maria',
  store = createMemoryReplicaStore({ newId: randomUUID, durable: true }),
) {
  const person = PREVIEW_USERS.find(({ id }) => id === user);
  if (person === undefined) throw new Error(`there is no ${user}`);
  const replica = createDatasetReplica({
    actor: () => ({ ...person, subject: user }),
    today: () => TODAY,
    now: () => NOW.toISOString(),
    newId: randomUUID,
  });
  await replica.copy.open(store);
  const token = await accessToken(cloud.origin(), user);
  const loop = createSyncLoop({
    replica: replica.copy,
    transport: createHttpTransport({
      apiBaseUrl: cloud.origin(),
      datasetId: DATASET_ID,
      token: async () => token,
      fetch,
    }),
    surroundings: stillSurroundings(),
    prepare: async () => null,
    clock: () => NOW,
    random: () => 0.5,
  });
  return { replica, loop, store };
}

async function started({ loop }: Awaited<ReturnType<typeof openAddin>>): Promise<void> {
  onTestFinished(() => loop.stop());
  void loop.start(); // how its rounds end is told by its status
  await vi.waitFor(() => expect(loop.status.phase).toBe('up to date'), { timeout: 5000 });
}

describe('[S11] the add-in over a restored dataset', () => {
  it('[S11] shows the restored state, keeps its unsent edit and sends it once', async () => {
    const putBack = await cloud.backUp();
    const before = await openAddin('maria');
    await started(before);
    const set = (addin: typeof before, values: Record<string, string>) =>
      addin.replica.edit({ kind: 'afi', recordId: 'afi/8', values });
    await set(before, { note: 'After the backup' });
    // and no round under way, which the restart would cut off
    await vi.waitFor(() => expect(before.loop.status).toMatchObject({ phase: 'up to date', unsent: 0 }));
    await before.loop.stop();
    const waiting = await set(before, { owner: 'Waiting' });

    await putBack();
    await cloud.invoke('renewEpoch', { datasetId: DATASET_ID });
    const after = await openAddin('maria', before.store);
    expect(after.replica.record('afi', 'afi/8')?.fields).toMatchObject({ note: 'After the backup', owner: 'Waiting' });
    const { cursor } = await loadDataset(await cloud.as('maria'));
    await started(after);
    await vi.waitFor(() => expect(after.loop.status).toMatchObject({ phase: 'up to date', unsent: 0, returned: [] }));
    const fields = after.replica.record('afi', 'afi/8')?.fields;
    expect(fields).toMatchObject({ owner: 'Waiting' });
    expect(fields?.note).not.toBe('After the backup');
    expect((await after.loop.syncNow()).phase).toBe('up to date');
    const { commits } = await (await cloud.as('maria')).commitsAfter(cursor);
    expect(changesOf(commits).map(({ mutationId }) => mutationId)).toEqual([waiting.saved ? waiting.mutationId : null]);
  });
});

describe('a new dataset', () => {
  it('is made by an operator, empty and once; no route makes one', async () => {
    const path = `/v1/datasets/${NEW_DATASET}/snapshot`;
    const dana = await cloud.as('dana');
    expect(await dana.send(path)).toMatchObject({ status: 404, body: { code: 'unknown-dataset' } });
    expect(await dana.send('/v1/datasets', { method: 'POST', body: '{}' })).toMatchObject({ status: 404 });
    expect(await cloud.invoke('createDataset', { datasetId: NEW_DATASET })).toMatchObject({ result: 'created' });
    expect(await cloud.invoke('createDataset', { datasetId: NEW_DATASET })).toMatchObject({ result: 'exists' });
    expect(await dana.send(path)).toMatchObject({ status: 200, body: { sequence: 0, pages: 0 } });
    expect((await loadDataset(dana)).state.size).toBeGreaterThan(100);
  });

  it('[S17] is not made under an id that no path could hold', async () => {
    await expect(cloud.invoke('createDataset', { datasetId: 'Kent 2026' })).rejects.toThrow('must be a dataset id');
  });
});
