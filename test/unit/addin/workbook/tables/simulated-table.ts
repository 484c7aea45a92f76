import type { DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import {
  KEY_COLUMN,
  type RowMemory,
  SYNC_COLUMN,
  type TableReading,
} from '../../../../../addin/workbook/tables/bound-table.ts';
import { compareTable } from '../../../../../addin/workbook/tables/compare/compare-table.ts';
import { newRowsIn } from '../../../../../addin/workbook/tables/compare/others-entries.ts';
import { saveEdits } from '../../../../../addin/workbook/tables/compare/save-edits.ts';
import { planWork } from '../../../../../addin/workbook/tables/plan/plan-work.ts';
import { bucketsToWrite, readMemory } from '../../../../../addin/workbook/tables/settings/memory-buckets.ts';
import type { CellContent, TableKind } from '../../../../../addin/workbook/tables/table-kind.ts';
import type {
  ForeignCells,
  TableAnswers,
  TableComparison,
  TableSources,
  TableState,
  TableWork,
} from '../../../../../addin/workbook/tables/table-work.ts';

export interface SheetRow {
  readonly cells: Map<string, CellContent>;
  readonly formulas: Set<string>;
  /** By column, what the note says. */
  readonly marks: Map<string, string>;
}

export const NO_ANSWERS: TableAnswers = {
  putBackRows: new Set(),
  putBackCells: new Set(),
  sendForeign: new Set(),
};
const DATASET = 'kent-2021-22';
const TABLE = 'table-1';

/** What a round of the add-in did. */
export interface Round {
  readonly comparison: TableComparison;
  readonly work: TableWork;
}

/** A table of a worksheet with what the workbook's settings keep of it; the engine's work is applied as Excel does. */
export function simulatedTable(kind: TableKind, columns: readonly string[] = kind.columns.map(({ id }) => id)) {
  const present = new Set([KEY_COLUMN, ...columns, SYNC_COLUMN]);
  const headings = new Map(kind.columns.map(({ id, heading }) => [id, heading]));
  const rows: SheetRow[] = [];
  const settings = new Map<string, unknown>();

  const blankRow = (): SheetRow => {
    const formulas = kind.columns.filter(({ id, formula }) => formula !== undefined && present.has(id));
    return {
      cells: new Map([...present].map((id) => [id, ''])),
      formulas: new Set(formulas.map(({ id }) => id)),
      marks: new Map(),
    };
  };
  const reading = (): TableReading => ({
    tableId: TABLE,
    name: 'PEEL_Table',
    sheetId: 's',
    sheetName: 'Sheet1',
    isProtected: false,
    firstRow: 3,
    firstColumn: 0,
    width: present.size,
    places: Object.fromEntries([...present].map((id, place) => [id, place])),
    headings: Object.fromEntries([...present].map((id) => [id, headings.get(id) ?? id])),
    rows: rows.map(({ cells, formulas }) => ({
      key: String(cells.get(KEY_COLUMN) ?? ''),
      cells: Object.fromEntries([...cells].filter(([id]) => present.has(id))),
      formulas: new Set(formulas),
    })),
  });
  const put = (row: SheetRow, id: string, content: CellContent): void => {
    if (!present.has(id)) return;
    row.cells.set(id, content);
    row.formulas.delete(id);
  };
  const state = (): TableState => {
    const binding = { tableId: TABLE, kind: kind.name, scope: {}, datasetId: DATASET, columns: {} };
    return { kind, binding, reading: reading(), ...readMemory(settings) };
  };
  const remember = (changes: TableWork['memory'], before: TableState): void => {
    for (const [bucket, value] of bucketsToWrite(before.memory, changes))
      settings.set(bucket, JSON.parse(JSON.stringify(value)));
  };
  const apply = (work: TableWork, before: TableState): void => {
    const writeRow = (
      row: SheetRow,
      { cells, formulas = {} }: Pick<TableWork['writes'][number], 'cells' | 'formulas'>,
    ) => {
      for (const [id, content] of Object.entries(cells)) put(row, id, content);
      for (const id of Object.keys(formulas)) {
        put(row, id, 0);
        row.formulas.add(id);
      }
    };
    for (const write of work.writes) {
      const row = rows[write.row];
      if (row !== undefined) writeRow(row, write);
    }
    for (const { row, column, message } of work.marks) {
      if (message === null) rows[row]?.marks.delete(column);
      else rows[row]?.marks.set(column, message);
    }
    const appended = work.appended.map((each) => {
      const row = blankRow();
      row.formulas.clear();
      writeRow(row, each);
      return row;
    });
    for (const at of [...work.removed].reverse()) rows.splice(at, 1);
    rows.push(...appended);
    remember(work.memory, before);
  };

  return {
    rows,
    settings,
    state,
    /** One round; `dies` tells after which step the runtime ends. */
    async round(
      replica: DatasetReplica,
      more: {
        answers?: TableAnswers;
        foreign?: ForeignCells;
        dies?: 'after saving' | 'after cells';
        /** Excel lets the add-in write settings, and no cells. */
        isProtected?: boolean;
        /** Sees to the answer of a service that is waited for. */
        until?: <T>(work: Promise<T>) => Promise<T>;
        sources?: Partial<TableSources>;
      } = {},
    ): Promise<Round> {
      const { answers = NO_ANSWERS, foreign = new Map(), until = (work) => work, isProtected = false } = more;
      const sources = (): TableSources => ({
        datasetId: DATASET,
        state: replica.state,
        reader: replica,
        pendingFields: replica.pendingFields,
        returned: replica.returned(),
        ...more.sources,
      });
      const before = state();
      const comparison = compareTable(before, sources(), foreign, answers);
      const saved = await until(saveEdits(comparison, replica));
      const work = planWork(before, sources(), comparison, saved, foreign, answers);
      if (more.dies === undefined && isProtected) remember(work.memoryAlone, before);
      else if (more.dies === undefined) apply(work, before);
      if (more.dies === 'after cells') apply({ ...work, memory: new Map() }, before);
      return { comparison, work };
    },
    at(key: string): SheetRow {
      const row = rows.find(({ cells }) => cells.get(KEY_COLUMN) === key);
      if (row === undefined) throw new Error(`No row ${key}`);
      return row;
    },
    cell(key: string, id: string): CellContent | undefined {
      return this.at(key).cells.get(id);
    },
    sync(key: string): CellContent | undefined {
      return this.cell(key, SYNC_COLUMN);
    },
    type(key: string, id: string, content: CellContent): void {
      put(this.at(key), id, content);
    },
    put,
    addRow(cells: Readonly<Record<string, CellContent>> = {}, at = rows.length): SheetRow {
      const row = blankRow();
      for (const [id, content] of Object.entries(cells)) put(row, id, content);
      rows.splice(at, 0, row);
      return row;
    },
    /** With marks, as Excel copies formats and notes. */
    copyRow(from: number, to: number): void {
      const [source, target] = [rows[from], rows[to]];
      if (source === undefined || target === undefined || source === target) return;
      rows[to] = { cells: new Map(source.cells), formulas: new Set(source.formulas), marks: new Map(source.marks) };
    },
    deleteRow(at: number): void {
      rows.splice(at, 1);
    },
    deleteColumn(id: string): void {
      present.delete(id);
      for (const row of rows) for (const map of [row.cells, row.marks]) map.delete(id);
    },
    /** What the rows without a key are known by. */
    newRows: (): string[] => newRowsIn(reading()).map(({ mark }) => mark),
    memory: (): ReadonlyMap<string, RowMemory> => readMemory(settings).memory,
  };
}
export type SimulatedTable = ReturnType<typeof simulatedTable>;

export const isNothing = ({ writes, appended, removed, marks, memory }: TableWork): boolean =>
  [writes, appended, removed, marks].every(({ length }) => length === 0) && memory.size === 0;
