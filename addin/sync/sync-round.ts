import type { PushRequest, PushResponse } from '../../shared/sync/protocol.ts';
import { PROTOCOL_LIMITS } from '../replica/outbox.ts';
import type { PushLimits } from '../replica/replica-store.ts';
import type { SyncedReplica } from '../replica/synced-replica.ts';
import { failureOf } from './failure-of.ts';
import { loadSnapshot } from './load-snapshot.ts';
import type { Failure, Transport } from './transport.ts';

/** How a round ended. `sent` edits were answered; `received` records came that were not known. */
export interface RoundEnd {
  readonly failure: Failure | null;
  readonly sent: number;
  readonly received: number;
}

const MAX_RENUMBERINGS = 3;

/** One round: the first snapshot where there is none yet, then push, then pull, then the log where somebody asked for it. */
export async function syncRound(replica: SyncedReplica, transport: Transport): Promise<RoundEnd> {
  await replica.refresh();
  let sent = 0;
  let received = 0;
  const end = (failure: Failure | null): RoundEnd => ({ failure, sent, received });

  if (replica.summary.cursor === null) {
    const failure = await loadSnapshot(replica, transport);
    if (failure !== null) return end(failure);
    received += 1;
  }
  const pushed = await pushAll(replica, transport, (count) => {
    sent += count;
  });
  if (pushed !== null) return end(pushed);
  const pulled = await pullAll(replica, transport, (count) => {
    received += count;
  });
  if (pulled !== null) return end(pulled);
  return end(await pullHistory(replica, transport));
}

/** Sends until nothing waits. */
async function pushAll(
  replica: SyncedReplica,
  transport: Transport,
  onAnswered: (count: number) => void,
): Promise<Failure | null> {
  let limits = PROTOCOL_LIMITS;
  for (let renumberings = 0; renumberings <= MAX_RENUMBERINGS; ) {
    const request = await replica.takePushes(limits);
    if (request === null) return null;
    const failure = await pushOnce(replica, transport, request, onAnswered);
    if (failure === null) continue;
    if (failure.kind === 'push number') {
      await replica.renumber('new', request);
      renumberings += 1;
    } else if (failure.kind === 'too large' && limits.mutationsPerPush > 1) {
      limits = halved(limits);
      await replica.renumber('same', request);
    } else {
      return failure;
    }
  }
  return {
    kind: 'trouble',
    code: 'push-number',
    detail: 'The service and this machine do not agree how to count pushes',
  };
}

async function pushOnce(
  replica: SyncedReplica,
  transport: Transport,
  request: PushRequest,
  onAnswered: (count: number) => void,
): Promise<Failure | null> {
  const answer = await transport.push(request);
  if (!answer.ok) return answer.failure;
  const { results, stopped } = answer.value;
  // an edit may leave the outbox only when it was answered
  if (!answersEveryEdit(request, answer.value)) {
    return { kind: 'trouble', code: 'edit-not-answered', detail: 'The service left an edit without an answer' };
  }
  if (results.length > 0) await replica.acknowledge(request, results);
  onAnswered(results.reduce((count, { outcomes }) => count + outcomes.length, 0));
  return stopped === undefined ? null : failureOf(stopped.status, stopped, null);
}

function answersEveryEdit({ pushes }: PushRequest, { results, stopped }: PushResponse): boolean {
  if (results.length === 0 && stopped === undefined) return false;
  return results.every(({ number, outcomes }) => {
    const push = pushes.find((each) => each.number === number);
    const answered = new Set(outcomes.map(({ mutationId }) => mutationId));
    return push?.mutations.every(({ mutationId }) => answered.has(mutationId)) === true;
  });
}

function halved({ mutationsPerPush, bytesPerPush }: PushLimits): PushLimits {
  return {
    mutationsPerPush: Math.ceil(mutationsPerPush / 2),
    bytesPerPush: Math.ceil(bytesPerPush / 2),
    pushesPerRequest: 1,
  };
}

/** [S9] Pulls until there is no more; [S11] an old epoch's cursor, or a gap, leads to a new snapshot. */
async function pullAll(
  replica: SyncedReplica,
  transport: Transport,
  onReceived: (count: number) => void,
): Promise<Failure | null> {
  for (;;) {
    const answer = await transport.changes(replica.summary.cursor);
    const isGone = !answer.ok && answer.failure.kind === 'gone';
    if (!answer.ok && !isGone) return answer.failure;
    if (answer.ok && answer.value === null) return null;
    const taken =
      answer.ok && answer.value !== null
        ? await replica.applyCommits(answer.value.commits, answer.value.cursor)
        : 'gap';
    if (taken === 'gap') {
      onReceived(1);
      return loadSnapshot(replica, transport);
    }
    onReceived(taken.changed);
    if (!answer.ok || answer.value?.more !== true) return null;
  }
}

/** [S13] Fetches the log for as-at answers, from where an earlier round left it. */
async function pullHistory(replica: SyncedReplica, transport: Transport): Promise<Failure | null> {
  for (;;) {
    const wanted = replica.historyWanted();
    if (wanted === null) return null;
    const answer = await transport.changes(wanted.after);
    if (!answer.ok) return answer.failure;
    const page = answer.value ?? { commits: [], cursor: wanted.after, more: false };
    await replica.appendHistory(page.commits, page.cursor, !page.more);
  }
}
