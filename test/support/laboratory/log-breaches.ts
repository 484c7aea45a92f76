import { londonDay } from '../../../shared/domain/calendar.ts';
import { applyChange, recordAsAt } from '../../../shared/sync/fold.ts';
import type { Commit } from '../../../shared/sync/protocol.ts';
import { type DatasetRecord, sameValue } from '../../../shared/sync/record.ts';
import type { Breach } from './breach.ts';
import type { EndedRun } from './run-schedule.ts';

/** What the service holds in the end. */
export interface Held {
  readonly log: readonly Commit[];
  readonly records: readonly DatasetRecord[];
}

/** The service against itself, and against the plain dataset. */
export function logBreaches({ database, server, time }: EndedRun, { log, records }: Held): Breach[] {
  const breaches: Breach[] = server.errors.map((detail) => ({ promise: 'no error inside', detail }));
  for (const detail of database.misjudged) breaches.push({ promise: 'answered as the plain dataset has it', detail });
  for (const [index, { sequence }] of log.entries()) {
    if (sequence !== index + 1) breaches.push({ promise: 'the log has no gap', detail: `${sequence} after ${index}` });
  }
  const changes = log.flatMap((commit) => commit.changes);
  const today = londonDay(new Date(time.nowMs));
  const plain = database.plain.fields();
  for (const record of records) {
    const own = changes.filter(({ recordId }) => recordId === record.id);
    const folded = own.reduce<DatasetRecord | null>(applyChange, null);
    const isFolded = sameText(folded, record);
    const isAsAtToday = sameText(recordAsAt(own, today), record);
    const isPlain = sameText(plain.get(record.id), record.fields);
    if (!isFolded || !isAsAtToday || !isPlain)
      breaches.push({ promise: 'records are what their log says', detail: record.id });
  }
  return breaches;
}

/** Whether two plain objects hold the same. */
export function sameText(one: unknown, other: unknown): boolean {
  // what is compared here came from JSON, or could go there; the order of keys seldom differs
  return (
    JSON.stringify(one) === JSON.stringify(other) ||
    sameValue(one as Parameters<typeof sameValue>[0], other as Parameters<typeof sameValue>[0])
  );
}
