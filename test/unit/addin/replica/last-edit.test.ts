import { describe, expect, it, vi } from 'vitest';
import type { LastEdit, ReplicaReader } from '../../../../addin/replica/replica-port.ts';
import type { Commit } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  answered,
  commitOf,
  FIRST_COMMIT,
  loggedChange,
  NOW,
  noteCommit,
  TODAY,
  testReplica,
  withLog,
} from './replica-fixtures.ts';

const PUBLISHED = '2022-04-28';
const STATUS_ON = '2022-10-31';

/** The status of AFI 7, set from a day by somebody. */
function statusCommit(sequence: number, revision: number, effectiveOn: string, name: string): Commit {
  const values = { status: 'In progress', forecast: '2022-12-31' };
  const change = loggedChange('afi', 'afi/7', values, { revision, effectiveOn });
  const author = { subject: name.toLowerCase(), name };
  return { ...commitOf(sequence, { ...change, reason: `As ${name} said` }), author };
}

const LOG = [FIRST_COMMIT, statusCommit(2, 2, STATUS_ON, 'Asha'), noteCommit(3, 8, 'Another AFI')];

const statusEdit = (reader: ReplicaReader): LastEdit | null | undefined => reader.lastEdit('afi/7', 'status');
const authorOf = (edit: LastEdit | null | undefined): string | undefined => edit?.logged?.author.name;

describe('[S6] the last edit of a field group', () => {
  it('asks for the log once, however many ask, and is told when it is here', async () => {
    const replica = await testReplica({ commits: LOG });
    const wanted = vi.fn();
    replica.copy.onNews((news) => news === 'history wanted' && wanted());
    const told: (LastEdit | null | undefined)[] = [];
    for (let index = 0; index < 100; index += 1) replica.live(statusEdit, (edit) => told.push(edit));
    expect(told).toEqual(Array(100).fill(undefined));
    await withLog(replica, LOG);
    expect(told.slice(100)).toHaveLength(100);
    expect(told.at(-1)).toEqual({
      logged: { author: { subject: 'asha', name: 'Asha' }, office: 'strategic-planning', recordedAt: NOW, sequence: 2 },
      effectiveOn: STATUS_ON,
      reason: 'As Asha said',
    });
    expect(wanted).toHaveBeenCalledTimes(1);
  });

  it('is that of the group; of any group where none is named; null where nobody made one', async () => {
    const replica = await withLog(await testReplica({ commits: LOG }), LOG);
    const sequences = ['status', 'baseline', undefined].map(
      (group) => replica.lastEdit('afi/7', group)?.logged?.sequence,
    );
    expect(sequences).toEqual([2, 1, 2]);
    expect(replica.lastEdit('afi/7', 'owner')).toBeNull();
    expect(replica.lastEdit('afi/99')).toBeNull();
  });

  it('[S13] as at a day is the one that held then, and a correction of history is none of the present', async () => {
    const corrected = [...LOG, statusCommit(4, 3, '2022-06-01', 'Ben')];
    const replica = await withLog(await testReplica({ commits: corrected }), corrected);
    expect(authorOf(statusEdit(replica))).toBe('Asha');
    const days = [PUBLISHED, '2022-05-31', '2022-06-01', '2022-10-30', STATUS_ON];
    const asAt = days.map((day) => replica.asAt(day)?.lastEdit('afi/7', 'status')?.logged?.sequence);
    expect(asAt).toEqual([1, 1, 4, 4, 2]);
  });

  it('[S6] wakes who asked after that record, once a commit, and nobody else', async () => {
    const replica = await withLog(await testReplica({ commits: LOG }), LOG);
    const seven = vi.fn();
    const eight = vi.fn();
    replica.live((reader) => authorOf(statusEdit(reader)), seven);
    replica.live((reader) => reader.lastEdit('afi/8', 'note')?.logged?.sequence, eight);
    await replica.copy.applyCommits([statusCommit(4, 3, TODAY, 'Dana')], 'c4');
    expect(seven.mock.calls).toEqual([['Asha'], ['Dana']]);
    expect(eight.mock.calls).toEqual([[3]]);
  });

  it('is the person’s own from the moment of the edit, and the log’s once its commit is pulled', async () => {
    const replica = await withLog(await testReplica({ commits: LOG }), LOG);
    const told: (LastEdit | null | undefined)[] = [];
    replica.live(
      (reader) => reader.lastEdit('afi/7', 'note'),
      (edit) => told.push(edit),
    );
    await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'Mine' }, reason: 'Heard today' });
    const own = { logged: null, effectiveOn: TODAY, reason: 'Heard today' };
    expect(told).toEqual([null, own]);
    const [mutation] = replica.waiting('afi/7');
    await answered(replica, 'applied');
    expect(replica.lastEdit('afi/7', 'note')).toEqual(own);
    const change = loggedChange('afi', 'afi/7', { note: 'Mine' }, { revision: 3, effectiveOn: TODAY });
    const commit = commitOf(4, { ...change, mutationId: mutation?.mutationId ?? '', reason: 'Heard today' });
    await replica.copy.applyCommits([commit], 'c4');
    expect(told.at(-1)?.logged?.sequence).toBe(4);
    expect(told).toHaveLength(3);
  });

  it('costs a look at the record’s own changes, not at the log', async () => {
    const others = Array.from({ length: 2000 }, (_, index) =>
      commitOf(index + 4, loggedChange('afi', `afi/${index + 100}`, afiFields(index + 100))),
    );
    const log = [...LOG, ...others];
    const replica = await withLog(await testReplica({ commits: log }), log);
    const first = statusEdit(replica);
    expect(first?.logged?.sequence).toBe(2);
    expect(statusEdit(replica)).toBe(first);
  });
});
