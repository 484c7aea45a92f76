import { describe, expect, it } from 'vitest';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import type { EditRequest } from '../../../../addin/replica/replica-port.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import {
  ASHA,
  answered,
  commitOf,
  FIRST_COMMIT,
  loggedChange,
  TODAY,
  testReplica,
  withLog,
} from './replica-fixtures.ts';

const DANA: Actor = { subject: 'dana', name: 'Dana Whitlock', role: 'administrator', offices: ['strategic-planning'] };
const AFI_7 = { kind: 'afi', recordId: 'afi/7', values: {} } as const;
const filled = (actor: Actor = DANA) => testReplica({ commits: [FIRST_COMMIT], actor });
const codesOf = async (replica: DatasetReplica, request: EditRequest) => {
  const result = await replica.edit(request);
  return result.saved ? 'saved' : result.problems.map(({ code }) => code);
};
const deletedIds = ({ deleted }: DatasetReplica) => deleted().map(({ id }) => id);

describe('[S12] deleting and restoring', () => {
  it('a deleted record leaves the lists and can be looked at; restored it is back as it was', async () => {
    const replica = await filled();
    const before = replica.record('afi', 'afi/7')?.fields;
    expect(await codesOf(replica, { ...AFI_7, op: 'delete', reason: 'Entered twice' })).toBe('saved');
    expect(replica.waiting('afi/7')).toMatchObject([{ op: 'delete', changes: {}, reason: 'Entered twice' }]);
    expect(replica.all('afi').map(({ id }) => id)).toEqual(['afi/8']);
    expect(replica.deleted()).toMatchObject([{ id: 'afi/7', fields: before }]);
    await answered(replica, 'applied');
    expect(await codesOf(replica, { ...AFI_7, op: 'restore' })).toBe('saved');
    expect(deletedIds(replica)).toEqual([]);
    expect(replica.record('afi', 'afi/7')?.fields).toEqual(before);
  });

  it('what cannot be done is told at once', async () => {
    const replica = await filled();
    expect(await codesOf(replica, { ...AFI_7, op: 'restore' })).toEqual(['nothing-changed']);
    expect(await codesOf(replica, { ...AFI_7, recordId: 'afi/70', op: 'delete' })).toEqual(['unknown-record']);
    expect(await codesOf(replica, { ...AFI_7, op: 'delete', values: { note: 'x' } })).toEqual(['fields-not-allowed']);
    await replica.edit({ ...AFI_7, op: 'delete' });
    expect(await codesOf(replica, { ...AFI_7, op: 'delete' })).toEqual(['deleted-record']);
    expect(await codesOf(replica, { ...AFI_7, values: { note: 'x' } })).toEqual(['deleted-record']);
  });

  it('[S19] a contributor may do neither, as the service would say', async () => {
    const replica = await filled(ASHA);
    expect(await codesOf(replica, { ...AFI_7, op: 'delete' })).toEqual(['not-permitted']);
    expect(await codesOf(replica, { ...AFI_7, op: 'restore' })).toEqual(['nothing-changed']);
  });

  it('lists the deleted by kind and id, the same list until one of them changes, and as at a day', async () => {
    const replica = await filled();
    const records = ['meeting/b', 'meeting-action/a', 'afi/8'] as const;
    const removals = records.map((id) => {
      const kind = id === 'afi/8' ? 'afi' : id.startsWith('meeting/') ? 'meeting' : 'meeting-action';
      return [
        loggedChange(kind, id, {}, { revision: 1 }),
        { ...loggedChange(kind, id, {}, { revision: 2, effectiveOn: TODAY }), op: 'delete' as const },
      ];
    });
    const commits = [
      commitOf(2, ...removals.flat().filter(({ recordId, revision }) => recordId !== 'afi/8' || revision > 1)),
    ];
    await replica.copy.applyCommits(commits, 'c2');
    expect(deletedIds(replica)).toEqual(['afi/8', 'meeting/b', 'meeting-action/a']);
    const list = replica.deleted();
    await replica.edit({ ...AFI_7, values: { note: 'Another record' } });
    expect(replica.deleted()).toBe(list);
    await withLog(replica, [FIRST_COMMIT, ...commits]);
    expect(replica.asAt(TODAY)?.deleted()).toEqual(list);
    expect(replica.asAt('2022-10-31')?.deleted()).toEqual([]);
  });
});
