import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openIndexedDbReplicaStore } from '../../../../addin/replica/indexeddb-replica-store.ts';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import { writeCursor } from '../../../../functions/sync/cursor.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import {
  afiFields,
  CLAIMS,
  call,
  callMonthFields,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  pushOf,
  serviceOver,
} from '../../../unit/functions/service-fixtures.ts';
import { type Office, type OfficeOptions, openOffice } from './office.ts';

const ASHA: Actor = { subject: 'asha', name: 'Asha', role: 'contributor', offices: ['fcir'] };
const MARIA: Actor = { subject: 'maria', name: 'Maria', role: 'manager', offices: ['strategic-planning'] };
const BEN: Actor = { subject: 'ben', name: 'Ben', role: 'contributor', offices: ['crime'] };

let repository: Repository;
let service: ReturnType<typeof serviceOver>;

beforeEach(async () => {
  repository = createMemoryRepository();
  service = serviceOver(repository);
  await repository.createDataset(DATASET, EPOCH);
  const records = [
    creation('afi', 'afi/7', afiFields(7)),
    creation('afi', 'afi/8', afiFields(8)),
    creation('call-month', 'call-month/101/2022-07', callMonthFields()),
  ];
  await call(service.push, {
    claims: CLAIMS.dana,
    body: { clientId: randomUUID(), cursor: FIRST_CURSOR, pushes: [pushOf(1, ...records)] },
  });
});

const asha = (more: Partial<OfficeOptions> = {}) => openOffice({ service, claims: CLAIMS.asha, actor: ASHA, ...more });
const maria = () => openOffice({ service, claims: CLAIMS.maria, actor: MARIA });
const upToDate = (office: Office) => vi.waitFor(() => expect(office.loop.status.phase).toBe('up to date'));
const started = async (office: Office): Promise<Office> => {
  await office.loop.start();
  await upToDate(office);
  return office;
};
const note = (office: Office, number: number) => office.replica.record('afi', `afi/${number}`)?.fields.note;
const setNote = (office: Office, number: number, text: string) =>
  office.replica.edit({ kind: 'afi', recordId: `afi/${number}`, values: { note: text } });
const commits = () => repository.commitsAfter(DATASET, 0, 500);
const loggedIds = async () => (await commits()).flatMap(({ changes }) => changes.map(({ mutationId }) => mutationId));

describe('two offices over the deployed handlers', () => {
  it('an edit of one arrives in the other, and wakes only what depends on it', async () => {
    const [one, other] = [await started(await asha()), await started(await maria())];
    const seen = { seven: vi.fn(), eight: vi.fn() };
    other.replica.live((reader) => reader.record('afi', 'afi/7')?.fields.status, seen.seven);
    other.replica.live((reader) => reader.record('afi', 'afi/8')?.fields.status, seen.eight);
    const values = { status: 'Force complete' };
    expect(await one.replica.edit({ kind: 'afi', recordId: 'afi/7', values })).toMatchObject({ saved: true });
    await vi.waitFor(() => expect(one.loop.status.unsent).toBe(0));
    await other.loop.syncNow();
    expect(seen.seven.mock.calls).toEqual([['In progress'], ['Force complete']]);
    expect(seen.eight.mock.calls).toEqual([['In progress']]);
  });

  it('[S7] edits of different fields, both made offline, are both kept', async () => {
    const [one, other] = [await started(await asha()), await started(await maria())];
    await Promise.all([one.loop.stop(), other.loop.stop()]);
    await setNote(one, 7, 'From the control room');
    await other.replica.edit({ kind: 'afi', recordId: 'afi/7', values: { owner: 'A person' } });
    for (const office of [one, other]) await started(office);
    await one.loop.syncNow();
    const held = { note: 'From the control room', owner: 'A person' };
    for (const office of [one, other]) expect(office.replica.record('afi', 'afi/7')?.fields).toMatchObject(held);
  });

  it('[S6] edits of the same field: the second is a conflict with both values, and nothing of it is written', async () => {
    const [one, other] = [await started(await asha()), await started(await maria())];
    await other.loop.stop();
    await setNote(other, 7, 'Second');
    await setNote(one, 7, 'First');
    await vi.waitFor(() => expect(one.loop.status.unsent).toBe(0));
    await started(other);
    await vi.waitFor(() => expect(other.loop.status.returned).toHaveLength(1));
    expect(other.loop.status.returned[0]).toMatchObject({ result: 'conflict', problems: [{ path: 'note' }] });
    expect(other.loop.status.returned[0]?.problems[0]?.message).toContain('First; yours is Second');
    expect(note(other, 7)).toBe('First');
  });

  it('[S19] what this machine would let pass the service refuses, and the person gets it back', async () => {
    const pretending: Actor = { ...BEN, role: 'manager' };
    const office = await started(await openOffice({ service, claims: CLAIMS.ben, actor: pretending }));
    await setNote(office, 7, 'Not ours');
    await vi.waitFor(() => expect(office.loop.status.returned).toHaveLength(1));
    expect(office.loop.status.returned[0]?.problems[0]?.code).toBe('not-permitted');
    expect(note(office, 7)).toBeUndefined();
  });

  it('[S13] as at a day: the log comes from its beginning, and today equals the record', async () => {
    const office = await started(await asha());
    await setNote(office, 7, 'Noted today');
    await vi.waitFor(() => expect(office.loop.status.unsent).toBe(0));
    expect(office.replica.asAt('2022-10-31')).toBeNull();
    const then = await vi.waitFor(() => {
      const reader = office.replica.asAt('2022-10-31');
      if (reader === null) throw new Error('still loading');
      return reader;
    });
    expect(then.record('afi', 'afi/7')?.fields.note).toBeUndefined();
    const today = office.replica.asAt(office.replica.today());
    for (const number of [7, 8]) {
      const id = `afi/${number}`;
      expect(today?.record('afi', id)).toEqual(office.replica.record('afi', id));
    }
  });
});

describe('answers that get lost on the way', () => {
  it('[S4] the page dies between the commit and its answer: the edit is in exactly one commit', async () => {
    const name = `peel:${randomUUID()}`;
    const store = await openIndexedDbReplicaStore({ name, newId: randomUUID });
    const dying = await asha({ store, weather: (path) => (path.endsWith('/push') ? 'lost' : 'fine') });
    await started(dying);
    const saved = await setNote(dying, 7, 'Acknowledged');
    await vi.waitFor(() => expect(dying.loop.status.phase).toBe('offline'));
    expect(await commits()).toHaveLength(2);
    await dying.loop.stop();

    const reborn = await asha({ store: await openIndexedDbReplicaStore({ name, newId: randomUUID }) });
    expect(note(reborn, 7)).toBe('Acknowledged');
    await started(reborn);
    expect(reborn.loop.status.unsent).toBe(0);
    const mutationId = saved.saved ? saved.mutationId : '';
    expect((await loggedIds()).filter((id) => id === mutationId)).toHaveLength(1);
    expect(note(reborn, 7)).toBe('Acknowledged');
  });

  it('[S3] [S4] bad weather for two offices: every acknowledged edit is in exactly one commit, and both end alike', async () => {
    const random = seededRandom(7);
    const weather = () => (random() < 0.3 ? ('lost' as const) : ('fine' as const));
    const one = await asha({ weather });
    const other = await openOffice({ service, claims: CLAIMS.maria, actor: MARIA, weather });
    const acknowledged: string[] = [];
    for (const office of [one, other]) void office.loop.start();
    for (let round = 0; round < 40; round += 1) {
      const office = round % 2 === 0 ? one : other;
      const field = office === one ? 'note' : 'owner';
      const values = { [field]: `Round ${round}` };
      if (office.replica.state === 'loaded') {
        const result = await office.replica.edit({
          kind: 'afi',
          recordId: `afi/${7 + (round % 4 > 1 ? 1 : 0)}`,
          values,
        });
        if (result.saved) acknowledged.push(result.mutationId);
      }
      await office.loop.syncNow();
    }
    for (const office of [one, other]) {
      await vi.waitFor(async () => {
        await office.loop.syncNow();
        expect(office.loop.status).toMatchObject({ phase: 'up to date', unsent: 0 });
      });
    }
    await vi.waitFor(async () => expect((await one.loop.syncNow()).phase).toBe('up to date'));
    const logged = await loggedIds();
    const wanted = [...new Set(acknowledged)];
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.map((id) => logged.filter((each) => each === id).length)).toEqual(wanted.map(() => 1));
    expect(new Set(logged).size).toBe(logged.length);
    expect(one.replica.all('afi')).toEqual(other.replica.all('afi'));
    const sequences = (await commits()).map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_sequence, index) => index + 1));
  });

  it('[S11] a rebuilt dataset has a new epoch: the replica loads it and sends what waited', async () => {
    const office = await started(await asha());
    await office.loop.stop();
    await setNote(office, 7, 'Waited');
    const { rebuilt, newService } = await restored();
    const reopened = await started(await asha({ service: newService, store: office.store }));
    expect(reopened.replica.all('afi')).toHaveLength(1);
    expect(note(reopened, 7)).toBe('Waited');
    expect(reopened.loop.status).toMatchObject({ unsent: 0, returned: [] });
    expect((await rebuilt.commitsAfter(DATASET, 0, 10)).at(-1)?.changes[0]?.changes.note?.value).toBe('Waited');
  });

  it('[S11] [S6] an edit on top of what the restore took away keeps its base, and comes back to its author', async () => {
    const office = await started(await asha());
    await setNote(office, 7, 'Lost by the restore');
    await vi.waitFor(() => expect(office.loop.status.unsent).toBe(0));
    await office.loop.stop();
    await setNote(office, 7, 'On top of it');
    const { rebuilt, newService } = await restored();
    const reopened = await started(await asha({ service: newService, store: office.store }));
    expect(reopened.loop.status).toMatchObject({ unsent: 0, returned: [{ result: 'conflict' }] });
    expect(reopened.loop.status.returned[0]?.mutation.changes.note).toEqual({
      base: 'Lost by the restore',
      value: 'On top of it',
    });
    expect(await rebuilt.commitsAfter(DATASET, 1, 10)).toEqual([]);
  });
});

/** The dataset as it was brought back, with AFI 7 alone, under a new epoch. */
async function restored() {
  const rebuilt = createMemoryRepository();
  const newService = serviceOver(rebuilt);
  const epoch = '6a1d2f4c-0000-4000-8000-000000000002';
  await rebuilt.createDataset(DATASET, epoch);
  const pushes = [pushOf(1, creation('afi', 'afi/7', afiFields(7)))];
  const cursor = writeCursor({ epoch, sequence: 0 });
  await call(newService.push, { claims: CLAIMS.dana, body: { clientId: randomUUID(), cursor, pushes } });
  return { rebuilt, newService };
}
