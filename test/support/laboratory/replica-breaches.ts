import { londonDay } from '../../../shared/domain/calendar.ts';
import { asKind } from '../../../shared/sync/record.ts';
import type { Breach } from './breach.ts';
import { type Held, sameText } from './log-breaches.ts';
import type { EndedRun } from './run-schedule.ts';

/** Every replica, on its disk and in the memory of its window, against the service. */
export async function replicaBreaches({ places, windows, time }: EndedRun, { records }: Held): Promise<Breach[]> {
  const breaches: Breach[] = [];
  const differs = (detail: string): void => void breaches.push({ promise: 'replicas equal the server', detail });
  const today = londonDay(new Date(time.nowMs));
  for (const [name, { disk }] of places) {
    const stored = new Map((await (await disk.inspect()).read()).records.map((record) => [record.id, record]));
    const replica = windows.get(name)?.replica;
    const asAt = replica?.asAt(today) ?? null;
    if (stored.size !== records.length) differs(`${name} has ${stored.size} records on disk, not ${records.length}`);
    for (const record of records) {
      if (!sameText(stored.get(record.id), record)) differs(`${name} on disk: ${record.id}`);
      if (!sameText(replica?.copy.records.visible(record.id), record)) differs(`${name} on screen: ${record.id}`);
      const then = asAt === null ? record : asAt.record(record.kind, record.id);
      if (!sameText(then?.fields, asKind(record, record.kind)?.fields)) differs(`${name} as at today: ${record.id}`);
    }
  }
  return breaches;
}
