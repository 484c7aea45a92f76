import { applyChange } from '../../shared/sync/fold.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type { RoundParts } from './round-parts.ts';
import type { Answer, Failure } from './transport.ts';

const PAGES_AT_ONCE = 4;

/**
 * [S10] Loads the snapshot and the commits after it, and hands them over only when they are whole: nobody sees half a
 * plan. The outbox is not touched [S11]. Null where it went well.
 */
export async function loadSnapshot(parts: RoundParts): Promise<Failure | null> {
  const { replica, transport } = parts;
  const answer = await transport.snapshot();
  if (!answer.ok) return answer.failure;
  const { sequence, pages, cursor } = answer.value;
  const records = new Map<string, DatasetRecord>();
  for (let page = 0; page < pages; page += PAGES_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(PAGES_AT_ONCE, pages - page) }, (_, index) => page + index);
    const answers = await Promise.all(numbers.map((number) => transport.snapshotPage(sequence, number)));
    for (const each of answers) {
      if (!each.ok) return each.failure;
      for (const record of each.value) records.set(record.id, record);
    }
  }
  parts.log.noteSnapshot(sequence);
  const caughtUp = await catchUp(parts, records, cursor);
  if (!caughtUp.ok) return caughtUp.failure;
  await replica.loadSnapshot({ records: [...records.values()], cursor: caughtUp.value });
  parts.received += 1;
  return null;
}

/** Folds the commits after the snapshot into its records; the value is the cursor after the last. */
async function catchUp(
  { transport, log }: RoundParts,
  records: Map<string, DatasetRecord>,
  from: string,
): Promise<Answer<string>> {
  let cursor = from;
  for (;;) {
    const answer = await transport.changes(cursor);
    if (!answer.ok) return answer;
    if (answer.value === null) return { ok: true, value: cursor };
    const last = answer.value.commits.at(-1);
    if (last !== undefined) log.noteEntry(last.sequence);
    for (const change of answer.value.commits.flatMap(({ changes }) => changes)) {
      records.set(change.recordId, applyChange(records.get(change.recordId) ?? null, change));
    }
    cursor = answer.value.cursor;
    if (!answer.value.more) return { ok: true, value: cursor };
  }
}
