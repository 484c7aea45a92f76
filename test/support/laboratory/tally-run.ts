import type { LoggedChange } from '../../../shared/sync/protocol.ts';
import { DATASET } from '../../unit/functions/service-fixtures.ts';
import { keptEdits } from './kept-edits.ts';
import { groupsOf } from './plain-record.ts';
import type { EndedRun } from './run-schedule.ts';

/** Counts what a schedule came to: of a laboratory in which nothing goes wrong, nothing is proven. */
export async function tallyRun(run: EndedRun, count: (what: string, times?: number) => void): Promise<void> {
  const { diary, database, network, server } = run;
  const { attempts } = diary;
  const acknowledged = attempts.flatMap((attempt) => attempt.acknowledged?.mutationId ?? []);
  count('acknowledged', acknowledged.length);
  count(
    'never answered',
    attempts.filter((attempt) => attempt.acknowledged === null && attempt.refused === null).length,
  );
  count('made in a table', attempts.filter(({ request, acknowledged }) => request.base && acknowledged).length);
  for (const { refused } of attempts) if (refused !== null) count(`refused: ${refused[0] ?? 'without a reason'}`);
  count('server died at a write', server.diedAtWrite);
  count('request: too large', server.tooLarge);
  count('taken back by a restore', database.takenBack.size);
  count('known already', database.known);
  count('snapshot page gone', database.pagesMissed);
  for (const judgement of database.judged) count(judgement);
  for (const [what, times] of diary.happened) count(what, times);
  for (const [fault, requests] of network.met) count(`request: ${fault}`, requests);

  const log = await database.repository().commitsAfter(DATASET, 0, Number.MAX_SAFE_INTEGER);
  const kept = await keptEdits(run, { log, records: [] });
  for (const { op } of kept.logged) if (op === 'delete' || op === 'restore') count(`${op}d`);
  count('corrected', kept.logged.filter((change, index) => isCorrection(change, kept.logged.slice(0, index))).length);
  for (const { edit } of kept.returned) if (edit.parts.length > 1) count('joined');
  const somewhere = new Set(
    [...kept.logged, ...kept.returned.flatMap(({ edit }) => edit.parts)].map((each) => each.mutationId),
  );
  for (const mutationId of acknowledged) {
    if (somewhere.has(mutationId) || diary.dismissed.has(mutationId)) continue;
    count(database.takenBack.has(mutationId) ? 'gone with a restore' : 'gone with a machine');
  }
}

const isCorrection = (change: LoggedChange, before: readonly LoggedChange[]): boolean =>
  before.some(
    (earlier) =>
      earlier.recordId === change.recordId &&
      earlier.effectiveOn > change.effectiveOn &&
      groupsOf(earlier).some((group) => groupsOf(change).includes(group)),
  );
