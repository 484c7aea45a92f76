import type { PushRequest, PushResponse, PushResult } from '../../shared/sync/protocol.ts';
import { failureOf } from './failure-of.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { pullCommits } from './pull.ts';
import { FULL_SIZE, halvedForGood, narrowed, widened } from './push-size.ts';
import { onlyEditOf, rejectionOf } from './refused-edit.ts';
import type { RoundParts } from './round-parts.ts';
import type { Failure } from './transport.ts';

/** A service and a machine that agree on nothing must not go round for ever. */
const MAX_MENDINGS = 3;

/**
 * Sends until nothing waits; a refusal that this machine can mend is mended, and what it refused is sent again. [S8] An
 * edit that is refused for what it says goes back to the person, and no edit waits behind it.
 */
export async function pushOutbox(parts: RoundParts): Promise<Failure | null> {
  const { replica } = parts;
  let size = FULL_SIZE;
  let mendings = 0;
  for (;;) {
    const request = await replica.takePushes(size.limits);
    if (request === null) return null;
    const refusal = await pushOnce(parts, request);
    if (refusal === null) {
      size = widened(size);
      continue;
    }
    if (refusal.kind === 'too large' && size.limits.mutationsPerPush > 1) {
      size = halvedForGood(size);
      await replica.renumber('same', request);
      continue;
    }
    if (refusal.kind === 'refused') {
      await replica.renumber('same', request);
      const edit = onlyEditOf(request);
      if (edit === null) size = narrowed(size, editsIn(request));
      else await sendBack(parts, request, rejectionOf(request, edit, refusal));
      continue;
    }
    mendings += 1;
    const failure = mendings > MAX_MENDINGS ? refusal : await mend(refusal, parts, request);
    if (failure !== null) return failure;
  }
}

const editsIn = ({ pushes }: PushRequest): number => pushes.reduce((sum, { mutations }) => sum + mutations.length, 0);

async function sendBack(parts: RoundParts, request: PushRequest, rejection: PushResult): Promise<void> {
  await parts.replica.acknowledge(request, [rejection]);
  parts.sent += 1;
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
