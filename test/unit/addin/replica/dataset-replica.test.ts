import { describe, expect, it, vi } from 'vitest';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import {
  ASHA,
  answered,
  countingIds,
  FIRST_COMMIT,
  noteCommit,
  noteOf,
  TODAY,
  testReplica,
} from './replica-fixtures.ts';

const filled = (options = {}) => testReplica({ commits: [FIRST_COMMIT], ...options });

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
