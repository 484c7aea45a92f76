import { createMemoryRepository } from '../../../functions/data/memory-repository.ts';
import type { DatasetHead, PushPlan, Repository, WriteResult } from '../../../functions/data/repository.ts';
import { readCursor, writeCursor } from '../../../functions/sync/cursor.ts';
import { isRefusal } from '../../../functions/sync/refusal.ts';
import { renewEpoch } from '../../../functions/sync/renew-epoch.ts';
import { currentSnapshot } from '../../../functions/sync/snapshot.ts';
import { londonDay } from '../../../shared/domain/calendar.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../shared/sync/record.ts';
import { DATASET } from '../../unit/functions/service-fixtures.ts';
import { FIRST_EPOCH } from './first-plan.ts';
import { type Judgement, judgementOf, PlainDataset } from './plain-dataset.ts';

/** How many changes one is counted as where snapshots are folded often: the service folds one after 2,000. */
const COUNTED_AS = 2001;

/** Who asks for what, as the database's observer knows it. */
export interface Asking {
  readonly actor: Actor;
  readonly mutations: readonly Mutation[];
  /** The numbers of its pushes. */
  readonly numbers: readonly number[];
  /** The one that the request carries; '' for none. */
  readonly cursor: string;
  /** Whether it is for a page of a snapshot. */
  readonly isForPage: boolean;
  /** The dataset's sequence when records were last read for this request. */
  readAt: number;
}

export interface DatabaseOptions {
  readonly clock: () => Date;
  readonly foldsOften: boolean;
  /** Whether a restored dataset gets a new epoch, as it must. */
  readonly renewsEpoch: boolean;
}

/** The service's database, with the plain dataset beside it that says what each answer should have been. */
export interface Database {
  readonly epoch: string;
  readonly plain: PlainDataset;
  /** Answers that the plain dataset would not have given. */
  readonly misjudged: readonly string[];
  /** Every answer, by its result. */
  readonly judged: readonly Judgement[];
  /** How many edits came that the log had already. */
  readonly known: number;
  /** The mutations whose commits a restore took back. */
  readonly takenBack: ReadonlySet<string>;
  repository(asking?: Asking): Repository;
  /** All records, and where in the log they stand. */
  snapshot(): Promise<{ readonly records: readonly DatasetRecord[]; readonly cursor: string }>;
  /** Makes a new snapshot where anything is new and snapshots are folded often; the pages of the one before are then gone. */
  foldSnapshot(): Promise<void>;
  /** How many pages were asked for and were not there any more. */
  readonly pagesMissed: number;
  readonly restores: number;
  /** Makes the dataset what it was before its last so many commits; its first commit always stays. */
  restore(commits: number): Promise<void>;
}

export async function createDatabase(first: PushPlan, options: DatabaseOptions): Promise<Database> {
  const { clock, foldsOften, renewsEpoch } = options;
  const scale = foldsOften ? COUNTED_AS : 1;
  const misjudged: string[] = [];
  const judged: Judgement[] = [];
  const takenBack = new Set<string>();
  let restores = 0;
  let pagesMissed = 0;
  let known = 0;
  let expired = new Set<number>();
  let epoch = FIRST_EPOCH;
  let plans: PushPlan[] = [];
  let plain = new PlainDataset();
  let held = createMemoryRepository();

  const write = async (plan: PushPlan): Promise<WriteResult> => {
    const written = await held.writePush(plan);
    if (written === 'moved') return 'moved';
    plans.push(plan);
    if (plan.write !== null) plain.take(plan.write.commit);
    return 'written';
  };
  const judge = ({ entry }: PushPlan, { actor, mutations, cursor, readAt }: Asking, before: number): void => {
    const today = londonDay(clock());
    const from = readCursor(cursor);
    if (isRefusal(from) || from.epoch !== epoch) misjudged.push(`A push from ${cursor} was taken in ${epoch}`);
    for (const outcome of entry.outcomes) {
      const mutation = mutations.find(({ mutationId }) => mutationId === outcome.mutationId);
      if (mutation === undefined) throw new Error('The service answered what nobody asked');
      const answered = judgementOf(outcome);
      judged.push(answered);
      if (plain.knows(mutation, before)) known += 1;
      const sequences = Array.from({ length: before - readAt + 1 }, (_, index) => readAt + index);
      const expected = sequences.map((sequence) => plain.judge(mutation, actor, today, sequence));
      if (!expected.includes(answered))
        misjudged.push(`${answered} and not ${expected.join(' or ')}: ${JSON.stringify(mutation)}`);
    }
  };
  const repository = (asking?: Asking): Repository => {
    const here = held;
    const counted = (head: DatasetHead): DatasetHead => ({ ...head, changes: head.changes * scale });
    const uncounted = ({ write, ...plan }: PushPlan): PushPlan => ({
      ...plan,
      write: write && { ...write, head: { ...write.head, changes: write.head.changes / scale } },
    });
    return {
      ...here,
      expireSnapshot: async (_datasetId, { sequence }) => void expired.add(sequence),
      writeSnapshotPage: (datasetId, sequence, page, bytes) => {
        expired.delete(sequence);
        return here.writeSnapshotPage(datasetId, sequence, page, bytes);
      },
      snapshotPage: async (datasetId, sequence, page) => {
        // seven days pass between two requests of one client, never within one
        const isGone = asking?.isForPage === true && expired.has(sequence);
        if (isGone) pagesMissed += 1;
        return isGone ? null : here.snapshotPage(datasetId, sequence, page);
      },
      head: async (datasetId) => {
        const head = await here.head(datasetId);
        return head && counted(head);
      },
      records: (datasetId, ids) => {
        if (asking !== undefined) asking.readAt = plain.sequence;
        return here.records(datasetId, ids);
      },
      writePush: async (plan) => {
        const before = plain.sequence;
        const written = await write(uncounted(plan));
        if (written === 'written' && asking !== undefined) judge(plan, asking, before);
        return written;
      },
    };
  };
  const restore = async (commits: number): Promise<void> => {
    const last = Math.max(1, plain.sequence - commits);
    const end = plans.findIndex((plan) => (plan.write?.commit.sequence ?? 0) > last);
    const kept = end < 0 ? plans : plans.slice(0, end);
    for (const plan of plans.slice(kept.length))
      for (const { mutationId } of plan.write?.commit.changes ?? []) takenBack.add(mutationId);
    restores += 1;
    plans = [];
    plain = new PlainDataset();
    expired = new Set();
    held = createMemoryRepository();
    await held.createDataset(DATASET, epoch);
    for (const plan of kept) await write(inEpoch(plan, epoch));
    if (!renewsEpoch) return;
    const renewed = await renewEpoch({ repository: held, newEpoch: () => `epoch-${restores + 1}` }, DATASET);
    if (isRefusal(renewed)) throw new Error(renewed.detail);
    epoch = renewed.epoch;
  };

  await held.createDataset(DATASET, epoch);
  await write(first);
  return {
    get epoch() {
      return epoch;
    },
    get plain() {
      return plain;
    },
    misjudged,
    judged,
    takenBack,
    get known() {
      return known;
    },
    get pagesMissed() {
      return pagesMissed;
    },
    get restores() {
      return restores;
    },
    snapshot: async () => {
      const stored = await held.records(DATASET, [...plain.fields().keys()]);
      const cursor = writeCursor({ epoch, sequence: plain.sequence });
      return { records: [...stored.values()].map(({ record }) => record), cursor };
    },
    foldSnapshot: async () => {
      await currentSnapshot({ repository: repository(), clock }, DATASET);
    },
    repository,
    restore,
  };
}

/** A push of an earlier epoch as the restored dataset holds it. */
function inEpoch({ write, ...plan }: PushPlan, epoch: string): PushPlan {
  return { ...plan, write: write && { ...write, head: { ...write.head, epoch } } };
}
