import { describe, expect, it, vi } from 'vitest';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import type { EditRequest, EditResult } from '../../../../addin/replica/replica-port.ts';
import type { ReplicaStore } from '../../../../addin/replica/replica-store.ts';
import {
  afiFields,
  answered,
  answeredBy,
  commitOf,
  countingIds,
  FIRST_COMMIT,
  loggedChange,
  noteOf,
  TODAY,
  testReplica,
  withLog,
} from './replica-fixtures.ts';

const filled = (store?: ReplicaStore) => testReplica({ commits: [FIRST_COMMIT], ...(store && { store }) });
const noted = (number: number, note: string, more: Partial<EditRequest> = {}): EditRequest => ({
  kind: 'afi',
  recordId: `afi/${number}`,
  values: { note },
  ...more,
});
const told = (results: readonly EditResult[]) =>
  results.map((result) => (result.saved ? 'saved' : result.problems.map(({ code }) => code).join()));
const waiting = (replica: DatasetReplica, recordId: string) =>
  replica.waiting(recordId).map(({ changes }) => changes.note?.value);

describe('many edits at once', () => {
  it('[S14] are one write, one telling and one round, and their results come in their order', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    const append = vi.fn(store.append);
    const replica = await filled({ ...store, append });
    const shown = vi.fn();
    replica.live((reader) => reader.all('afi').map(({ fields }) => fields.note), shown);
    const news: string[] = [];
    replica.copy.onNews((each) => news.push(each));
    const results = await replica.editAll([noted(7, 'Seven'), noted(8, 'Eight')]);
    expect(told(results)).toEqual(['saved', 'saved']);
    const ids = [...replica.waiting('afi/7'), ...replica.waiting('afi/8')].map(({ mutationId }) => mutationId);
    expect(results.map((result) => result.saved && result.mutationId)).toEqual(ids);
    expect(append).toHaveBeenCalledTimes(1);
    expect(shown.mock.calls).toEqual([[[undefined, undefined]], [['Seven', 'Eight']]]);
    expect(news).toEqual(['edited']);
  });

  it('[S8] what is wrong with one keeps none of the others back', async () => {
    const replica = await filled();
    const results = await replica.editAll([
      noted(7, 'Seven'),
      { kind: 'afi', recordId: 'afi/7', values: { colour: 'red' } },
      noted(9, 'Of no such AFI'),
      noted(8, 'Eight'),
    ]);
    expect(told(results)).toEqual(['saved', 'unknown-field', expect.stringContaining('invalid'), 'saved']);
    expect(replica.copy.summary.unsent).toBe(2);
  });

  it('of which none is right write nothing', async () => {
    const replica = await filled();
    const news = vi.fn();
    replica.copy.onNews(news);
    expect(told(await replica.editAll([noted(7, 'x', { effectiveOn: '2022-11-02' })]))).toEqual(['date-in-future']);
    expect(await replica.editAll([])).toEqual([]);
    expect(news).not.toHaveBeenCalled();
  });

  it('are each made on what those before them would make of the records', async () => {
    const replica = await filled();
    const results = await replica.editAll([
      { kind: 'afi', recordId: 'afi/9', values: afiFields(9) },
      noted(9, 'Of the one that was just made', { reason: 'As agreed' }),
      noted(7, 'First'),
      noted(7, 'First'),
      noted(7, 'Second', { reason: 'As phoned' }),
    ]);
    expect(told(results)).toEqual(['saved', 'saved', 'saved', 'nothing-changed', 'saved']);
    expect(replica.waiting('afi/9').map(({ op }) => op)).toEqual(['create', 'set']);
    expect(replica.waiting('afi/7')[1]?.changes.note).toEqual({ base: 'First', value: 'Second' });
    expect([noteOf(9)(replica), noteOf(7)(replica)]).toEqual(['Of the one that was just made', 'Second']);
  });

  it('[S15] of one field become one edit, under one id', async () => {
    const replica = await filled();
    await replica.edit(noted(8, 'Before'));
    const results = await replica.editAll([noted(7, 'First'), noted(8, 'After'), noted(7, 'Last')]);
    const [first, other, last] = results.map((result) => result.saved && result.mutationId);
    expect(first).toBe(last);
    expect(other).not.toBe(first);
    expect([waiting(replica, 'afi/7'), waiting(replica, 'afi/8')]).toEqual([['Last'], ['After']]);
  });

  it('[S13] a correction finds what one before it made of the past', async () => {
    const log = [
      FIRST_COMMIT,
      commitOf(2, loggedChange('afi', 'afi/7', { note: 'Today' }, { revision: 2, effectiveOn: TODAY })),
    ];
    const replica = await withLog(await testReplica({ commits: log }), log);
    const past = { effectiveOn: '2022-10-01', reason: 'Found in the minutes' };
    const results = await replica.editAll([noted(7, 'Then', past), noted(7, 'Then, corrected', past)]);
    expect(told(results)).toEqual(['saved', 'saved']);
    expect(replica.waiting('afi/7').map(({ changes }) => changes.note?.base)).toEqual([null, 'Then']);
    expect(noteOf(7)(replica)).toBe('Today');
  });

  it('[S14] without a disk resolve when the service has answered all of them', async () => {
    const replica = await filled(createMemoryReplicaStore({ newId: countingIds() }));
    const settled = vi.fn();
    const editing = replica.editAll([noted(7, 'Seven'), noted(8, 'Eight'), noted(7, 'Seven again')]).then(settled);
    await vi.waitFor(() => expect(replica.copy.summary.unsent).toBe(2));
    expect(settled).not.toHaveBeenCalled();
    await answeredBy(replica, ({ recordId }) => {
      const record = replica.copy.records.base(recordId);
      if (recordId === 'afi/7') return { result: 'applied', record };
      return { result: 'rejected', record, problems: [{ path: 'note', code: 'not-permitted', message: 'Not yours' }] };
    });
    await editing;
    expect(told(settled.mock.calls[0]?.[0])).toEqual(['saved', 'not-permitted', 'saved']);
  });

  it('[S14] that cannot be put on disk are all told so, and none is shown', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    const replica = await filled({ ...store, append: () => Promise.reject(new Error('The disk stutters')) });
    expect(told(await replica.editAll([noted(7, 'Seven'), noted(8, 'Eight')]))).toEqual(['not-stored', 'not-stored']);
    expect([noteOf(7)(replica), noteOf(8)(replica)]).toEqual([null, null]);
  });
});

describe('[S6] edits that came back', () => {
  const withReturned = async () => {
    const replica = await filled();
    await replica.editAll([noted(7, 'Seven'), noted(8, 'Eight')]);
    await answered(replica, 'rejected', 'Refused');
    return replica;
  };

  it('are told in the order in which they came back, and leave the list when they are dismissed', async () => {
    const replica = await withReturned();
    expect(replica.returned().map(({ mutation }) => mutation.recordId)).toEqual(['afi/7', 'afi/8']);
    const news: string[] = [];
    replica.copy.onNews((each) => news.push(each));
    await replica.dismiss(replica.returned()[0]?.mutation.mutationId ?? '');
    expect(replica.returned().map(({ mutation }) => mutation.recordId)).toEqual(['afi/8']);
    expect(news).toEqual(['dismissed']);
  });

  it('to dismiss one that is not there does nothing', async () => {
    const replica = await withReturned();
    const news = vi.fn();
    replica.copy.onNews(news);
    await replica.dismiss('00000000-0000-4000-8000-00000000dead');
    expect(replica.returned()).toHaveLength(2);
    expect(news).not.toHaveBeenCalled();
  });
});
