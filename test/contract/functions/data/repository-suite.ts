import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type {
  ClientKey,
  DatasetHead,
  PushPlan,
  Repository,
  StoredRecord,
} from '../../../../functions/data/repository.ts';
import type { Commit } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';

const EPOCH = '6a1d2f4c-0000-4000-8000-000000000001';

function record(id: string, revision: number, note: string): DatasetRecord {
  return { id, kind: 'afi', revision, fields: { note }, effective: { note: '2022-10-31' } };
}

/** The record as these commits left it; any eight digits stand for the ends of their mutations' ids. */
function storedBy(sequences: readonly number[], held: DatasetRecord): StoredRecord {
  return { record: held, sequences, mutationTails: sequences.map((sequence) => String(sequence).padStart(8, '0')) };
}

function commitOf(sequence: number, records: readonly DatasetRecord[]): Commit {
  return {
    sequence,
    recordedAt: '2022-11-01T10:00:00.000Z',
    author: { subject: 'asha', name: 'Asha Fielding' },
    changes: records.map(({ id, kind, revision, fields }) => ({
      mutationId: randomUUID(),
      recordId: id,
      kind,
      op: 'set' as const,
      changes: { note: { base: null, value: fields.note ?? null } },
      effectiveOn: '2022-10-31',
      office: 'fcir',
      revision,
    })),
  };
}

interface PlanParts {
  readonly client: ClientKey;
  readonly number: number;
  readonly head: DatasetHead;
  readonly stored?: readonly StoredRecord[];
  readonly bodyHash?: string;
}

/** A plan that writes these records in one commit, or the ledger alone where there are none. */
function planOf({ client, number, head, stored = [], bodyHash = 'hash' }: PlanParts): PushPlan {
  const records = stored.map((each) => each.record);
  const write = stored.length === 0 ? null : { head, commit: commitOf(head.sequence + 1, records), records: stored };
  const outcomes = [{ mutationId: randomUUID(), result: 'applied' as const, recordId: 'afi/7', revision: 1 }];
  const sequence = write?.commit.sequence ?? null;
  return { client, entry: { number, bodyHash, sequence, outcomes, expiresAt: 1_700_000_000 }, write };
}

/** What every repository must do; `open` gives one that may hold other datasets already. */
export function repositorySuite(name: string, open: () => Promise<Repository>): void {
  describe(`repository: ${name}`, () => {
    let repository: Repository;
    let datasetId: string;
    let client: ClientKey;

    const headNow = async (): Promise<DatasetHead> => {
      const head = await repository.head(datasetId);
      if (head === null) throw new Error('the dataset has no head');
      return head;
    };
    /** Writes one record's next revision as this client's push `number`. */
    const writeOne = async (number: number, id: string, revision: number, sequences: readonly number[]) => {
      const plan = planOf({
        client,
        number,
        head: await headNow(),
        stored: [storedBy(sequences, record(id, revision, `note ${number}`))],
      });
      return { plan, result: await repository.writePush(plan) };
    };

    beforeEach(async () => {
      repository = await open();
      datasetId = `dataset-${randomUUID()}`;
      client = { datasetId, subject: 'asha', clientId: randomUUID() };
      await repository.createDataset(datasetId, EPOCH);
    });

    it('makes a dataset once, empty', async () => {
      expect(await repository.head(datasetId)).toEqual({ epoch: EPOCH, sequence: 0, changes: 0, snapshot: null });
      expect(await repository.createDataset(datasetId, 'another-epoch')).toBe('exists');
      expect((await headNow()).epoch).toBe(EPOCH);
    });

    it('[S11] gives a dataset a new epoch where its head has not moved, and keeps or drops its snapshot', async () => {
      await writeOne(1, 'afi/7', 1, [1]);
      const snapshot = { sequence: 1, changes: 1, pages: 1 };
      await repository.advanceSnapshot(datasetId, null, snapshot);
      const before = await headNow();
      await writeOne(2, 'afi/7', 2, [1, 2]);
      expect(await repository.renewEpoch(datasetId, before, { epoch: 'late', snapshot: null })).toBe('moved');
      const restored = await headNow();
      expect(await repository.renewEpoch(datasetId, restored, { epoch: 'second', snapshot })).toBe('written');
      expect(await headNow()).toEqual({ ...restored, epoch: 'second' });
      expect(await repository.renewEpoch(datasetId, restored, { epoch: 'again', snapshot })).toBe('moved');
      const second = await headNow();
      expect(await repository.renewEpoch(datasetId, second, { epoch: 'third', snapshot: null })).toBe('written');
      expect(await headNow()).toEqual({ ...restored, epoch: 'third', snapshot: null });
      expect(await repository.renewEpoch('nowhere', second, { epoch: 'third', snapshot: null })).toBe('moved');
      expect(await repository.head('nowhere')).toBeNull();
    });

    it('[S11] writes nothing of a push that was decided in another epoch', async () => {
      const head = await headNow();
      await repository.renewEpoch(datasetId, head, { epoch: 'second', snapshot: null });
      const late = planOf({
        client,
        number: 1,
        head,
        stored: [storedBy([1], record('afi/7', 1, 'late'))],
      });
      expect(await repository.writePush(late)).toBe('moved');
      expect((await repository.records(datasetId, ['afi/7'])).size).toBe(0);
    });

    it('knows nothing of what was never written', async () => {
      expect(await repository.head('nowhere')).toBeNull();
      expect(await repository.records('nowhere', ['afi/7'])).toEqual(new Map());
      expect(await repository.records(datasetId, [])).toEqual(new Map());
      expect(await repository.commitsAfter('nowhere', 0, 10)).toEqual([]);
      expect(await repository.commits(datasetId, [])).toEqual([]);
      expect(await repository.clientHead(client)).toBeNull();
      expect(await repository.ledgerEntry(client, 1)).toBeNull();
      expect(await repository.snapshotPage(datasetId, 1, 0)).toBeNull();
    });

    it('[S3] writes head, records, commit, ledger and client head of a push together', async () => {
      const stored = [storedBy([1], record('afi/7', 1, 'seven')), storedBy([1], record('afi/8', 1, 'eight'))];
      const plan = planOf({ client, number: 1, head: await headNow(), stored });
      expect(await repository.writePush(plan)).toBe('written');
      expect(await repository.head(datasetId)).toEqual({ epoch: EPOCH, sequence: 1, changes: 2, snapshot: null });
      expect(await repository.records(datasetId, ['afi/7', 'afi/8', 'afi/9'])).toEqual(
        new Map(stored.map((each) => [each.record.id, each])),
      );
      expect(await repository.commitsAfter(datasetId, 0, 10)).toEqual([plan.write?.commit]);
      expect(await repository.clientHead(client)).toEqual({ lastNumber: 1 });
      expect(await repository.ledgerEntry(client, 1)).toEqual(plan.entry);
    });

    it('[S3] writes nothing of a push whose head has moved', async () => {
      const before = await headNow();
      await writeOne(1, 'afi/7', 1, [1]);
      const late = planOf({
        client,
        number: 2,
        head: before,
        stored: [storedBy([1], record('afi/8', 1, 'late'))],
      });
      expect(await repository.writePush(late)).toBe('moved');
      expect((await headNow()).sequence).toBe(1);
      expect((await repository.records(datasetId, ['afi/8'])).size).toBe(0);
      expect(await repository.ledgerEntry(client, 2)).toBeNull();
      expect((await repository.clientHead(client))?.lastNumber).toBe(1);
    });

    it.each([
      ['is new but was written by another', 'afi/7', 1],
      ['has a later revision', 'afi/7', 3],
      ['does not exist', 'afi/9', 2],
    ])('[S3] writes nothing of a push whose record %s', async (_why, id, revision) => {
      await writeOne(1, 'afi/7', 1, [1]);
      const { result } = await writeOne(2, id, revision, [1, 2]);
      expect(result).toBe('moved');
      expect((await headNow()).sequence).toBe(1);
      expect((await repository.records(datasetId, ['afi/7'])).get('afi/7')?.record.revision).toBe(1);
      expect(await repository.commitsAfter(datasetId, 1, 10)).toEqual([]);
    });

    it('[S4] writes nothing of a push number that is taken, or that leaves a gap', async () => {
      await writeOne(1, 'afi/7', 1, [1]);
      expect((await writeOne(1, 'afi/8', 1, [2])).result).toBe('moved');
      expect((await writeOne(3, 'afi/8', 1, [2])).result).toBe('moved');
      expect((await headNow()).sequence).toBe(1);
      expect((await writeOne(2, 'afi/8', 1, [2])).result).toBe('written');
    });

    it('[S4] writes the ledger alone for a push of which nothing was accepted', async () => {
      const plan = planOf({ client, number: 1, head: await headNow(), bodyHash: 'refused' });
      expect(await repository.writePush(plan)).toBe('written');
      expect((await headNow()).sequence).toBe(0);
      expect(await repository.ledgerEntry(client, 1)).toEqual(plan.entry);
      expect(await repository.clientHead(client)).toEqual({ lastNumber: 1 });
      expect(await repository.writePush(plan)).toBe('moved');
    });

    it('[S4] keeps the ledgers of two subjects apart, though the client id be the same', async () => {
      await writeOne(1, 'afi/7', 1, [1]);
      const other = { ...client, subject: 'ben' };
      expect(await repository.clientHead(other)).toBeNull();
      expect(await repository.ledgerEntry(other, 1)).toBeNull();
    });

    it('[S3] lets one of many writers at once through', async () => {
      const head = await headNow();
      const plans = Array.from({ length: 8 }, (_, index) =>
        planOf({
          client: { ...client, clientId: randomUUID() },
          number: 1,
          head,
          stored: [storedBy([1], record(`afi/${index + 1}`, 1, 'at once'))],
        }),
      );
      const results = await Promise.all(plans.map((plan) => repository.writePush(plan)));
      expect(results.filter((result) => result === 'written')).toHaveLength(1);
      const [commit] = await repository.commitsAfter(datasetId, 0, 10);
      expect(commit).toEqual(plans[results.indexOf('written')]?.write?.commit);
    });

    it('[S3] takes the largest push, 90 records', async () => {
      const stored = Array.from({ length: 90 }, (_, index) =>
        storedBy([1], record(`afi/${index + 1}`, 1, 'x'.repeat(2000))),
      );
      expect(await repository.writePush(planOf({ client, number: 1, head: await headNow(), stored }))).toBe('written');
      const ids = stored.map((each) => each.record.id);
      expect((await repository.records(datasetId, ids)).size).toBe(90);
    });

    it('[S9] gives commits after a sequence in order, as many as asked', async () => {
      const commits: (Commit | undefined)[] = [];
      for (let number = 1; number <= 12; number++)
        commits.push((await writeOne(number, 'afi/7', number, [number])).plan.write?.commit);
      expect(await repository.commitsAfter(datasetId, 0, 100)).toEqual(commits);
      expect(await repository.commitsAfter(datasetId, 8, 3)).toEqual(commits.slice(8, 11));
      expect(await repository.commitsAfter(datasetId, 12, 3)).toEqual([]);
    });

    it('[S9] gives no more than about 1 MB of commits at once, the rest after them', async () => {
      for (let number = 1; number <= 6; number++) {
        const stored = [storedBy([number], record('afi/7', number, 'x'.repeat(250_000)))];
        await repository.writePush(planOf({ client, number, head: await headNow(), stored }));
      }
      const first = await repository.commitsAfter(datasetId, 0, 100);
      expect(first.length).toBeGreaterThan(2);
      expect(first.length).toBeLessThan(6);
      const rest = await repository.commitsAfter(datasetId, first.length, 100);
      expect([...first, ...rest].map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    });

    it('gives the commits of listed sequences in order, more than one batch of them', async () => {
      for (let number = 1; number <= 120; number++) await writeOne(number, 'afi/7', number, [number]);
      const sequences = Array.from({ length: 110 }, (_, index) => index + 5);
      expect((await repository.commits(datasetId, sequences)).map(({ sequence }) => sequence)).toEqual(sequences);
    });

    it('[S10] keeps snapshot pages and moves the pointer only from where it stood', async () => {
      const bytes = Uint8Array.from([31, 139, 8, 0, 255]);
      await repository.writeSnapshotPage(datasetId, 4, 0, bytes);
      expect(Uint8Array.from((await repository.snapshotPage(datasetId, 4, 0)) ?? [])).toEqual(bytes);

      const first = { sequence: 4, changes: 9, pages: 1 };
      const second = { sequence: 8, changes: 20, pages: 1 };
      expect(await repository.advanceSnapshot(datasetId, null, first)).toBe('written');
      expect(await repository.advanceSnapshot(datasetId, null, second)).toBe('moved');
      expect((await headNow()).snapshot).toEqual(first);
      expect(await repository.advanceSnapshot(datasetId, first, second)).toBe('written');
      expect((await headNow()).snapshot).toEqual(second);
      await repository.expireSnapshot(datasetId, first, 4_000_000_000);
      expect(await repository.snapshotPage(datasetId, 4, 0)).not.toBeNull();
      expect(await repository.advanceSnapshot('nowhere', null, first)).toBe('moved');
    });

    it('[S10] a commit leaves the snapshot pointer alone, and a new pointer the sequence', async () => {
      const pointer = { sequence: 0, changes: 0, pages: 0 };
      await repository.advanceSnapshot(datasetId, null, pointer);
      await writeOne(1, 'afi/7', 1, [1]);
      expect(await headNow()).toEqual({ epoch: EPOCH, sequence: 1, changes: 1, snapshot: pointer });
    });
  });
}
