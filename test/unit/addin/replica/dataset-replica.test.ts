import { describe, expect, it, vi } from 'vitest';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import type { ReplicaReader } from '../../../../addin/replica/replica-port.ts';
import type { Outcome, PushResult } from '../../../../shared/sync/protocol.ts';
import {
  ASHA,
  BEN,
  commitOf,
  countingIds,
  FIRST_COMMIT,
  JULY_101,
  loggedChange,
  noteCommit,
  TODAY,
  testReplica,
} from './replica-fixtures.ts';

const noteOf =
  (number: number) =>
  (reader: ReplicaReader): string | null =>
    reader.record('afi', `afi/${number}`)?.fields.note ?? null;

const filled = (options = {}) => testReplica({ commits: [FIRST_COMMIT], ...options });
type Filled = Awaited<ReturnType<typeof filled>>;

/** Sends what waits, and answers every edit alike. */
async function answered(replica: Filled, result: Outcome['result'], problem?: string): Promise<void> {
  const request = await replica.copy.takePushes(PROTOCOL_LIMITS);
  if (request === null) throw new Error('nothing waits');
  const results: PushResult[] = request.pushes.map(({ number, mutations }) => ({
    number,
    sequence: null,
    outcomes: mutations.map(({ mutationId, recordId }) => {
      const base = replica.copy.records.base(recordId);
      const visible = replica.copy.records.visible(recordId);
      const isTaken = result === 'applied' || result === 'merged';
      const record = isTaken && visible !== null ? { ...visible, revision: visible.revision + 1 } : base;
      const problems = problem === undefined ? {} : { problems: [{ path: '', code: 'refused', message: problem }] };
      return { mutationId, result, record, ...problems };
    }),
  }));
  await replica.copy.acknowledge(request, results);
}

describe('what a replica shows', () => {
  it('is empty until a snapshot was loaded whole, and wakes its readers then', async () => {
    const replica = await testReplica();
    const states: string[] = [];
    replica.live(
      () => replica.state,
      (state) => states.push(state),
    );
    await replica.copy.loadSnapshot({ records: [], cursor: 'c0' });
    expect(states).toEqual(['empty', 'loaded']);
  });

  it('[S14] shows an edit at once, as pending, with the field group completed', async () => {
    const replica = await filled({ actor: ASHA });
    const values = { status: 'Force complete' };
    const result = await replica.edit({ kind: 'afi', recordId: 'afi/7', values });
    expect(result).toMatchObject({ saved: true });
    expect(replica.record('afi', 'afi/7')?.fields).toMatchObject({ status: 'Force complete', forecast: '2022-12-31' });
    expect([...replica.pendingFields('afi/7')]).toEqual(['status']);
    expect(replica.pendingFields('afi/8').size).toBe(0);
    expect(replica.copy.summary.unsent).toBe(1);
  });

  it('[S8] an accepted edit is no longer pending and stays; a refused one goes back and is kept for the person', async () => {
    const replica = await filled();
    await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'Taken' } });
    await answered(replica, 'applied');
    expect(noteOf(7)(replica)).toBe('Taken');
    expect(replica.pendingFields('afi/7').size).toBe(0);
    await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'Refused' } });
    await answered(replica, 'rejected', 'Not your office');
    expect(noteOf(7)(replica)).toBe('Taken');
    expect(replica.copy.summary.returned).toMatchObject([
      { result: 'rejected', problems: [{ message: 'Not your office' }] },
    ]);
  });

  it('[S6] a conflict tells both values', async () => {
    const replica = await filled();
    await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'Mine' } });
    await replica.copy.applyCommits([noteCommit(2, 7, 'Theirs')], 'c2');
    expect(noteOf(7)(replica)).toBe('Mine');
    await answered(replica, 'conflict');
    expect(noteOf(7)(replica)).toBe('Theirs');
    const [returned] = replica.copy.summary.returned;
    expect(returned?.problems[0]?.message).toBe(
      'note was changed meanwhile to Theirs; yours is Mine. Choose one of them, or a new value',
    );
    await replica.copy.dismiss(returned?.mutation.mutationId ?? '');
    expect(replica.copy.summary.returned).toEqual([]);
  });

  it('[S9] a commit that comes twice, or after its own answer, changes nothing', async () => {
    const replica = await filled();
    const commit = noteCommit(2, 7, 'Once');
    expect(await replica.copy.applyCommits([commit], 'c2')).toEqual({ changed: 1 });
    expect(await replica.copy.applyCommits([commit], 'c2')).toEqual({ changed: 0 });
    expect(replica.record('afi', 'afi/7')?.revision).toBe(2);
  });

  it('[S9] notices a commit that rests on one that never came', async () => {
    const replica = await filled();
    expect(await replica.copy.applyCommits([noteCommit(9, 7, 'Later', 4)], 'c9')).toBe('gap');
    expect(noteOf(7)(replica)).toBeNull();
  });

  it('[S16] takes up what another workbook over the same store wrote, before it writes itself', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    const one = await testReplica({ commits: [FIRST_COMMIT], store });
    const other = await testReplica({ store });
    await one.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'From one' } });
    expect(noteOf(7)(other)).toBeNull();
    await other.edit({ kind: 'afi', recordId: 'afi/8', values: { note: 'From other' } });
    expect([noteOf(7)(other), noteOf(8)(other)]).toEqual(['From one', 'From other']);
    await one.copy.refresh();
    expect(noteOf(8)(one)).toBe('From other');
  });
});

describe('what wakes a computation', () => {
  it('a commit wakes those that read the record or its kind, once, and nobody else', async () => {
    const replica = await filled();
    const [seven, eight, calls, all] = [vi.fn(noteOf(7)), vi.fn(noteOf(8)), vi.fn(), vi.fn()];
    replica.live(seven, () => {});
    replica.live(eight, () => {});
    replica.live(
      (reader) => calls(reader.all('call-month').length),
      () => {},
    );
    replica.live(
      (reader) => all(reader.all('afi').map(({ fields }) => fields.note)),
      () => {},
    );
    const commits = [noteCommit(2, 7, 'First'), noteCommit(3, 7, 'Second', 3)];
    await replica.copy.applyCommits(commits, 'c3');
    expect([seven, eight, calls, all].map(({ mock }) => mock.calls.length)).toEqual([2, 1, 1, 2]);
  });

  it('a value that stayed the same is not emitted again', async () => {
    const replica = await filled();
    const statuses: unknown[] = [];
    replica.live(
      (reader) => [reader.record('afi', 'afi/7')?.fields.status],
      (value) => statuses.push(value),
    );
    await replica.copy.applyCommits([noteCommit(2, 7, 'Only the note')], 'c2');
    expect(statuses).toEqual([['In progress']]);
  });

  it('follows what it reads from run to run, and stops when it is ended', async () => {
    const replica = await filled();
    const notes: unknown[] = [];
    const end = replica.live(
      (reader) => (noteOf(7)(reader) === 'look at 8' ? noteOf(8)(reader) : 'at 7'),
      (value) => notes.push(value),
    );
    await replica.copy.applyCommits([noteCommit(2, 7, 'look at 8')], 'c2');
    await replica.copy.applyCommits([noteCommit(3, 8, 'Eight')], 'c3');
    end();
    await replica.copy.applyCommits([noteCommit(4, 8, 'Unseen', 3)], 'c4');
    expect(notes).toEqual(['at 7', null, 'Eight']);
    expect(replica.watcherCount).toBe(0);
  });

  it('a new day wakes those that read the day', async () => {
    let today = TODAY;
    const replica = await filled({ today: () => today });
    const days: string[] = [];
    replica.live(
      (reader) => reader.today(),
      (day) => days.push(day),
    );
    replica.noteDay();
    today = '2022-11-02';
    replica.noteDay();
    expect(days).toEqual([TODAY, '2022-11-02']);
  });
});

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

describe('[S13] as it was on a day', () => {
  const changed = commitOf(
    2,
    loggedChange(
      'afi',
      'afi/7',
      { status: 'Force complete', forecast: '2022-12-31' },
      { revision: 2, effectiveOn: TODAY },
    ),
  );
  const statusOn = (day: string) => (reader: ReplicaReader) => {
    const then = reader.asAt(day);
    return then === null ? 'loading' : (then.record('afi', 'afi/7')?.fields.status ?? 'not there');
  };

  it('says that the log is on its way, then answers from it, and follows new commits', async () => {
    const replica = await filled();
    const days = ['2022-04-27', '2022-10-31', TODAY];
    const seen = new Map(days.map((day) => [day, [] as string[]]));
    const wanted = new Promise<void>((resolve) => {
      replica.copy.onNews((news) => news === 'history wanted' && resolve());
    });
    for (const day of days) replica.live(statusOn(day), (status) => seen.get(day)?.push(status));
    await wanted;
    expect(replica.copy.historyWanted()).toEqual({ after: null });
    await replica.copy.appendHistory([FIRST_COMMIT], 'c1', true);
    expect(replica.copy.historyWanted()).toBeNull();
    await replica.copy.applyCommits([changed], 'c2');
    expect([...seen]).toEqual([
      ['2022-04-27', ['loading', 'not there']],
      ['2022-10-31', ['loading', 'In progress']],
      [TODAY, ['loading', 'In progress', 'Force complete']],
    ]);
  });

  it('as at today equals the record, a pending edit and a just acknowledged one included', async () => {
    const replica = await filled();
    replica.asAt(TODAY);
    await vi.waitFor(() => expect(replica.copy.historyWanted()).not.toBeNull());
    await replica.copy.appendHistory([FIRST_COMMIT], 'c1', true);
    const both = () => [noteOf(7)(replica), replica.asAt(TODAY)?.record('afi', 'afi/7')?.fields.note ?? null];
    await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'Pending' } });
    expect(both()).toEqual(['Pending', 'Pending']);
    await answered(replica, 'applied');
    expect(both()).toEqual(['Pending', 'Pending']);
  });

  it('the log stays in the store and is read from there the next time', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    const first = await testReplica({ commits: [FIRST_COMMIT], store });
    first.asAt(TODAY);
    await vi.waitFor(() => expect(first.copy.historyWanted()).not.toBeNull());
    await first.copy.appendHistory([FIRST_COMMIT], 'c1', true);
    const second = await testReplica({ store });
    await vi.waitFor(() => expect(second.asAt('2022-07-31')?.all('call-month')).toHaveLength(1));
    expect(second.asAt('2022-07-30')?.all('call-month')).toHaveLength(0);
    expect(second.asAt('2022-07-31')?.record('call-month', 'call-month/101/2022-07')?.fields).toEqual(JULY_101);
  });
});
