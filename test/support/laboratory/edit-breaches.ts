import type { ReturnedEdit } from '../../../addin/replica/returned-edit.ts';
import type { LoggedChange } from '../../../shared/sync/protocol.ts';
import type { Breach } from './breach.ts';
import type { Attempt } from './diary.ts';
import { type Held, sameText } from './log-breaches.ts';
import type { EndedRun } from './run-schedule.ts';

/** Every edit: applied in exactly one commit, or back with its reason; what was acknowledged never gone and never altered. */
export async function editBreaches({ places, database, diary }: EndedRun, { log }: Held): Promise<Breach[]> {
  const breaches: Breach[] = [];
  const taken = new Map<string, LoggedChange>();
  for (const change of log.flatMap((commit) => commit.changes)) {
    if (taken.has(change.mutationId)) breaches.push({ promise: 'no edit is in two commits', detail: shown(change) });
    taken.set(change.mutationId, change);
  }
  const back = new Map<string, ReturnedEdit>();
  for (const [subject, disk] of new Map([...places.values()].map((place) => [place.actor.subject, place.disk]))) {
    for (const edit of (await (await disk.inspect()).read()).returned) {
      const { mutationId } = edit.mutation;
      if (taken.has(mutationId) || back.has(mutationId))
        breaches.push({
          promise: 'an edit is taken, or it comes back, and not both',
          detail: `${subject} ${shown(edit.mutation)}`,
        });
      const saysWhy = edit.problems.length > 0 && edit.problems.every(({ message }) => message !== '');
      if (!saysWhy) breaches.push({ promise: 'what comes back says why', detail: shown(edit.mutation) });
      back.set(mutationId, edit);
    }
  }
  for (const attempt of diary.attempts) {
    const mutationId = attempt.acknowledged?.mutationId;
    if (mutationId === undefined) continue;
    const kept = taken.get(mutationId) ?? back.get(mutationId)?.mutation;
    if (kept !== undefined) {
      if (!isWhatWasAsked(kept, attempt, diary.attempts))
        breaches.push({
          promise: 'an acknowledged edit is what was asked',
          detail: `${shown(attempt.request)} became ${shown(kept)}`,
        });
      continue;
    }
    const isAccountedFor = database.takenBack.has(mutationId) || diary.dismissed.has(mutationId);
    if (!isAccountedFor)
      breaches.push({ promise: 'no acknowledged edit is gone', detail: shown({ ...attempt.request, mutationId }) });
  }
  return breaches;
}

/** Its own values; or those of an edit made after it over the same disk, which was coalesced with it. */
function isWhatWasAsked(kept: Pick<LoggedChange, 'changes'>, attempt: Attempt, attempts: readonly Attempt[]): boolean {
  if (holds(kept, attempt)) return true;
  const { request, disk, acknowledged } = attempt;
  return attempts.some((later) => {
    const isLater = (later.acknowledged?.at ?? Number.POSITIVE_INFINITY) > attempt.begunAt;
    const isSameEdit = later.acknowledged === null || later.acknowledged.mutationId === acknowledged?.mutationId;
    const mayBeIt = later !== attempt && later.disk === disk && later.request.recordId === request.recordId;
    return mayBeIt && isLater && isSameEdit && !later.isRefused && holds(kept, later);
  });
}

const holds = ({ changes }: Pick<LoggedChange, 'changes'>, { request }: Attempt): boolean =>
  Object.entries(request.values).every(([field, value]) => sameText(changes[field]?.value ?? null, value));

const shown = (value: unknown): string => JSON.stringify(value);
