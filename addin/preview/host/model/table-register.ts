import type { ICommandInfo, IRange } from '@univerjs/core';
import type { TableManager } from '@univerjs/sheets-table';
import { Listeners } from '../listeners.ts';
import type { UniverGrid } from '../univer-grid.ts';
import { type Area, intersectAreas } from './a1.ts';
import { tableNameInExcel } from './formula-names.ts';
import { type HeaderCells, uniqueNames } from './header-cells.ts';
import { ShapeHistory } from './shape-history.ts';
import { areaOf, gridRange } from './sheet.ts';
import { TableFilters } from './table-filters.ts';
import { DEFAULT_LOOK, type TableLook } from './table-look.ts';
import { afterMutation } from './table-moves.ts';
import { newShape, resized, type TableShape, withColumnsRemoved, withNewColumns } from './table-shape.ts';

/** Univer does not export the class itself. */
type GridTable = NonNullable<ReturnType<TableManager['getTableById']>>;

/** What the grid keeps of ours with its table, and so the snapshot. */
interface KeptWithTable {
  readonly nextColumnId?: number;
  readonly look?: TableLook;
}

/** A table that came or went. */
export interface TableNews {
  readonly tableId: string;
  readonly sheetId: string;
  readonly name: string;
}

/** Commands by which the person changes a table's range or columns themselves. */
const OWN_COMMANDS = /^sheet\.command\.(set-table-config|table-(insert|remove)-)/;
const UNDO = /^univer\.command\.(undo|redo)$/;
const SET_TABLE = 'sheet.mutation.set-sheet-table';

interface SetTable {
  readonly tableId: string;
  readonly config: {
    readonly updateRange?: { readonly newRange: IRange };
    readonly rowColOperation?: RowColumnOperation;
  };
}

interface RowColumnOperation {
  readonly operationType: 'insert' | 'delete';
  readonly rowColType: 'row' | 'column';
  /** Of the sheet. */
  readonly index: number;
  readonly count: number;
}

function withOperation(shape: TableShape, { operationType, rowColType, index, count }: RowColumnOperation): TableShape {
  const { area, columns } = shape;
  const isInsertion = operationType === 'insert';
  if (rowColType === 'row') return resized(shape, area.rowCount + (isInsertion ? count : -count), columns.length);
  return isInsertion
    ? withNewColumns(shape, index - area.column, count)
    : withColumnsRemoved(shape, { at: index, count });
}

/**
 * Knows where each table stands and keeps the ids of its columns.
 * Univer 0.25 loses the columns when something is inserted or deleted left of them, forgets tables that are cut and
 * pasted, and shrinks tables of the shown sheet when rows of another one go: after each change it is set right here.
 */
export class TableRegister {
  readonly added = new Listeners<TableNews>();
  readonly deleted = new Listeners<TableNews>();
  private readonly shapes = new Map<string, TableShape>();
  /** Tables that went, for the undo that brings them back. */
  private readonly gone = new Map<string, { readonly shape: TableShape; readonly look: TableLook }>();
  private readonly looks = new Map<string, TableLook>();
  readonly history: ShapeHistory;
  readonly filters: TableFilters;
  private readonly manager: TableManager;
  private ownCommands = 0;
  private undoing = 0;
  private isSettingRight = false;

  constructor(
    grid: UniverGrid,
    private readonly workbookId: string,
    private readonly headers: HeaderCells,
  ) {
    const injector = grid.univer.__getInjector();
    this.manager = injector.get(grid.packages.TableManager);
    this.filters = new TableFilters(this.manager, workbookId);
    this.history = new ShapeHistory(grid, workbookId, (id, shape) => {
      if (this.shapes.has(id)) this.reshape(id, shape);
    });
    for (const { id } of this.manager.getTableList(workbookId)) this.adopt(id);
    this.manager.tableAdd$.subscribe(({ tableId, subUnitId, tableName }) => {
      this.adopt(tableId);
      this.added.tell({ tableId, sheetId: subUnitId, name: tableNameInExcel(tableName) });
    });
    this.manager.tableDelete$.subscribe(({ tableId, subUnitId, tableName }) => {
      this.forget(tableId);
      this.deleted.tell({ tableId, sheetId: subUnitId, name: tableNameInExcel(tableName) });
    });
    const commands = injector.get(grid.packages.ICommandService);
    commands.beforeCommandExecuted((command) => this.count(command, 1));
    commands.onCommandExecuted((command) => {
      this.count(command, -1);
      this.mutated(command);
    });
  }

  /** Ids of the tables, oldest first. */
  ids(sheetId?: string): string[] {
    return [...this.shapes].filter(([, shape]) => sheetId === undefined || shape.sheetId === sheetId).map(([id]) => id);
  }

  /** Never one that a table of this workbook had: add-ins remember tables by their ids. */
  nextNumber(): number {
    const numbers = [...this.shapes.keys(), ...this.gone.keys()].map((id) => Number(id.split('-')[1]) || 0);
    return 1 + Math.max(0, ...numbers);
  }

  /** Tables that share a cell with the area. */
  overlapping(sheetId: string, area: Area): string[] {
    return this.ids(sheetId).filter((id) => {
      const shape = this.shapes.get(id);
      return shape !== undefined && intersectAreas(shape.area, area) !== undefined;
    });
  }

  shape(id: string): TableShape | undefined {
    return this.shapes.get(id);
  }

  name(id: string): string {
    return tableNameInExcel(this.table(id)?.getDisplayName() ?? '');
  }

  look(id: string): TableLook {
    return this.looks.get(id) ?? DEFAULT_LOOK;
  }

  setLook(id: string, change: Partial<TableLook>): void {
    this.looks.set(id, { ...this.look(id), ...change });
    this.keep(id);
  }

  /** Gives a table another shape, as somebody's doing; undo gives it the one that it had before that. */
  change(id: string, shape: TableShape, before = this.shapes.get(id)): void {
    this.reshape(id, shape);
    if (before !== undefined) this.history.note(id, before, shape);
  }

  private reshape(id: string, shape: TableShape): void {
    const before = this.shapes.get(id);
    this.shapes.set(id, shape);
    this.setRight(id);
    if (before !== undefined) this.filters.move(id, before.columns, shape.columns);
  }

  /** Hides and shows rows anew: the grid keeps hidden rows by their number, and here rows have moved. */
  filterAgain(id: string): void {
    const columns = this.shapes.get(id)?.columns ?? [];
    this.filters.move(id, [], columns);
  }

  /** To be called when header cells have changed: formulas find columns by these names. */
  headersChanged(id: string): void {
    this.setRight(id);
  }

  /** The name by which formulas know a column: what its header said when it was last set right. */
  columnNames(id: string): readonly string[] {
    return (
      this.table(id)
        ?.getTableInfo()
        .columns.map((column) => column.displayName) ?? []
    );
  }

  private table(id: string): GridTable | undefined {
    return this.manager.getTableById(this.workbookId, id);
  }

  private adopt(id: string): void {
    const table = this.table(id);
    if (table === undefined) return;
    const { range, columns, subUnitId, meta } = table.getTableInfo();
    const kept = (meta ?? {}) as KeptWithTable;
    const remembered = this.gone.get(id);
    this.gone.delete(id);
    const look = kept.look ?? remembered?.look;
    if (look !== undefined) this.looks.set(id, look);
    const ids = columns.map((column) => Number(column.id));
    const fresh = newShape(subUnitId, areaOf(range));
    if (ids.every((one) => Number.isInteger(one) && one > 0)) {
      const next = Math.max(kept.nextColumnId ?? 0, remembered?.shape.nextColumnId ?? 0, ...ids.map((one) => one + 1));
      this.shapes.set(id, { ...fresh, columns: ids, nextColumnId: next });
    } else if (remembered !== undefined && remembered.shape.columns.length === ids.length) {
      this.shapes.set(id, { ...remembered.shape, sheetId: subUnitId, area: fresh.area });
    } else this.shapes.set(id, fresh);
    this.setRight(id);
  }

  private forget(id: string): void {
    const shape = this.shapes.get(id);
    if (shape !== undefined) this.gone.set(id, { shape, look: this.look(id) });
    this.shapes.delete(id);
    this.looks.delete(id);
  }

  private count({ id }: Readonly<ICommandInfo>, step: 1 | -1): void {
    if (OWN_COMMANDS.test(id)) this.ownCommands += step;
    if (!UNDO.test(id)) return;
    this.undoing += step;
    if (this.undoing === 0) for (const tableId of this.shapes.keys()) this.setRight(tableId);
  }

  private mutated(command: Readonly<ICommandInfo>): void {
    if (this.isSettingRight || !command.id.startsWith('sheet.mutation.')) return;
    if (command.id === SET_TABLE) this.tableSet(command.params as SetTable);
    for (const [id, shape] of this.shapes) {
      const after = afterMutation(shape, command);
      if (after === shape) continue;
      this.reshape(id, after);
      this.filterAgain(id);
    }
  }

  private tableSet({ tableId, config }: SetTable): void {
    const shape = this.shapes.get(tableId);
    const { updateRange, rowColOperation } = config;
    if (shape === undefined || (updateRange === undefined && rowColOperation === undefined)) return;
    if (this.ownCommands > 0 && rowColOperation !== undefined)
      this.shapes.set(tableId, withOperation(shape, rowColOperation));
    if (updateRange !== undefined) {
      const { rowCount, columnCount, row, column } = areaOf(updateRange.newRange);
      const isTrusted = this.ownCommands > 0 || (this.undoing > 0 && columnCount === shape.columns.length);
      const there = { ...shape, area: { ...shape.area, row, column } };
      if (isTrusted) this.shapes.set(tableId, resized(there, rowCount, columnCount));
    }
    this.setRight(tableId);
  }

  /** Makes the grid's table what the register says. */
  private setRight(id: string): void {
    const table = this.table(id);
    const shape = this.shapes.get(id);
    if (table === undefined || shape === undefined) return;
    this.isSettingRight = true;
    try {
      table.setSubunitId(shape.sheetId);
      const update = { newRange: gridRange(shape.area) };
      // Twice: the first makes Univer's columns as many as ours, the second tells its formulas of them.
      this.manager.updateTableRange(this.workbookId, id, update);
      table.setColumns(this.columnsOf(table, shape));
      this.manager.updateTableRange(this.workbookId, id, update);
      // Cells and tables are put back one after the other: only in the end do they fit.
      if (this.undoing === 0) this.correctHeaders(shape);
    } finally {
      this.isSettingRight = false;
    }
    this.keep(id);
  }

  private columnsOf(table: GridTable, shape: TableShape): ReturnType<GridTable['getTableInfo']>['columns'] {
    const known = new Map(table.getTableInfo().columns.map((column) => [column.id, column]));
    const [spare] = known.values();
    if (spare === undefined) return [];
    const names = uniqueNames(this.headerTexts(shape));
    return shape.columns.map((columnId, index) => ({
      ...(known.get(String(columnId)) ?? { ...spare, formula: '', meta: {} }),
      id: String(columnId),
      displayName: names[index] ?? '',
    }));
  }

  private headerTexts({ sheetId, area, columns }: TableShape): string[] {
    return columns.map((_, index) => this.headers.read(sheetId, area.row, area.column + index));
  }

  /** Excel leaves no header blank and none twice. */
  private correctHeaders(shape: TableShape): void {
    const texts = this.headerTexts(shape);
    for (const [index, name] of uniqueNames(texts).entries()) {
      if (name !== texts[index]) this.headers.write(shape.sheetId, shape.area.row, shape.area.column + index, name);
    }
  }

  private keep(id: string): void {
    const nextColumnId = this.shapes.get(id)?.nextColumnId;
    this.table(id)?.setTableMeta({ nextColumnId, look: this.look(id) });
  }
}
