import type { PushRequest, PushResponse } from '../../shared/sync/protocol.ts';
import { PROTOCOL_LIMITS } from '../replica/outbox.ts';
import type { PushLimits } from '../replica/replica-store.ts';
import { failureOf } from './failure-of.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { pullCommits } from './pull.ts';
import type { RoundParts } from './round-parts.ts';
import type { Failure } from './transport.ts';

/** A service and a machine that agree on nothing must not go round for ever. */
const MAX_MENDINGS = 3;

/** Sends until nothing waits; a refusal that this machine can mend is mended, and what it refused is sent again. */
export async function pushOutbox(parts: RoundParts): Promise<Failure | null> {
  const { replica } = parts;
  let limits = PROTOCOL_LIMITS;
  let mendings = 0;
  for (;;) {
    const request = await replica.takePushes(limits);
    if (request === null) return null;
    const refusal = await pushOnce(parts, request);
    if (refusal === null) continue;
    if (refusal.kind === 'too large' && limits.mutationsPerPush > 1) {
      limits = halved(limits);
      await replica.renumber('same', request);
      continue;
    }
    mendings += 1;
    const failure = mendings > MAX_MENDINGS ? refusal : await mend(refusal, parts, request);
    if (failure !== null) return failure;
  }
}

/** Null where sending again makes sense. */
async function mend(refusal: Failure, parts: RoundParts, refused: PushRequest): Promise<Failure | null> {
  if (refusal.kind === 'gone') return loadSnapshot(parts); // [S11] the outbox stays
  if (refusal.kind !== 'push number') return refusal;
  await parts.replica.renumber('new', refused);
  return pullCommits(parts); // [S4] what another copy of this client has sent may be these very edits
}

async function pushOnce(parts: RoundParts, request: PushRequest): Promise<Failure | null> {
  const answer = await parts.transport.push(request);
  if (!answer.ok) return answer.failure;
  const { results, stopped } = answer.value;
  // an edit may leave the outbox only when it was answered
  if (!answersEveryEdit(request, answer.value)) {
    return { kind: 'trouble', code: 'edit-not-answered', detail: 'The service left an edit without an answer' };
  }
  if (results.length > 0) await parts.replica.acknowledge(request, results);
  parts.sent += results.reduce((count, { outcomes }) => count + outcomes.length, 0);
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
