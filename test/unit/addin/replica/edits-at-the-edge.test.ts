import { describe, expect, it, vi } from 'vitest';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import type { EditRequest } from '../../../../addin/replica/replica-port.ts';
import type { PushResult } from '../../../../shared/sync/protocol.ts';
import {
  ASHA,
  commitOf,
  countingIds,
  FIRST_COMMIT,
  loggedChange,
  TODAY,
  testReplica,
  withLog,
} from './replica-fixtures.ts';

const filled = (options = {}) => testReplica({ commits: [FIRST_COMMIT], ...options });
type Filled = Awaited<ReturnType<typeof filled>>;
const AFI_7 = { kind: 'afi', recordId: 'afi/7' } as const;
const noted = (note: string): EditRequest => ({ ...AFI_7, values: { note } });
const codesOf = async (replica: Filled, request: EditRequest) => {
  const result = await replica.edit(request);
  return result.saved ? 'saved' : result.problems.map(({ path, code }) => `${path} ${code}`);
};

describe('[S17] an edit that the service would never read is refused here, or it would block the outbox for ever', () => {
  it.each<[string, Partial<EditRequest>, string]>([
    ['a day that does not exist', { effectiveOn: '2022-02-30' }, 'effectiveOn'],
    ['a day in another form', { effectiveOn: '2022-1-5' }, 'effectiveOn'],
    ['a day that is no text of a day', { effectiveOn: '' }, 'effectiveOn'],
    ['an empty reason', { reason: '' }, 'reason'],
  ])('%s', async (_what, parts, path) => {
    const replica = await filled();
    const result = await replica.edit({ ...noted('x'), ...parts });
    expect(result).toMatchObject({ saved: false });
    expect(result.saved ? [] : result.problems.map((each) => each.path)).toContain(path);
    expect(replica.copy.summary.unsent).toBe(0);
  });
});

describe('which fields are unsent', () => {
  it('only those whose value changed, though the whole group is sent', async () => {
    const replica = await filled();
    await replica.edit({ ...AFI_7, values: { status: 'Force complete' } });
    expect([...replica.pendingFields('afi/7')]).toEqual(['status']);
    const request = await replica.copy.takePushes(PROTOCOL_LIMITS);
    const changes = request?.pushes[0]?.mutations[0]?.changes ?? {};
    expect(Object.keys(changes).sort()).toEqual(['forecast', 'signOff', 'status']);
  });

  it('a field set back while its first edit is in flight is still unsent', async () => {
    const replica = await filled();
    await replica.edit({ ...AFI_7, values: { status: 'Force complete' } });
    await replica.copy.takePushes(PROTOCOL_LIMITS);
    await replica.edit({ ...AFI_7, values: { status: 'In progress' } });
    expect([...replica.pendingFields('afi/7')]).toEqual(['status']);
  });
});

describe('[S14] without a disk', () => {
  it('edits that were taken into one are each answered', async () => {
    const replica = await filled({ store: createMemoryReplicaStore({ newId: countingIds() }) });
    const first = replica.edit(noted('First'));
    await vi.waitFor(() => expect(replica.copy.summary.unsent).toBe(1));
    const second = replica.edit(noted('Second'));
    await vi.waitFor(() => expect(replica.record('afi', 'afi/7')?.fields.note).toBe('Second'));
    const request = await replica.copy.takePushes(PROTOCOL_LIMITS);
    if (request === null) throw new Error('nothing waits');
    const results = request.pushes.map(
      ({ number, mutations }): PushResult => ({
        number,
        sequence: null,
        outcomes: mutations.map(({ mutationId }) => ({ mutationId, result: 'applied', record: null })),
      }),
    );
    await replica.copy.acknowledge(request, results);
    expect(await Promise.all([first, second])).toMatchObject([{ saved: true }, { saved: true }]);
  });

  it('an edit that another person’s store took the place of is told as not saved', async () => {
    const replica = await filled({ store: createMemoryReplicaStore({ newId: countingIds() }) });
    const edit = replica.edit(noted('Lost with the page'));
    await vi.waitFor(() => expect(replica.copy.summary.unsent).toBe(1));
    await replica.copy.open(createMemoryReplicaStore({ newId: countingIds(), durable: true }));
    expect(await edit).toMatchObject({ saved: false, problems: [{ code: 'not-stored' }] });
  });
});

describe('[S14] [S16] two workbooks over one store', () => {
  it('an edit on disk is told as saved, though what the other wrote meanwhile cannot be read just then', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    const one = await filled({ store });
    let isBroken = false;
    const read = () => (isBroken ? Promise.reject(new Error('The disk stutters')) : store.read());
    const append: typeof store.append = async (mutations) => {
      await one.edit({ ...AFI_7, recordId: 'afi/8', values: { note: 'From one' } });
      return store.append(mutations);
    };
    const other = await testReplica({ store: { ...store, append, read } });
    isBroken = true;
    expect(await other.edit(noted('From other'))).toMatchObject({ saved: true });
    expect(other.record('afi', 'afi/7')?.fields.note).toBe('From other');
    isBroken = false;
    await other.copy.refresh();
    expect(other.record('afi', 'afi/8')?.fields.note).toBe('From one');
  });
});

describe('[S13] a correction of history', () => {
  const completed = commitOf(
    2,
    loggedChange(
      'afi',
      'afi/7',
      { status: 'Force complete', forecast: '2022-12-31' },
      {
        revision: 2,
        effectiveOn: TODAY,
      },
    ),
  );
  const earlier = { ...AFI_7, values: { status: 'Force complete' }, effectiveOn: '2022-10-15' };

  it('may say that what holds now was so before; it needs a reason', async () => {
    const replica = await filled();
    await replica.copy.applyCommits([completed], 'c2');
    expect(await codesOf(replica, earlier)).toEqual(['reason reason-missing']);
    const corrected = { ...earlier, reason: 'It was done a fortnight earlier' };
    expect(await codesOf(replica, corrected)).toEqual(['effectiveOn history-loading']);
    await withLog(replica, [FIRST_COMMIT, completed]);
    expect(await codesOf(replica, corrected)).toBe('saved');
    expect(await codesOf(replica, { ...earlier, effectiveOn: TODAY })).toEqual([' nothing-changed']);
  });

  it('[S19] of a sign-off is refused here as the service refuses it', async () => {
    const replica = await filled({ actor: ASHA });
    const discharged = loggedChange('afi', 'afi/7', { status: 'Discharged' }, { revision: 2, effectiveOn: TODAY });
    await replica.copy.applyCommits([commitOf(2, discharged)], 'c2');
    const values = { status: 'Discharged', note: 'Also a note' };
    const request = { ...AFI_7, values, effectiveOn: '2022-10-15', reason: 'It was so' };
    expect(await codesOf(replica, request)).toEqual([' not-permitted']);
  });
});

describe('a store that was closed under the replica', () => {
  it('takes no edit, and says what to do', async () => {
    const store = { ...createMemoryReplicaStore({ newId: countingIds(), durable: true }), isClosed: false };
    const replica = await filled({ store });
    store.isClosed = true;
    const result = await replica.edit(noted('x'));
    expect(result).toMatchObject({ saved: false, problems: [{ code: 'not-stored' }] });
    expect(result.saved ? '' : result.problems[0]?.message).toContain('Refresh');
  });
});
