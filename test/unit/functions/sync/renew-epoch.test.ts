import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { DatasetHead, Repository } from '../../../../functions/data/repository.ts';
import { renewEpoch } from '../../../../functions/sync/renew-epoch.ts';
import { packPages } from '../../../../functions/sync/snapshot-pages.ts';
import { applyChange } from '../../../../shared/sync/fold.ts';
import type { LoggedChange } from '../../../../shared/sync/protocol.ts';
import { DATASET, EPOCH } from '../service-fixtures.ts';

let repository: Repository;
let clientId: string;

const renew = (over: Partial<Repository> = {}) =>
  renewEpoch({ repository: { ...repository, ...over }, newEpoch: () => 'second' }, DATASET);
const headNow = async (): Promise<DatasetHead> => {
  const head = await repository.head(DATASET);
  if (head === null) throw new Error('the dataset has no head');
  return head;
};
const held = async (recordId: string) => (await repository.records(DATASET, [recordId])).get(recordId);

/** Commits the next note of a record. */
async function note(recordId: string, text: string): Promise<void> {
  const head = await headNow();
  const before = await held(recordId);
  const sequence = head.sequence + 1;
  const change: LoggedChange = {
    mutationId: randomUUID(),
    recordId,
    kind: 'afi',
    op: before === undefined ? 'create' : 'set',
    changes: { note: { base: before?.record.fields.note ?? null, value: text } },
    effectiveOn: '2022-10-31',
    office: 'fcir',
    revision: (before?.record.revision ?? 0) + 1,
  };
  const commit = {
    sequence,
    recordedAt: '2022-11-01T10:00:00.000Z',
    author: { subject: 'asha', name: 'Asha Fielding' },
    changes: [change],
  };
  const record = applyChange(before?.record ?? null, change);
  const sequences = [...(before?.sequences ?? []), sequence];
  const stored = { record, sequences, mutationTails: sequences.map(String) };
  const entry = { number: sequence, bodyHash: 'hash', sequence, outcomes: [], expiresAt: 1_700_000_000 };
  const client = { datasetId: DATASET, subject: 'asha', clientId };
  expect(await repository.writePush({ client, entry, write: { head, commit, records: [stored] } })).toBe('written');
}

/** Folds what there is now into a snapshot. */
async function snapshot(...recordIds: string[]): Promise<void> {
  const { sequence, changes, snapshot: from } = await headNow();
  const records = [...(await repository.records(DATASET, recordIds)).values()].map(({ record }) => record);
  const pages = await packPages(records);
  for (const [index, page] of pages.entries()) await repository.writeSnapshotPage(DATASET, sequence, index, page);
  await repository.advanceSnapshot(DATASET, from, { sequence, changes, pages: pages.length });
}

beforeEach(async () => {
  repository = createMemoryRepository();
  clientId = randomUUID();
  await repository.createDataset(DATASET, EPOCH);
  await note('afi/7', 'one');
  await note('afi/8', 'two');
});

describe('[S11] renewEpoch', () => {
  it('gives a dataset that came back whole a new epoch, and says what it holds', async () => {
    expect(await renew()).toEqual({ datasetId: DATASET, epoch: 'second', sequence: 2, records: 2, snapshot: 'none' });
    expect(await headNow()).toEqual({ epoch: 'second', sequence: 2, changes: 2, snapshot: null });
  });

  it('takes an empty dataset, and knows of none that is not there', async () => {
    await repository.createDataset('kent-2026-27', EPOCH);
    const dependencies = { repository, newEpoch: () => 'second' };
    expect(await renewEpoch(dependencies, 'kent-2026-27')).toMatchObject({ sequence: 0, records: 0 });
    expect(await renewEpoch(dependencies, 'nowhere')).toMatchObject({ refused: 'unknown-dataset' });
  });

  it('keeps a snapshot whose pages came back', async () => {
    await snapshot('afi/7', 'afi/8');
    await note('afi/7', 'three');
    expect(await renew()).toMatchObject({ records: 2, snapshot: 'kept' });
    expect((await headNow()).snapshot).toEqual({ sequence: 2, changes: 2, pages: 1 });
  });

  it('drops a snapshot of which a page is missing, since the log has it all', async () => {
    await snapshot('afi/7', 'afi/8');
    expect(await renew({ snapshotPage: async () => null })).toMatchObject({ records: 2, snapshot: 'dropped' });
    expect((await headNow()).snapshot).toBeNull();
  });

  const inPart: [string, () => Promise<Partial<Repository>>][] = [
    [
      'a commit without its head',
      async () => {
        const older = await headNow();
        await note('afi/7', 'three');
        return { head: async () => older };
      },
    ],
    [
      'a head without its commit',
      async () => ({
        commitsAfter: async (id, after, limit) => repository.commitsAfter(id, after, Math.min(limit, 1 - after)),
      }),
    ],
    [
      'a commit without its record',
      async () => {
        const older = await repository.records(DATASET, ['afi/7', 'afi/8']);
        await note('afi/7', 'three');
        return { records: async () => older };
      },
    ],
    [
      'a commit without the record that it made',
      async () => ({ records: async (id) => repository.records(id, ['afi/7']) }),
    ],
  ];

  it.each(inPart)('[S11] refuses what came back in part: %s', async (_what, damage) => {
    const damaged = await damage();
    const before = await headNow();
    expect(await renew(damaged)).toMatchObject({
      refused: 'not-whole',
      detail: expect.stringContaining('another second'),
    });
    expect(await headNow()).toEqual(before);
  });

  it('does nothing where somebody writes meanwhile', async () => {
    const older = await headNow();
    const raced = renew({
      commitsAfter: async (id, after, limit) => {
        const commits = await repository.commitsAfter(id, after, limit);
        if (after === older.sequence) await note('afi/8', 'meanwhile');
        return commits;
      },
    });
    expect(await raced).toMatchObject({ refused: 'moved', detail: expect.stringContaining('stop the service') });
    expect((await headNow()).epoch).toBe(EPOCH);
  });
});
