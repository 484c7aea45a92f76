import { londonDay } from '../../../shared/domain/calendar.ts';
import type { DatasetRecord } from '../../../shared/sync/record.ts';
import type { Breach } from './breach.ts';
import { type Held, sameText } from './log-breaches.ts';
import type { EndedRun } from './run-schedule.ts';

/** Every replica, on its disk and in the memory of the windows over it, against the service. */
export async function replicaBreaches({ premises, windows, time }: EndedRun, { records }: Held): Promise<Breach[]> {
  const breaches: Breach[] = [];
  const differs = (detail: string): void => void breaches.push({ promise: 'replicas equal the server', detail });
  for (const disk of premises.disks()) {
    const stored = new Map((await (await disk.inspect()).read()).records.map((record) => [record.id, record]));
    if (stored.size !== records.length) differs(`${disk.name} holds ${stored.size} records, not ${records.length}`);
    for (const record of records) if (!sameText(stored.get(record.id), record)) differs(`${disk.name}: ${record.id}`);
  }
  const today = londonDay(new Date(time.nowMs));
  for (const [name, { seat, replica }] of windows) {
    if (seat.person === null) continue;
    const asAt = replica.asAt(today);
    for (const record of records) {
      if (!sameText(replica.copy.records.visible(record.id), record)) differs(`${name} on screen: ${record.id}`);
      const then = asAt === null ? seen(record) : (asAt.record(record.kind, record.id)?.fields ?? null);
      if (!sameText(then, seen(record))) differs(`${name} as at today: ${record.id}`);
    }
    const deleted = records.filter((record) => record.deleted === true).map(({ id }) => id);
    if (
      !sameText(
        replica.deleted().map(({ id }) => id),
        deleted,
      )
    )
      differs(`${name} shows other deleted records`);
  }
  return breaches;
}

/** The fields of a record as everybody sees them; null of one that is deleted. */
const seen = ({ fields, deleted }: DatasetRecord): DatasetRecord['fields'] | null => (deleted === true ? null : fields);
