import type { ReturnedEdit } from '../../../replica/replica-port.ts';
import { type RowMemory, SYNC_COLUMN } from '../bound-table.ts';
import type { ForeignCells, TableAnswers, TableSources, TableState } from '../table-work.ts';
import { foreignFor, withForeignFor } from './foreign-notes.ts';
import type { RowRole } from './match-rows.ts';
import { changedFields, type RecordRow } from './read-cells.ts';
import type { EntryColumn } from './row-columns.ts';

/** Brings together what a row's cells are judged by. */
export interface RecordRows {
  of(at: number, role: Extract<RowRole, { is: 'record' }>): RecordRow;
  returnedOf(key: string): readonly ReturnedEdit[];
  /** The last creation of a record that the service did not take. */
  creationOf(key: string): ReturnedEdit | undefined;
  /** What stays noted of a row's cells as somebody else's, for whomever. */
  notesOf(key: string): RowMemory['foreign'];
  /** Whether somebody else entered something in a row, which this person does not send. */
  isForeign(key: string): boolean;
  /** What is given up when a row shows the dataset again: edits of fields that people see here, no others. */
  givenUpIn(row: RecordRow, entries: readonly EntryColumn[]): readonly string[];
}

const NONE: readonly ReturnedEdit[] = [];
const NOBODYS: ReadonlySet<string> = new Set();
const EMPTY_ROW = { key: '', cells: {}, formulas: NOBODYS };

/** What was written before the record was made is no record's: a creation that came back, and was entered anew. */
const unremembered = (memory: RowMemory | undefined): RowMemory | undefined =>
  memory === undefined ? undefined : { ...memory, cells: {} };

/** `settled`: returned edits that are dealt with, though the list may not know it yet. */
export function recordRows(
  { reading, memory }: TableState,
  { reader, returned }: TableSources,
  foreign: ForeignCells,
  answers: TableAnswers,
  settled: ReadonlySet<string> = NOBODYS,
): RecordRows {
  const byRecord = new Map<string, ReturnedEdit[]>();
  for (const edit of returned) {
    const { recordId, mutationId } = edit.mutation;
    if (settled.has(mutationId)) continue;
    const others = byRecord.get(recordId);
    if (others === undefined) byRecord.set(recordId, [edit]);
    else others.push(edit);
  }
  const person = reader.person()?.subject ?? null;
  const returnedOf = (key: string): readonly ReturnedEdit[] => byRecord.get(key) ?? NONE;
  const foreignOf = (key: string): ReadonlySet<string> => {
    const remembered = foreignFor(memory.get(key), person);
    const told = foreign.get(key) ?? NOBODYS;
    return remembered.length === 0 ? told : new Set([...told, ...remembered]);
  };
  return {
    returnedOf,
    creationOf: (key) =>
      returnedOf(key)
        .filter(({ mutation }) => mutation.op === 'create')
        .at(-1),
    notesOf(key) {
      const columns = answers.sendForeign.has(key)
        ? []
        : [...foreignOf(key)].filter((column) => column !== SYNC_COLUMN);
      return withForeignFor(memory.get(key)?.foreign, person, columns);
    },
    isForeign: (key) => !answers.sendForeign.has(key) && [...foreignOf(key)].some((column) => column !== SYNC_COLUMN),
    of: (at, { key, record, isAdopted }) => ({
      at,
      key,
      record,
      isAdopted,
      person,
      row: reading.rows[at] ?? EMPTY_ROW,
      memory: isAdopted ? unremembered(memory.get(key)) : memory.get(key),
      foreign: foreignOf(key),
      sendsForeign: answers.sendForeign.has(key),
      putsBack: answers.putBackCells.has(key),
      returned: returnedOf(key),
      reader,
    }),
    givenUpIn({ returned: own }, entries) {
      const shown = new Set(entries.map(({ entry }) => entry.field));
      return own
        .filter((edit) => changedFields(edit).every((field) => shown.has(field)))
        .map(({ mutation }) => mutation.mutationId);
    },
  };
}
