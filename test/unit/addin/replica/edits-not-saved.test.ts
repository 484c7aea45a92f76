import { describe, expect, it, vi } from 'vitest';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { ASHA, answered, BEN, countingIds, FIRST_COMMIT, noteOf, testReplica } from './replica-fixtures.ts';

const filled = (options = {}) => testReplica({ commits: [FIRST_COMMIT], ...options });
type Filled = Awaited<ReturnType<typeof filled>>;

describe('an edit that cannot be saved', () => {
  const problemsOf = async (replica: Filled, request: Parameters<Filled['edit']>[0]) => {
    const result = await replica.edit(request);
    return result.saved ? [] : result.problems.map(({ path, code }) => [path, code]);
  };

  it('[S8] figures that do not add up are told with the field, and nothing is kept', async () => {
    const replica = await filled({ actor: ASHA });
    const problems = await problemsOf(replica, {
      kind: 'call-month',
      recordId: 'call-month/101/2022-07',
      values: { received: 30_000 },
    });
    expect(problems).toEqual([['received', 'does-not-add-up']]);
    expect(replica.copy.summary.unsent).toBe(0);
  });

  it('[S19] an office that neither leads nor supports the AFI is told so at once', async () => {
    const replica = await filled({ actor: BEN });
    expect(await problemsOf(replica, { kind: 'afi', recordId: 'afi/7', values: { note: 'Ours' } })).toEqual([
      ['', 'not-permitted'],
    ]);
  });

  it('[S13] a date in the future, an unknown field and a value that is recorded already are refused', async () => {
    const replica = await filled();
    const afi = { kind: 'afi', recordId: 'afi/7' } as const;
    const tomorrow = { ...afi, values: { note: 'x' }, effectiveOn: '2022-11-02' };
    expect(await problemsOf(replica, tomorrow)).toEqual([['effectiveOn', 'date-in-future']]);
    expect(await problemsOf(replica, { ...afi, values: { colour: 'red' } })).toEqual([['colour', 'unknown-field']]);
    const same = { ...afi, values: { status: 'In progress' } };
    expect(await problemsOf(replica, same)).toEqual([['', 'nothing-changed']]);
  });

  it('nobody can edit before they are signed in and their store is open', async () => {
    const replica = await filled({ actor: null });
    expect(await problemsOf(replica, { kind: 'afi', recordId: 'afi/7', values: { note: 'x' } })).toEqual([
      ['', 'signed-out'],
    ]);
  });

  it('[S14] a store that fails is told, and the edit is not shown as saved', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    const full = { ...store, append: () => Promise.reject(new Error('The disk is full')) };
    const replica = await testReplica({ commits: [FIRST_COMMIT], store: full });
    const result = await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'x' } });
    expect(result).toMatchObject({ saved: false, problems: [{ code: 'not-stored' }] });
    expect(noteOf(7)(replica)).toBeNull();
  });

  it('[S14] without a disk an edit is acknowledged only by the server', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds() });
    const replica = await testReplica({ commits: [FIRST_COMMIT], store });
    const settled = vi.fn();
    const editing = replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'x' } }).then(settled);
    await vi.waitFor(() => expect(replica.copy.summary.unsent).toBe(1));
    expect(settled).not.toHaveBeenCalled();
    await answered(replica, 'applied');
    await editing;
    expect(settled).toHaveBeenCalledWith(expect.objectContaining({ saved: true }));
  });
});
