import { DATASET } from '../../unit/functions/service-fixtures.ts';
import type { Breach } from './breach.ts';
import { editBreaches } from './edit-breaches.ts';
import { type Held, logBreaches } from './log-breaches.ts';
import { replicaBreaches } from './replica-breaches.ts';
import type { EndedRun } from './run-schedule.ts';

/** Holds a run that has ended against everything that was promised. */
export async function breachesOf(run: EndedRun): Promise<Breach[]> {
  const held = await heldBy(run);
  const undrained: Breach[] = run.isDrained ? [] : [{ promise: 'all drains', detail: statusesOf(run) }];
  const troubles = run.troubles.map((detail): Breach => ({ promise: 'no error inside', detail }));
  return [
    ...undrained,
    ...troubles,
    ...logBreaches(run, held),
    ...(await editBreaches(run, held)),
    ...(run.isDrained ? await replicaBreaches(run, held) : []),
  ];
}

async function heldBy({ database }: EndedRun): Promise<Held> {
  const repository = database.repository();
  const log = await repository.commitsAfter(DATASET, 0, Number.MAX_SAFE_INTEGER);
  const ids = [...new Set(log.flatMap(({ changes }) => changes.map(({ recordId }) => recordId)))].sort();
  const stored = await repository.records(DATASET, ids);
  return { log, records: ids.flatMap((id) => stored.get(id)?.record ?? []) };
}

const statusesOf = ({ windows }: EndedRun): string =>
  [...windows].map(([name, { loop }]) => `${name}: ${JSON.stringify(loop.status)}`).join('; ');
