import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Repository, SnapshotPointer } from '../../../../functions/data/repository.ts';
import { acceptPushes } from '../../../../functions/sync/accept-push.ts';
import { readCursor } from '../../../../functions/sync/cursor.ts';
import { isRefusal } from '../../../../functions/sync/refusal.ts';
import { currentSnapshot, snapshotPage } from '../../../../functions/sync/snapshot.ts';
import { packPages, unpackPage } from '../../../../functions/sync/snapshot-pages.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';
import { afiFields, creation, DATASET, EPOCH, FIRST_CURSOR, NOW, noteEdit, pushOf } from '../service-fixtures.ts';

const MANAGER: Actor = { subject: 'maria', name: 'Maria', role: 'manager', offices: [] };
const SEVEN_DAYS_LATER = NOW.getTime() / 1000 + 7 * 86_400;

let repository: Repository;
let clientId: string;
let edits: number;

const dependencies = () => ({ repository, clock: () => NOW, random: Math.random, sleep: async () => {} });
/** Writes the note of AFI 7 this many more times, a commit each. */
async function edit(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const base = edits === 0 ? null : `note ${edits}`;
    edits++;
    const push = pushOf(edits + 1, noteEdit(7, base, `note ${edits}`));
    const { stopped } = await acceptPushes(dependencies(), {
      datasetId: DATASET,
      clientId,
      actor: MANAGER,
      cursor: FIRST_CURSOR,
      pushes: [push],
    });
    expect(stopped).toBeUndefined();
  }
}
async function readSnapshot() {
  const snapshot = await currentSnapshot(dependencies(), DATASET);
  if (isRefusal(snapshot)) throw new Error(snapshot.detail);
  return snapshot;
}
async function recordsOf({ sequence, pages }: { sequence: number; pages: number }): Promise<DatasetRecord[]> {
  const records: DatasetRecord[] = [];
  for (let page = 0; page < pages; page++) {
    const found = await snapshotPage(repository, { datasetId: DATASET, sequence, page });
    if (isRefusal(found)) throw new Error(found.detail);
    records.push(...(await unpackPage(found.gzipped)));
  }
  return records;
}

beforeEach(async () => {
  repository = createMemoryRepository();
  clientId = randomUUID();
  edits = 0;
  await repository.createDataset(DATASET, EPOCH);
  const pushes = [pushOf(1, creation('afi', 'afi/7', afiFields(7)))];
  await acceptPushes(dependencies(), { datasetId: DATASET, clientId, actor: MANAGER, cursor: FIRST_CURSOR, pushes });
});

describe('[S10] currentSnapshot', () => {
  it('of a short log is empty: its commits are the load', async () => {
    await edit(255);
    const snapshot = await readSnapshot();
    expect(snapshot).toMatchObject({ sequence: 0, pages: 0 });
    expect(readCursor(snapshot.cursor)).toEqual({ epoch: EPOCH, sequence: 0 });
  });

  it('is folded once the log is more than 256 commits ahead, then again', async () => {
    await edit(256);
    const first = await readSnapshot();
    expect(first).toMatchObject({ sequence: 257, pages: 1 });
    await edit(256);
    expect(await readSnapshot()).toEqual(first);
    await edit(1);
    const second = await readSnapshot();
    expect(second).toMatchObject({ sequence: 514, pages: 1 });
    const [record] = await recordsOf(second);
    expect(record).toEqual((await repository.records(DATASET, ['afi/7'])).get('afi/7')?.record);
    expect((await recordsOf(first))[0]?.fields.note).toBe('note 256');
  });

  it('lets the pages of the one before expire after seven days', async () => {
    const expired: [SnapshotPointer, number][] = [];
    repository = { ...repository, expireSnapshot: async (_id, pointer, at) => void expired.push([pointer, at]) };
    await edit(256);
    await readSnapshot();
    expect(expired).toEqual([]);
    await edit(257);
    await readSnapshot();
    expect(expired).toEqual([[{ sequence: 257, changes: 257, pages: 1 }, SEVEN_DAYS_LATER]]);
  });

  it('is one and the same for readers that fold at once', async () => {
    await edit(256);
    const snapshots = await Promise.all([readSnapshot(), readSnapshot(), readSnapshot()]);
    expect(new Set(snapshots.map(({ sequence }) => sequence))).toEqual(new Set([257]));
    expect(await recordsOf(snapshots[2])).toHaveLength(1);
  });

  it('keeps its pages where a push held the head, since another reader may yet point to them', async () => {
    const working = repository;
    const expired: SnapshotPointer[] = [];
    await edit(256);
    repository = {
      ...working,
      advanceSnapshot: async () => 'moved',
      expireSnapshot: async (_id, pointer) => void expired.push(pointer),
    };
    expect(await readSnapshot()).toMatchObject({ sequence: 0, pages: 0 });
    expect(expired).toEqual([]);
    repository = working;
    expect(await readSnapshot()).toMatchObject({ sequence: 257, pages: 1 });
  });

  it('of a dataset that there is not is refused', async () => {
    expect(await currentSnapshot(dependencies(), 'nowhere')).toMatchObject({ refused: 'unknown-dataset' });
  });
});

describe('[S10] packPages', () => {
  const records = Array.from({ length: 12_000 }, (_, index): DatasetRecord => {
    // text that does not compress, so that pages are cut by their compressed size too
    const note = index % 3 === 0 ? Array.from({ length: 10 }, () => randomUUID()).join('') : 'the same text';
    return { id: `afi/${index}`, kind: 'afi', revision: 1, fields: { note }, effective: {} };
  });

  it('packs any number of records into pages that fit an item, in order, each record once', async () => {
    const pages = await packPages(records);
    expect(pages.length).toBeGreaterThan(1);
    expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(350 * 1024);
    const unpacked = (await Promise.all(pages.map(unpackPage))).flat();
    const ids = records.map(({ id }) => id).sort();
    expect(unpacked.map(({ id }) => id)).toEqual(ids);
  });

  it('gives the same bytes for the same records, whatever their order', async () => {
    const backwards = await packPages([...records.slice(0, 500)].reverse());
    expect(backwards).toEqual(await packPages(records.slice(0, 500)));
  });

  it('has no page for no records', async () => {
    expect(await packPages([])).toEqual([]);
  });
});
