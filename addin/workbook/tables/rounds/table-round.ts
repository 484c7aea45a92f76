import type { Replica, ReplicaReader } from '../../../replica/replica-port.ts';
import { ExcelRefusalError, runInExcel } from '../../excel-refusal.ts';
import type { TableMemory, TableReading } from '../bound-table.ts';
import { compareTable } from '../compare/compare-table.ts';
import { saveEdits } from '../compare/save-edits.ts';
import { tableKind } from '../kinds/table-kinds.ts';
import { planWork } from '../plan/plan-work.ts';
import { bucketsToWrite, type ReadMemory, readMemory } from '../settings/memory-buckets.ts';
import {
  readBuckets,
  type StoredTable,
  writeBuckets,
  writeListsMark,
  writeWriter,
} from '../settings/table-bindings.ts';
import type { TableWriter } from '../settings/table-writer.ts';
import { firstPart, withoutAppended } from '../sheet/part-of-work.ts';
import { type ReadTable, readTable } from '../sheet/read-table.ts';
import { fixedAmong, listsMark, type TableLists, tableLists } from '../sheet/table-lists.ts';
import { writeTable } from '../sheet/write-table.ts';
import type { TableKind } from '../table-kind.ts';
import type { ForeignCells, TableAnswers, TableSources, TableState, TableWork } from '../table-work.ts';

/** One table's turn. */
export interface RoundOfTable {
  readonly stored: StoredTable;
  readonly replica: Replica;
  /** The replica's, or one that takes notes of what it is asked. */
  readonly reader: ReplicaReader;
  readonly datasetId: string;
  readonly answers: TableAnswers;
  /** What is not this person's in the table that was just read, as events and a first look tell. */
  readonly foreignIn: (state: TableState) => ForeignCells;
  /** Whom the workbook is to know as the last writer, where something is written; null: it knows, or need not. */
  readonly writerAfter: (isWritten: boolean) => TableWriter | null;
  /** Whether the worksheet changed since this turn began, as far as is known. */
  readonly hasMoved: () => boolean;
  /** All that the replica holds at this moment goes into the work. */
  readonly onPlanning: () => void;
  /** Resolves after the time that saving may take on a disk. */
  readonly patience: () => Promise<void>;
}

/** How a table stands after its turn. */
export interface TurnOfTable {
  readonly kind: TableKind;
  readonly reading: TableReading;
  readonly work: TableWork;
  /** 'part': there is more to write; 'moved': the table is not as it was read; 'kept': Excel does not let the add-in. */
  readonly end: 'nothing to write' | 'written' | 'part' | 'moved' | 'kept';
  /** Of a table that was kept: what can be remembered of it without writing cells is. */
  readonly isRemembered?: true;
  /** Why the add-in cannot write all of it, and what to do. */
  readonly notice?: string;
}

/** `saved` resolves once the service has the edits: there is no disk to keep them on, and the cells must keep them till then. */
export type EndOfTurn = TurnOfTable | 'gone' | { readonly saved: Promise<unknown> };

const PROTECTED =
  'The worksheet is protected: what you enter is sent, but PEEL can write nothing here. Take the protection off (Review, Unprotect Sheet)';

const NO_ROOM =
  'There is no room for new rows: another table, or merged cells, stand below. Move those further down or aside, then press Refresh';

/**
 * Reads a table, keeps people's edits, and writes what is due. A runtime may end between any two steps: an edit is on disk
 * before the table's memory says so; one that was saved and not remembered is found to be what the replica holds, and
 * is remembered then; cells that were written and not remembered likewise. A returned edit is given up after the one that
 * takes its place was saved.
 */
export async function takeTurn(turn: RoundOfTable): Promise<EndOfTurn> {
  const { stored, replica, answers } = turn;
  const { binding } = stored;
  const kind = tableKind(binding.kind);
  const held = await runInExcel((context) => readHeld(context, stored));
  if (held === null) return 'gone';
  const { read, memory } = held;
  const { reading } = read;
  const state: TableState = { kind, binding, reading, ...memory };
  const foreign = turn.foreignIn(state);
  const person = personIn(replica);
  const comparison = compareTable(state, sourcesOf(turn), foreign, answers);
  const saving = saveEdits(comparison, {
    dismiss: (mutationId) => replica.dismiss(mutationId),
    editAll: async (requests) => (personIn(replica) === person ? await replica.editAll(requests) : []),
  });
  const saved = await Promise.race([saving, turn.patience().then(() => null)]);
  if (saved === null) return { saved: saving };
  turn.onPlanning();
  const work = planWork(state, sourcesOf(turn), comparison, saved, foreign, answers);
  const done = { kind, reading, work };
  if (work.notice !== undefined) return { ...done, end: 'kept', notice: work.notice };
  // what they entered, or were shown, is not the next person's
  if (personIn(replica) !== person) return { ...done, end: 'moved' };
  const lists = tableLists(kind, reading, turn.reader);
  const areFixed = fixedAmong(
    reading.rows.map(({ key }) => key),
    kind,
    binding,
    turn.reader,
  );
  const areListsNew = listsMark(lists, areFixed) !== stored.lists;
  if (isNothing(work) && !areListsNew && turn.writerAfter(false) === null) return { ...done, end: 'nothing to write' };
  if (reading.isProtected) return await keep(turn, memory.memory, done);
  return await write(turn, held, { lists, areListsNew }, done);
}

async function readHeld(context: Excel.RequestContext, stored: StoredTable) {
  const read = await readTable(context, stored.binding);
  if (read === null) return null;
  return { read, memory: readMemory(await readBuckets(context, stored)) };
}

const personIn = (replica: ReplicaReader): string | null => replica.person()?.subject ?? null;

const sourcesOf = ({ replica, reader, datasetId }: RoundOfTable): TableSources => ({
  datasetId,
  state: replica.state,
  reader,
  pendingFields: (recordId) => replica.pendingFields(recordId),
  returned: replica.returned(),
});

const isNothing = ({ writes, appended, removed, marks, memory }: TableWork): boolean =>
  [writes, appended, removed, marks].every(({ length }) => length === 0) && memory.size === 0;

async function write(
  turn: RoundOfTable,
  { read, memory: { memory } }: { readonly read: ReadTable; readonly memory: ReadMemory },
  { lists, areListsNew }: { readonly lists: TableLists; readonly areListsNew: boolean },
  done: Omit<TurnOfTable, 'end' | 'notice'>,
): Promise<TurnOfTable> {
  const { stored, replica, hasMoved } = turn;
  const { binding } = stored;
  const { part, isAll } = firstPart(done.work, read.reading);
  const remember =
    (work: TableWork) =>
    (context: Excel.RequestContext, areFixed: readonly boolean[]): void => {
      const mark = listsMark(lists, areFixed);
      if (mark !== stored.lists) writeListsMark(context, stored, mark);
      writeBuckets(context, stored, bucketsToWrite(memory, work.memory));
      const writer = turn.writerAfter(!isNothing(work));
      if (writer !== null) writeWriter(context, stored.binding, writer);
    };
  const { kind } = done;
  const attempt = (work: TableWork) =>
    runInExcel((context) =>
      writeTable(context, {
        read,
        kind,
        binding,
        work,
        reader: replica,
        lists,
        areListsNew,
        remember: remember(work),
        hasMoved,
      }),
    );
  const endOf = (end: 'written' | 'moved') => (end === 'written' && !isAll ? 'part' : end);
  try {
    return { ...done, end: endOf(await attempt(part)) };
  } catch (error) {
    if (error instanceof ExcelRefusalError && error.refusal === 'protected') return await keep(turn, memory, done);
    const mayLackRoom = error instanceof OfficeExtension.Error && part.appended.length > 0;
    if (!mayLackRoom) throw error;
    // nobody's edits wait for what stands in the way of new rows
    const rest = withoutAppended(part);
    return { ...done, work: withoutAppended(done.work), end: endOf(await attempt(rest)), notice: NO_ROOM };
  }
}

/** Protection does not reach the settings. What is read-only as a whole is told by the notice all the same. */
async function keep(
  { stored, writerAfter }: RoundOfTable,
  memory: TableMemory,
  done: Omit<TurnOfTable, 'end' | 'notice'>,
): Promise<TurnOfTable> {
  const kept = { ...done, end: 'kept', notice: PROTECTED } as const;
  const changed = bucketsToWrite(memory, done.work.memoryAlone);
  const writer = writerAfter(!isNothing(done.work));
  if (changed.size === 0 && writer === null) return { ...kept, isRemembered: true };
  try {
    await runInExcel(async (context) => {
      writeBuckets(context, stored, changed);
      if (writer !== null) writeWriter(context, stored.binding, writer);
      await context.sync();
    });
    return { ...kept, isRemembered: true };
  } catch (error) {
    if (error instanceof ExcelRefusalError && error.refusal === 'protected') return kept;
    throw error;
  }
}
