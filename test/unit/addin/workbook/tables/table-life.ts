import { expect } from 'vitest';
import type { DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import type { CellContent, TableKind } from '../../../../../addin/workbook/tables/table-kind.ts';
import type { TableAnswers } from '../../../../../addin/workbook/tables/table-work.ts';
import type { RecordKind } from '../../../../../shared/domain/record-kinds.ts';
import type { FieldValue } from '../../../../../shared/sync/record.ts';
import { REFUSED_BY_SERVICE, type SimulatedService } from './simulated-service.ts';
import { isNothing, NO_ANSWERS, type Round, type SheetRow, type SimulatedTable } from './simulated-table.ts';

/** One thing that happens; numbers are taken modulo what there is. */
export type Happening =
  | { readonly what: 'type'; readonly row: number; readonly column: number; readonly value: number }
  | {
      readonly what: 'paste';
      readonly row: number;
      readonly column: number;
      readonly value: number;
      readonly size: number;
    }
  | { readonly what: 'undo' }
  | { readonly what: 'sort'; readonly column: number }
  | { readonly what: 'insert'; readonly row: number; readonly value: number }
  | { readonly what: 'delete row'; readonly row: number }
  | { readonly what: 'copy row'; readonly row: number; readonly to: number }
  | { readonly what: 'type key'; readonly row: number; readonly value: number }
  | { readonly what: 'delete column'; readonly column: number }
  | { readonly what: 'co-author'; readonly row: number; readonly value: number; readonly hasAddin: boolean }
  | { readonly what: 'other office'; readonly record: number; readonly value: number }
  | { readonly what: 'other office deletes'; readonly record: number }
  | { readonly what: 'pull' | 'service answers' | 'delete records' | 'put rows back' }
  /** Excel lets the add-in write no cells, or nothing at all, until it does again. */
  | { readonly what: 'lock'; readonly may: 'write settings' | 'only read' }
  | { readonly what: 'unlock' }
  | { readonly what: 'round'; readonly dies?: 'after saving' | 'after cells' }
  | { readonly what: 'decide'; readonly which: number; readonly isMine: boolean }
  | { readonly what: 'put back' | 'send theirs'; readonly row: number };

/** What can be typed into a kind's columns, and set by others; `#` becomes a number that no other text has. */
export interface LifeOf {
  readonly kind: TableKind;
  readonly values: Readonly<Record<string, readonly CellContent[]>>;
  readonly newRows: readonly Readonly<Record<string, CellContent>>[];
  readonly records: readonly string[];
  readonly changes: readonly Readonly<Record<string, FieldValue | null>>[];
  /** The columns whose field texts are told apart by their numbers. */
  readonly texts: readonly string[];
}

const TEXT = /t\d+/;

/** A worksheet table, its people and the service, one happening after the other; holds the engine to its promises. */
export function tableLife(life: LifeOf, table: SimulatedTable, replica: DatasetReplica, service: SimulatedService) {
  const { kind } = life;
  let lastNumber = 0;
  let undo: (() => void) | null = null;
  let foreign = new Map<string, Set<string>>();
  let last: Round | null = null;
  let may: 'write' | 'write settings' | 'only read' = 'write';
  /** Texts that somebody gave up, or that are no person's of this machine. */
  const released = new Set<string>();

  const fresh = (content: CellContent): CellContent => {
    lastNumber += 1;
    return typeof content === 'string' ? content.replace('#', `t${lastNumber}`) : content;
  };
  const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
  const keyAt = (row: number): string => String(pick(table.rows, row)?.cells.get('key') ?? '');
  const columns = kind.columns.map(({ id }) => id);
  const typeAt = (row: SheetRow | undefined, column: string, value: number): void => {
    const content = pick(life.values[column] ?? [], value);
    if (row === undefined || content === undefined) return;
    const before = row.cells.get(column) ?? '';
    table.put(row, column, fresh(content));
    undo = () => table.put(row, column, before);
  };

  /** Every text that is somewhere from where it can still come back. */
  const known = (): string => {
    const waiting = life.records
      .concat(replica.all(kind.recordKind).map(({ id }) => id))
      .concat(replica.deleted().map(({ id }) => id))
      .flatMap((id) => replica.waiting(id));
    return JSON.stringify([service.taken, waiting, replica.returned()]);
  };
  const texts = (): Map<SheetRow, [string, string][]> =>
    new Map(
      table.rows.map((row) => [
        row,
        life.texts.flatMap((id): [string, string][] => {
          const text = TEXT.exec(String(row.cells.get(id) ?? ''))?.[0];
          return text === undefined || released.has(text) ? [] : [[id, text]];
        }),
      ]),
    );

  let answerCount = 0;
  /** Without a disk an edit is saved when the service has it. */
  const until = async <T>(work: Promise<T>): Promise<T> => {
    if (replica.copy.summary.durable) return await work;
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    for (let turn = 0; !isOver; turn += 1) {
      expect(turn, 'a save waits for ever').toBeLessThan(200);
      if (await service.answer(replica)) answerCount += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return await over;
  };

  const round = async (answers: Partial<TableAnswers> = {}, dies?: 'after saving' | 'after cells'): Promise<Round> => {
    for (const key of answers.putBackCells ?? [])
      for (const row of table.rows)
        if (row.cells.get('key') === key) for (const [, text] of texts().get(row) ?? []) released.add(text);
    const before = texts();
    const taken = foreign;
    const ends = may === 'only read' ? 'after saving' : may === 'write' ? dies : undefined;
    last = await table.round(replica, {
      ...{ answers: { ...NO_ANSWERS, ...answers }, foreign: taken, until },
      isProtected: may === 'write settings',
      ...(ends === undefined ? {} : { dies: ends }),
    });
    if (ends === undefined) foreign = new Map();
    const elsewhere = known();
    for (const [row, held] of before)
      for (const [id, text] of held) {
        const stands = table.rows.includes(row) && String(row.cells.get(id) ?? '').includes(text);
        expect(stands || new RegExp(`${text}\\b`).test(elsewhere), `${text} was in a cell and is nowhere`).toBe(true);
      }
    return last;
  };

  const coauthor = (at: number, value: number, hasAddin: boolean): void => {
    const row = pick(table.rows, at);
    const key = keyAt(at);
    const record = service.record(key);
    const column = life.texts[0] ?? '';
    const field = kind.columns.find(({ id }) => id === column)?.entry?.field ?? '';
    if (row === undefined || record === null || record.deleted === true || field === '') return;
    const text = String(fresh('theirs #'));
    released.add(TEXT.exec(text)?.[0] ?? '');
    table.put(row, column, text);
    if (hasAddin) {
      service.change(record.kind, key, { [field]: text });
      table.put(row, 'sync', value % 2 === 0 ? 'Waiting' : 'Synced');
    }
    const seen = foreign.get(key) ?? new Set<string>();
    foreign.set(key, new Set([...seen, column, ...(hasAddin ? ['sync'] : [])]));
  };

  const decide = async (which: number, isMine: boolean): Promise<void> => {
    const edit = pick(replica.returned(), which);
    if (edit === undefined) return;
    const { mutationId, recordId, changes, op } = edit.mutation;
    for (const text of JSON.stringify(edit.parts).match(/t\d+/g) ?? []) released.add(text);
    if (isMine && edit.result === 'conflict' && op === 'set') {
      const values = Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));
      const result = await until(replica.edit({ kind: kind.recordKind, recordId, values }));
      if (!result.saved && result.problems[0]?.code !== 'nothing-changed') return;
    }
    await replica.dismiss(mutationId);
  };

  const take = async (each: Happening): Promise<void> => {
    switch (each.what) {
      case 'type':
        return typeAt(pick(table.rows, each.row), pick(columns, each.column) ?? '', each.value);
      case 'paste':
        for (let index = 0; index < each.size; index += 1)
          for (const offset of [0, 1])
            typeAt(
              table.rows[(each.row % Math.max(1, table.rows.length)) + index],
              columns[(each.column % columns.length) + offset] ?? '',
              each.value + index + offset,
            );
        return;
      case 'undo':
        undo?.();
        undo = null;
        return;
      case 'sort': {
        const column = pick(columns, each.column) ?? '';
        const contentOf = (row: SheetRow): string => String(row.cells.get(column) ?? '');
        table.rows.sort((one, other) => contentOf(other).localeCompare(contentOf(one)));
        return;
      }
      case 'insert': {
        const cells = pick(life.newRows, each.value) ?? {};
        const filled = Object.entries(cells).map(([id, content]) => [id, fresh(content)] as const);
        table.addRow(Object.fromEntries(filled), each.row % (table.rows.length + 1));
        return;
      }
      case 'delete row':
        if (table.rows.length > 0) table.deleteRow(each.row % table.rows.length);
        return;
      case 'copy row':
        if (table.rows.length > 0) table.copyRow(each.row % table.rows.length, each.to % table.rows.length);
        return;
      case 'type key': {
        const row = pick(table.rows, each.row);
        const typed = ['', 'nonsense', keyAt(each.value), 'office/fcir'][each.value % 4] ?? '';
        if (row !== undefined) table.put(row, 'key', typed);
        return;
      }
      case 'delete column':
        if (each.column % 7 === 0) table.deleteColumn(pick(columns, each.column / 7) ?? '');
        return;
      case 'co-author':
        return coauthor(each.row, each.value, each.hasAddin);
      case 'other office': {
        const id = pick(life.records, each.record) ?? '';
        const record = service.record(id);
        const change = pick(life.changes, each.value);
        if (record === null || record.deleted === true || change === undefined) return;
        return service.change(record.kind as RecordKind, id, change);
      }
      case 'other office deletes': {
        const id = pick(life.records, each.record) ?? '';
        const record = service.record(id);
        if (record !== null) service.remove(id, record.deleted === true ? 'restore' : 'delete');
        return;
      }
      case 'pull':
        return service.pull(replica);
      case 'service answers':
        await service.answer(replica);
        return;
      case 'round':
        await round({}, each.dies);
        return;
      case 'decide':
        return decide(each.which, each.isMine);
      case 'put back':
        await round({ putBackCells: new Set([keyAt(each.row)]) });
        return;
      case 'send theirs':
        await round({ sendForeign: new Set([keyAt(each.row)]) });
        return;
      case 'put rows back':
        await round({ putBackRows: new Set((last?.work.deleted ?? []).map(({ key }) => key)) });
        return;
      case 'delete records':
        for (const { key } of last?.work.deleted ?? [])
          await until(replica.edit({ kind: kind.recordKind, recordId: key, op: 'delete', values: {} }));
        return;
      case 'lock':
        may = each.may;
        return;
      case 'unlock':
        may = 'write';
        return;
    }
  };

  /** Nothing more happens: what waits is sent and answered, and the table comes to rest. */
  const settle = async (): Promise<Round> => {
    for (const then of [may, 'write'] as const) {
      may = then;
      for (let turn = 0; ; turn += 1) {
        expect(turn, 'edits go round in circles').toBeLessThan(8);
        await service.pull(replica);
        const before = answerCount;
        await round();
        const isAnswered = await service.answer(replica);
        if (!isAnswered && answerCount === before) break;
      }
    }
    await service.pull(replica);
    await round();
    const rest = await round();
    expect(rest.work, 'a write echoes').toEqual({ ...rest.work, writes: [], appended: [], removed: [], marks: [] });
    expect(isNothing(rest.work)).toBe(true);
    expect(replica.unsent()).toBe(0);
    return rest;
  };

  /** Rows without an open problem show what the replica has, and each record is in the table or asked about. */
  const check = ({ work }: Round): void => {
    const troubled = new Set(work.problems.map(({ row, column }) => `${row} ${column}`));
    const seen = new Set<string>();
    for (const [at, row] of table.rows.entries()) {
      const key = String(row.cells.get('key') ?? '');
      const sync = String(row.cells.get('sync') ?? '');
      const record = replica.record(kind.recordKind, key);
      if (record === null || troubled.has(`${at} key`)) {
        const isAccountedFor = sync !== 'Synced' && sync !== 'Waiting';
        expect(isAccountedFor, `row ${at} (${key}) says ${sync}`).toBe(true);
        continue;
      }
      expect(seen.has(key), `two rows of ${key}`).toBe(false);
      seen.add(key);
      for (const column of kind.columns) {
        if (!row.cells.has(column.id) || column.formula !== undefined) continue;
        // the kind's own records, whatever their kind is called
        const shown = column.content(record as Parameters<typeof column.content>[0], replica);
        const isShown = row.cells.get(column.id) === shown;
        expect(
          isShown || troubled.has(`${at} ${column.id}`),
          `${key} ${column.id}: ${row.cells.get(column.id)} for ${shown}, ${sync}`,
        ).toBe(true);
      }
      const isWell = !work.problems.some(({ row: troubledRow }) => troubledRow === at) && !work.conflicts.includes(key);
      if (isWell) expect(sync).toBe('Synced');
      else expect(sync).not.toBe('Synced');
    }
    const asked = new Set(work.deleted.map(({ key }) => key));
    for (const { id } of replica.all(kind.recordKind))
      expect(seen.has(id) || asked.has(id), `${id} is nowhere`).toBe(true);
  };

  return { take, settle, check };
}

export const NOT_TAKEN = `# ${REFUSED_BY_SERVICE}`;
