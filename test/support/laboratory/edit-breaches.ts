import type { ReturnedEdit } from '../../../addin/replica/returned-edit.ts';
import type { LoggedChange, Mutation } from '../../../shared/sync/protocol.ts';
import type { Breach } from './breach.ts';
import type { Attempt } from './diary.ts';
import { type KeptEdits, keptEdits } from './kept-edits.ts';
import { type Held, sameText } from './log-breaches.ts';
import type { EndedRun } from './run-schedule.ts';

type Wanted = Pick<LoggedChange, 'op' | 'changes'>;

/** Every edit: applied in exactly one commit, or back with its reason; what was acknowledged never gone and never altered. */
export async function editBreaches(run: EndedRun, held: Held): Promise<Breach[]> {
  const { diary } = run;
  const { logged, returned, mayBeGone } = await keptEdits(run, held);
  const breaches: Breach[] = diary.wronglyImported.map((detail) => ({
    promise: 'edits stay with their author',
    detail,
  }));
  const breach = (promise: Breach['promise'], what: unknown): void =>
    void breaches.push({ promise, detail: JSON.stringify(what) });

  const kept = new Map<string, Wanted[]>();
  const keep = (mutationId: string, wanted: Wanted): void =>
    void kept.set(mutationId, [...(kept.get(mutationId) ?? []), wanted]);
  for (const change of logged) {
    if (kept.has(change.mutationId)) breach('no edit is in two commits', change);
    keep(change.mutationId, change);
  }
  for (const { disk, edit } of returned) {
    // each window takes along what it knew of an edit, and not all may have known the last of it
    const wasWiped = diary.wiped.some((each) => each.disk === disk);
    const saysWhy = edit.problems.length > 0 && edit.problems.every(({ message }) => message !== '');
    if (!saysWhy) breach('what comes back says why', edit.mutation);
    if (!amountsToItsParts(edit.mutation, edit.parts)) breach('a conflict holds all that became part of it', edit);
    for (const part of edit.parts) {
      const isTwice = !wasWiped && kept.has(part.mutationId) && !diary.copied.has(part.mutationId);
      if (isTwice) breach('an edit is taken, or it comes back, and not both', { disk: disk.name, part });
      keep(part.mutationId, part);
    }
  }
  for (const [one, other] of pairsOn(returned)) {
    const isCopied = [...one.parts, ...other.parts].some(({ mutationId }) => diary.copied.has(mutationId));
    if (!isCopied && isMadeOn(one, other)) breach('a conflict holds all that became part of it', { one, other });
  }
  for (const attempt of diary.attempts) {
    const mutationId = attempt.acknowledged?.mutationId;
    if (mutationId === undefined) continue;
    const is = kept.get(mutationId);
    if (is === undefined) {
      if (!mayBeGone(mutationId)) breach('no acknowledged edit is gone', { ...attempt.request, mutationId });
    } else if (!mayBeGone(mutationId) && !is.some((each) => isWhatWasAsked(each, attempt, diary.attempts)))
      breach('an acknowledged edit is what was asked', { asked: attempt.request, is });
    else if (!is.every((each) => isOnWhatWasSeen(each, attempt, diary.attempts)))
      breach('an edit says what its author saw', { asked: attempt.request, is });
  }
  return breaches;
}

/** Its own values; or those of an edit that the person made after it, which was coalesced with it. */
function isWhatWasAsked(kept: Wanted, attempt: Attempt, attempts: readonly Attempt[]): boolean {
  if (holds(kept, attempt)) return true;
  const { request, person, acknowledged } = attempt;
  return attempts.some((later) => {
    const isLater = (later.acknowledged?.at ?? Number.POSITIVE_INFINITY) > attempt.begunAt;
    const isSameEdit = later.acknowledged === null || later.acknowledged.mutationId === acknowledged?.mutationId;
    const mayBeIt = later !== attempt && later.person === person && later.request.recordId === request.recordId;
    return mayBeIt && isLater && isSameEdit && later.refused === null && holds(kept, later);
  });
}

/** An edit that was coalesced keeps the base of the first; of a correction, which needs a reason, that of its day counts. */
function isOnWhatWasSeen(
  { changes }: Wanted,
  { request, acknowledged }: Attempt,
  attempts: readonly Attempt[],
): boolean {
  const { base = {}, values, reason } = request;
  const made = attempts.filter((each) => each.acknowledged?.mutationId === acknowledged?.mutationId);
  if (reason !== undefined || made.length > 1) return true;
  return Object.keys(values).every(
    (field) => base[field] === undefined || sameText(changes[field]?.base ?? null, base[field]),
  );
}

const holds = ({ op, changes }: Wanted, { request }: Attempt): boolean =>
  (request.op === undefined || request.op === op) &&
  Object.entries(request.values).every(([field, value]) => sameText(changes[field]?.value ?? null, value));

/** Conflicts about one record over one disk, two by two, in both orders. */
function pairsOn(returned: KeptEdits['returned']): [ReturnedEdit, ReturnedEdit][] {
  const conflicts = returned.filter(({ edit }) => edit.result === 'conflict');
  return conflicts.flatMap((one) =>
    conflicts
      .filter(({ disk, edit }) => edit !== one.edit && disk === one.disk)
      .filter(({ edit }) => edit.mutation.recordId === one.edit.mutation.recordId)
      .map(({ edit }): [ReturnedEdit, ReturnedEdit] => [one.edit, edit]),
  );
}

/**
 * Whether the author of the other had the value before them that the one had set, which is nobody else's. A correction of
 * an earlier day rests on what was true then, whatever its author saw.
 */
function isMadeOn({ mutation: one }: ReturnedEdit, { mutation: other }: ReturnedEdit): boolean {
  if (other.effectiveOn < one.effectiveOn) return false;
  return Object.entries(other.changes).some(([field, { base, value }]) => {
    const before = one.changes[field]?.value;
    return (
      isOnesOwn(before) &&
      !sameText(base, value) &&
      sameText(base, before) &&
      !sameText(before, one.changes[field]?.base)
    );
  });
}

/** Values that a count makes nobody else's (edit-requests.ts). */
const isOnesOwn = (value: unknown): boolean => typeof value === 'string' && /^(Note|Owner) \d/.test(value);

/** The last edit of a conflict is seen in it, and every field that an earlier one set. */
function amountsToItsParts({ changes }: Mutation, parts: readonly Mutation[]): boolean {
  return parts.every((part) => Object.keys(part.changes).every((field) => changes[field] !== undefined));
}
