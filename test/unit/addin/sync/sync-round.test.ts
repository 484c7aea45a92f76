import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { syncRound } from '../../../../addin/sync/sync-round.ts';
import type { Failure } from '../../../../addin/sync/transport.ts';
import { FIRST_COMMIT, noteCommit, testReplica } from '../replica/replica-fixtures.ts';
import { type ScriptedTransport, scriptedTransport } from './scripted-transport.ts';

let replica: DatasetReplica;
let transport: ScriptedTransport;
beforeEach(async () => {
  replica = await testReplica();
  transport = scriptedTransport();
  await round();
  transport.asked.length = 0;
});

const round = () => syncRound(replica.copy, transport);
const edit = (number: number, text: string) =>
  replica.edit({ kind: 'afi', recordId: `afi/${number}`, values: { note: text } });
const note = (number: number) => replica.record('afi', `afi/${number}`)?.fields.note;
const times = (count: number, failure: Failure): Failure[] => Array.from({ length: count }, () => failure);
const GONE: Failure = { kind: 'gone' };
const USED: Failure = { kind: 'push number', detail: 'used before' };

describe('the order of a round', () => {
  it('sends before it pulls', async () => {
    await edit(7, 'Mine');
    transport.commits.push(noteCommit(2, 8, 'Theirs'));
    expect(await round()).toEqual({ failure: null, sent: 1, received: 1 });
    expect(transport.asked).toEqual(['push', 'changes']);
  });

  it('ends with the first step that fails, and keeps what was done before', async () => {
    await edit(7, 'Mine');
    transport.failNext('changes', { kind: 'unreachable' });
    expect(await round()).toEqual({ failure: { kind: 'unreachable' }, sent: 1, received: 0 });
    expect(replica.copy.summary.unsent).toBe(0);
  });
});

describe('[S11] a dataset that was restored', () => {
  it('is loaded anew before anything is sent again, and the outbox is kept', async () => {
    await edit(8, 'Waiting');
    transport.failNext('push', GONE);
    expect(await round()).toMatchObject({ failure: null, sent: 1 });
    expect(transport.asked).toEqual(['push', 'snapshot', 'page', 'page', 'changes', 'push', 'changes']);
    const [refused, again] = transport.requests;
    expect(again?.pushes).toEqual(refused?.pushes);
    expect(replica.copy.summary.unsent).toBe(0);
  });

  it('is asked for its edits under the cursor of its new life', async () => {
    await edit(8, 'Waiting');
    transport.failNext('push', GONE);
    const before = transport.snapshot;
    transport.snapshot = async () => {
      const answer = await before();
      return answer.ok ? { ok: true, value: { ...answer.value, cursor: '1 of the new life' } } : answer;
    };
    transport.changes = async () => ({ ok: true, value: null });
    await round();
    expect(transport.requests.map(({ cursor }) => cursor)).toEqual(['1', '1 of the new life']);
  });

  it('that cannot be loaded keeps the outbox for the next round', async () => {
    await edit(8, 'Waiting');
    transport.failNext('push', GONE);
    transport.failNext('page', { kind: 'unreachable' });
    expect(await round()).toMatchObject({ failure: { kind: 'unreachable' }, sent: 0 });
    expect(replica.copy.summary.unsent).toBe(1);
    expect(await round()).toMatchObject({ failure: null, sent: 1 });
  });

  it('a service that says so again and again does not keep a round going for ever', async () => {
    await edit(8, 'Waiting');
    transport.failNext('push', ...times(9, GONE));
    expect(await round()).toMatchObject({ failure: GONE, sent: 0 });
    expect(transport.requests).toHaveLength(4);
    expect(replica.copy.summary.unsent).toBe(1);
  });

  it('found when pulling, is loaded in the place of its commits', async () => {
    transport.failNext('changes', GONE);
    expect(await round()).toEqual({ failure: null, sent: 0, received: 1 });
    expect(transport.asked).toEqual(['changes', 'snapshot', 'page', 'page', 'changes']);
  });

  it('[S13] has its log fetched from the beginning again', async () => {
    expect(replica.asAt('2022-10-31')).toBeNull();
    await vi.waitFor(() => expect(replica.copy.historyWanted()).toEqual({ after: null }));
    await round();
    expect(replica.asAt('2022-10-31')?.all('afi')).toHaveLength(2);
    transport.failNext('changes', GONE);
    const asked = vi.spyOn(transport, 'changes');
    await round();
    expect(asked.mock.calls.map(([after]) => after)).toEqual(['1', '1', null]);
    await vi.waitFor(() => expect(replica.asAt('2022-10-31')?.all('afi')).toHaveLength(2));
  });
});

describe('[S9] a log in which a commit is missing', () => {
  it('leads to a new snapshot', async () => {
    transport.commits.push(noteCommit(2, 7, 'Rests on what never came', 5));
    transport.failNext('snapshot', { kind: 'unreachable' });
    expect(await round()).toMatchObject({ failure: { kind: 'unreachable' } });
    expect(transport.asked).toEqual(['changes', 'snapshot']);
    expect(note(7)).toBeUndefined();
  });
});

describe('[S4] a push number that was used for something else', () => {
  it('makes it another client, which pulls before it sends again from number 1', async () => {
    await edit(7, 'First');
    await round();
    transport.asked.length = 0;
    transport.commits.push(noteCommit(2, 8, 'Sent by the copy'));
    await edit(7, 'Cloned profile');
    transport.failNext('push', USED);
    let heldWhenSent: unknown;
    const push = transport.push;
    transport.push = (request) => {
      heldWhenSent = note(8);
      return push(request);
    };
    expect(await round()).toMatchObject({ failure: null, sent: 1 });
    expect(transport.asked).toEqual(['push', 'changes', 'push', 'changes']);
    expect(heldWhenSent).toBe('Sent by the copy');
    const [first, refused, again] = transport.requests;
    expect(refused?.clientId).toBe(first?.clientId);
    expect(again?.clientId).not.toBe(first?.clientId);
    expect([refused, again].map((request) => request?.pushes[0]?.number)).toEqual([2, 1]);
    expect(again?.pushes[0]?.mutations).toEqual(refused?.pushes[0]?.mutations);
  });

  it('that cannot pull sends nothing, and the next round goes on as the new client', async () => {
    await edit(7, 'Cloned profile');
    transport.failNext('push', USED);
    transport.failNext('changes', { kind: 'unreachable' });
    expect(await round()).toMatchObject({ failure: { kind: 'unreachable' } });
    expect(await round()).toMatchObject({ failure: null, sent: 1 });
    const [refused, again] = transport.requests;
    expect(again?.clientId).not.toBe(refused?.clientId);
  });

  it('ends the round where the two cannot agree', async () => {
    await edit(7, 'Never');
    transport.failNext('push', ...times(9, USED));
    expect(await round()).toMatchObject({ failure: USED });
    expect(transport.requests).toHaveLength(4);
    expect(replica.copy.summary.unsent).toBe(1);
  });
});

describe('[S3] what is too large', () => {
  it('is halved down to one edit, which is told when even that is', async () => {
    for (const number of [7, 8]) await edit(number, 'Large');
    transport.failNext('push', ...times(20, { kind: 'too large', detail: 'too large' }));
    expect(await round()).toMatchObject({ failure: { kind: 'too large' } });
    expect(transport.requests.at(-1)?.pushes.map(({ mutations }) => mutations.length)).toEqual([1]);
    expect(transport.requests.length).toBeLessThan(10);
  });
});

it('[S11] a restored dataset that holds other records replaces all of them', async () => {
  transport.commits.splice(0, 1, { ...FIRST_COMMIT, changes: FIRST_COMMIT.changes.slice(0, 1) });
  transport.failNext('changes', GONE);
  await round();
  expect(replica.all('afi').map(({ id }) => id)).toEqual(['afi/7']);
});
