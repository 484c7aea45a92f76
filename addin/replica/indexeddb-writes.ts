import type { Mutation, PushRequest } from '../../shared/sync/protocol.ts';
import type { Meta } from './indexeddb-schema.ts';
import type { Writing } from './indexeddb-transactions.ts';
import { coalesced, MAX_ENTRIES_PER_REQUEST, nextPushes } from './outbox.ts';
import type {
  AcknowledgeWrite,
  AdvanceWrite,
  HistoryWrite,
  OutboxEntry,
  PushLimits,
  SnapshotWrite,
  UnsentEdits,
} from './replica-store.ts';
import { adoptedEntries, adoptionOf } from './unsent-edits.ts';

const RECORDS_PER_CHUNK = 500;

export async function putSnapshot(
  tx: Writing,
  meta: Meta,
  { records, returned = [], cursor, at }: SnapshotWrite,
): Promise<Partial<Meta>> {
  await Promise.all([
    tx.objectStore('chunks').clear(),
    tx.objectStore('records').clear(),
    tx.objectStore('commits').clear(),
  ]);
  for (let from = 0; from < records.length; from += RECORDS_PER_CHUNK) {
    await tx.objectStore('chunks').put(records.slice(from, from + RECORDS_PER_CHUNK));
  }
  const held = tx.objectStore('returned');
  for (const edit of returned) if ((await held.getKey(edit.mutation.mutationId)) !== undefined) await held.put(edit);
  const history = meta.history === null ? null : { cursor: null, complete: false };
  return { snapshotVersion: meta.version + 1, cursor, lastSyncedAt: at, history };
}

export async function putStep(tx: Writing, { version, history }: Meta, step: AdvanceWrite): Promise<Partial<Meta>> {
  for (const record of step.records) await tx.objectStore('records').put({ version: version + 1, record });
  for (const edit of step.returned) await tx.objectStore('returned').put(edit);
  if (history !== null) for (const commit of step.commits) await tx.objectStore('commits').put(commit);
  return { cursor: step.cursor, lastSyncedAt: step.at };
}

export async function putEdit(tx: Writing, mutation: Mutation): Promise<OutboxEntry> {
  const outbox = tx.objectStore('outbox');
  const last = (await outbox.index('recordId').getAll(mutation.recordId)).at(-1);
  const merged = last === undefined ? null : coalesced(last, mutation);
  if (merged !== null) {
    await outbox.put(merged);
    return merged;
  }
  const entry = { position: (await lastPosition(tx)) + 1, mutation, pushNumber: null, sealed: false };
  await outbox.put(entry);
  return entry;
}

const lastPosition = async (tx: Writing): Promise<number> =>
  (await tx.objectStore('outbox').openKeyCursor(null, 'prev'))?.key ?? 0;

export async function adoptEdits(tx: Writing, edits: UnsentEdits) {
  const [outbox, returned] = [tx.objectStore('outbox'), tx.objectStore('returned')];
  const adoption = adoptionOf(edits, await outbox.getAll(), await returned.getAll());
  for (const entry of adoptedEntries(adoption.waiting, await lastPosition(tx))) await outbox.put(entry);
  for (const edit of adoption.returned) await returned.put(edit);
  const imported = adoption.waiting.length + adoption.returned.length;
  return { changed: imported === 0 ? null : {}, value: { imported, already: adoption.already } };
}

export async function sealWaiting(tx: Writing) {
  const outbox = tx.objectStore('outbox');
  const open = (await outbox.getAll()).filter(({ sealed }) => !sealed);
  for (const entry of open) await outbox.put({ ...entry, sealed: true });
  return { changed: open.length === 0 ? null : {}, value: null };
}

export async function numberPushes(tx: Writing, meta: Meta, limits: PushLimits) {
  const { clientId, cursor } = meta;
  if (cursor === null) return { changed: null, value: { numbered: 0, request: null } };
  const outbox = tx.objectStore('outbox');
  const next = nextPushes(await outbox.getAll(null, MAX_ENTRIES_PER_REQUEST), meta.nextPush, limits);
  for (const entry of next.numbered) await outbox.put(entry);
  const pushes = next.pushes.slice(0, limits.pushesPerRequest);
  const numbered = next.numbered.length;
  const request: PushRequest | null = pushes.length === 0 ? null : { clientId, cursor, pushes };
  return { changed: numbered === 0 ? null : { nextPush: next.nextPush }, value: { numbered, request } };
}

export async function putAnswer(tx: Writing, { version }: Meta, answer: AcknowledgeWrite): Promise<Partial<Meta>> {
  for (const record of answer.records) await tx.objectStore('records').put({ version: version + 1, record });
  for (const id of answer.superseded) await tx.objectStore('returned').delete(id);
  for (const edit of answer.returned) await tx.objectStore('returned').put(edit);
  await removeFromOutbox(tx, new Set(answer.settled));
  return {};
}

/** What was sent stands at the front; what became part of a conflict may stand anywhere. */
async function removeFromOutbox(tx: Writing, settled: Set<string>): Promise<void> {
  const outbox = tx.objectStore('outbox');
  let after = 0;
  while (settled.size > 0) {
    const entries = await outbox.getAll(IDBKeyRange.lowerBound(after, true), MAX_ENTRIES_PER_REQUEST);
    for (const { position, mutation } of entries) {
      if (settled.delete(mutation.mutationId)) await outbox.delete(position);
      after = position;
    }
    if (entries.length === 0) return;
  }
}

export async function callBackPushes(tx: Writing, meta: Meta, clientId: string | null): Promise<Partial<Meta>> {
  const outbox = tx.objectStore('outbox');
  let nextPush = clientId === null ? meta.nextPush : 1;
  for (const entry of await outbox.getAll(null, MAX_ENTRIES_PER_REQUEST)) {
    if (entry.pushNumber === null) continue;
    if (clientId === null) nextPush = Math.min(nextPush, entry.pushNumber);
    await outbox.put({ ...entry, pushNumber: null });
  }
  return { nextPush, clientId: clientId ?? meta.clientId };
}

/** Null where another window freed the log, or fetched it on, while the page was on its way. */
export async function putHistory(tx: Writing, { history }: Meta, page: HistoryWrite): Promise<Partial<Meta> | null> {
  const { after, commits, cursor, complete } = page;
  if (history === null || history.cursor !== after) return null;
  for (const commit of commits) await tx.objectStore('commits').put(commit);
  return { history: { cursor, complete } };
}

/** Frees what the log takes; it can be fetched again. Null where there was none. */
export async function dropLog(tx: Writing, { history }: Meta): Promise<Partial<Meta> | null> {
  if (history === null) return null;
  await tx.objectStore('commits').clear();
  return { history: null };
}
