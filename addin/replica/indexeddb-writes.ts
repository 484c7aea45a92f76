import type { Mutation, PushRequest } from '../../shared/sync/protocol.ts';
import type { Meta } from './indexeddb-schema.ts';
import type { Writing } from './indexeddb-transactions.ts';
import { appendedEntries, MAX_ENTRIES_PER_REQUEST, nextPushes } from './outbox.ts';
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
  await atOnce(step.records, (record) => tx.objectStore('records').put({ version: version + 1, record }));
  await atOnce(step.returned, (edit) => tx.objectStore('returned').put(edit));
  if (history !== null) await atOnce(step.commits, (commit) => tx.objectStore('commits').put(commit));
  return { cursor: step.cursor, lastSyncedAt: step.at };
}

export async function putEdits(tx: Writing, mutations: readonly Mutation[]): Promise<readonly OutboxEntry[]> {
  const present = await entriesOf(tx, new Set(mutations.map(({ recordId }) => recordId)));
  const entries = appendedEntries(present, mutations, await lastPosition(tx));
  await putEntries(tx, entries);
  return entries;
}

/** A paste may touch thousands of records: so many look-ups take longer than reading all that waits once. */
const MAX_LOOK_UPS = 20;

async function entriesOf(tx: Writing, recordIds: ReadonlySet<string>): Promise<OutboxEntry[]> {
  const outbox = tx.objectStore('outbox');
  if (recordIds.size > MAX_LOOK_UPS) return outbox.getAll();
  const byRecord = outbox.index('recordId');
  return (await Promise.all([...recordIds].map((id) => byRecord.getAll(id)))).flat();
}

const putEntries = (tx: Writing, entries: readonly OutboxEntry[]): Promise<void> =>
  atOnce(entries, (entry) => tx.objectStore('outbox').put(entry));

/** A transaction does what it is asked in order: to wait for each answer would only cost a turn of the event loop. */
async function atOnce<T>(rows: readonly T[], ask: (row: T) => Promise<unknown>): Promise<void> {
  // async, so that one that throws leaves none before it without somebody who hears of its end
  await Promise.all(rows.map(async (row) => ask(row)));
}

const lastPosition = async (tx: Writing): Promise<number> =>
  (await tx.objectStore('outbox').openKeyCursor(null, 'prev'))?.key ?? 0;

export async function adoptEdits(tx: Writing, edits: UnsentEdits) {
  const [outbox, returned] = [tx.objectStore('outbox'), tx.objectStore('returned')];
  const adoption = adoptionOf(edits, await outbox.getAll(), await returned.getAll());
  await putEntries(tx, adoptedEntries(adoption.waiting, await lastPosition(tx)));
  for (const edit of adoption.returned) await returned.put(edit);
  const imported = adoption.waiting.length + adoption.returned.length;
  return { changed: imported === 0 ? null : {}, value: { imported, already: adoption.already } };
}

export async function sealWaiting(tx: Writing) {
  const outbox = tx.objectStore('outbox');
  const open = (await outbox.getAll()).filter(({ sealed }) => !sealed);
  await putEntries(
    tx,
    open.map((entry) => ({ ...entry, sealed: true })),
  );
  return { changed: open.length === 0 ? null : {}, value: null };
}

export async function numberPushes(tx: Writing, meta: Meta, limits: PushLimits) {
  const { clientId, cursor } = meta;
  if (cursor === null) return { changed: null, value: { numbered: 0, request: null } };
  const outbox = tx.objectStore('outbox');
  const next = nextPushes(await outbox.getAll(null, MAX_ENTRIES_PER_REQUEST), meta.nextPush, limits);
  await putEntries(tx, next.numbered);
  const pushes = next.pushes.slice(0, limits.pushesPerRequest);
  const numbered = next.numbered.length;
  const request: PushRequest | null = pushes.length === 0 ? null : { clientId, cursor, pushes };
  return { changed: numbered === 0 ? null : { nextPush: next.nextPush }, value: { numbered, request } };
}

export async function putAnswer(tx: Writing, { version }: Meta, answer: AcknowledgeWrite): Promise<Partial<Meta>> {
  await atOnce(answer.records, (record) => tx.objectStore('records').put({ version: version + 1, record }));
  await atOnce(answer.superseded, (id) => tx.objectStore('returned').delete(id));
  await atOnce(answer.returned, (edit) => tx.objectStore('returned').put(edit));
  await removeFromOutbox(tx, new Set(answer.settled));
  return {};
}

/** What was sent stands at the front; what became part of a conflict may stand anywhere. */
async function removeFromOutbox(tx: Writing, settled: Set<string>): Promise<void> {
  const outbox = tx.objectStore('outbox');
  let after = 0;
  while (settled.size > 0) {
    const entries = await outbox.getAll(IDBKeyRange.lowerBound(after, true), MAX_ENTRIES_PER_REQUEST);
    const answered = entries.filter(({ mutation }) => settled.delete(mutation.mutationId));
    await atOnce(answered, ({ position }) => outbox.delete(position));
    const last = entries.at(-1);
    if (last === undefined) return;
    after = last.position;
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
