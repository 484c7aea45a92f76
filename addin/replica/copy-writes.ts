import type { DatasetRecord } from '../../shared/sync/record.ts';
import { answersOf, answerWrite } from './answer-write.ts';
import { pulledStep, toldBySnapshot } from './pulled-step.ts';
import { type ReturnedEdit, withReturned } from './returned-edit.ts';
import type { StoreMirror } from './store-mirror.ts';
import type { ReplicaNews, SyncedReplica } from './synced-replica.ts';
import type { Dependency } from './watchers.ts';

/** What there is to be told of a copy, and what it needs of the world. */
export interface CopySurroundings {
  readonly now: () => string;
  readonly newId: () => string;
  /** Called after memory has changed: the records that the person now sees otherwise, and what else is new. */
  readonly onChange: (records: readonly DatasetRecord[], also: readonly Dependency[]) => void;
  /** Called once an edit was answered, or became part of a conflict; `returned` is null where the server has taken it. */
  readonly onAnswer: (mutationId: string, returned: ReturnedEdit | null) => void;
}

export interface CopyWritesOptions extends CopySurroundings {
  readonly mirror: StoreMirror;
  readonly tell: (news: ReplicaNews) => void;
}

/** What the sync loop writes: each is one transaction of the store, tried anew where another workbook was first. */
export function createCopyWrites(options: CopyWritesOptions): Omit<SyncedReplica, 'summary' | 'onNews'> {
  const { mirror, now, newId, tell, onChange, onAnswer } = options;
  const { records, history, log, opened, inTurn, takeUp, refreshIfBehind, noteWrite } = mirror;

  return {
    refresh: () => inTurn(refreshIfBehind),
    loadSnapshot: (snapshot) =>
      inTurn(async () => {
        const { store, known } = opened();
        const returned = toldBySnapshot(snapshot.records, records.base, known.returned);
        await store.saveSnapshot({ ...snapshot, returned, at: now() });
        await takeUp(store);
      }),
    applyCommits: (commits, cursor) =>
      inTurn(async () => {
        for (;;) {
          const { store, known } = opened();
          const pulled = pulledStep(commits, records.base, known.returned);
          if (pulled === 'gap') return 'gap';
          const step = { ...pulled, commits, cursor, at: now() };
          const version = await store.advance(known.version, step);
          if (version === null) {
            await takeUp(store);
            continue;
          }
          const logged = log.add(commits);
          const changed = records.putRecords(step.records);
          const returned = withReturned(known.returned, step.returned);
          await noteWrite(version, { cursor, lastSyncedAt: step.at, returned });
          onChange(changed, logged);
          tell('changed');
          return { changed: step.records.length };
        }
      }),
    takePushes: (limits) =>
      inTurn(async () => {
        const { version, numbered, request } = await opened().store.takePushes(limits);
        if (request !== null) records.noteSent(request.pushes);
        await noteWrite(version, {}, numbered > 0 ? 1 : 0);
        return request;
      }),
    acknowledge: (request, results) =>
      inTurn(async () => {
        const answers = answersOf(request, results);
        const at = now();
        for (;;) {
          const { store, known } = opened();
          const held = { base: records.base, edits: records.edits, returned: known.returned };
          const write = answerWrite(answers, held, at);
          const version = await store.acknowledge(known.version, write);
          if (version === null) {
            await takeUp(store);
            continue;
          }
          for (const { mutation, outcome } of answers) {
            const isTaken = outcome.result === 'applied' || outcome.result === 'merged';
            if (isTaken && outcome.record !== null) history.addTaken(mutation, outcome.record.revision);
          }
          const settled = new Set(write.settled);
          const recordIds = new Set(answers.map(({ mutation }) => mutation.recordId));
          const waiting = [...recordIds].flatMap(records.edits).map(({ mutation }) => mutation);
          const changed = records.putRecords(
            write.records,
            waiting.filter(({ mutationId }) => settled.has(mutationId)),
          );
          await noteWrite(version, { returned: withReturned(known.returned, write.returned, write.superseded) });
          onChange(changed, []);
          for (const mutationId of settled) {
            const isPart = (part: { mutationId: string }): boolean => part.mutationId === mutationId;
            onAnswer(mutationId, write.returned.find(({ parts }) => parts.some(isPart)) ?? null);
          }
          tell('changed');
          return;
        }
      }),
    renumber: (clientId, refused) =>
      inTurn(async () => {
        for (let version: number | null = null; version === null; ) {
          await refreshIfBehind();
          const { store, known } = opened();
          // another window was refused the same pushes, and what it has sent anew may be taken already
          if (known.clientId !== refused.clientId) return;
          version = await store.renumber(known.version, clientId === 'new' ? newId() : null);
          await takeUp(store);
        }
      }),
    historyWanted() {
      const mark = mirror.present?.known.history ?? null;
      return mark === null || mark.complete ? null : { after: mark.cursor };
    },
    appendHistory: (commits, cursor, after, complete) =>
      inTurn(async () => {
        // the store gave up its log while this page was on its way
        if (opened().known.history === null) return;
        const version = await opened().store.appendHistory({ after, commits, cursor, complete });
        if (version === null) return takeUp(opened().store);
        await noteWrite(version, { history: { cursor, complete } });
        const { store, known } = opened();
        if (complete && log.isAsked) await log.takeUp(store, known.history, true);
      }),
    dismiss: (mutationId) =>
      inTurn(async () => {
        await refreshIfBehind();
        const { store, known } = opened();
        if (!known.returned.some(({ mutation }) => mutation.mutationId === mutationId)) return;
        const version = await store.dismiss(mutationId);
        await noteWrite(version, { returned: withReturned(known.returned, [], [mutationId]) });
        tell('dismissed');
      }),
  };
}
