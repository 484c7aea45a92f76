import type { ICellData, IRange, IStyleData, Nullable, Worksheet } from '@univerjs/core';
import type { FormulaDataModel } from '@univerjs/preset-sheets-node-core';
import type { FWorksheet } from '@univerjs/sheets/facade';
import { itemNotFound } from '../rich-api/host-error.ts';
import type { HostObject } from '../rich-api/host-object.ts';
import type { UniverGrid } from '../univer-grid.ts';
import type { Area } from './a1.ts';
import { type CellValue, fromCellData, holdsContent } from './cell-values.ts';
import type { PendingWrites } from './pending-writes.ts';

/** What the add-in asks of the custom functions when it wants cells calculated again. */
export interface Recalculation {
  /** Cells whose functions run again although their arguments are the same. */
  recalculate(sheet: Sheet, area: Area): void;
  recalculateAll(): void;
}

/** The workbook as its sheets and ranges see it. */
export interface SheetOwner {
  readonly id: string;
  readonly grid: UniverGrid;
  readonly formulas: FormulaDataModel;
  readonly writes: PendingWrites<Sheet>;
  readonly recalculation: Recalculation;
  /** The client's objects that a range leads to, handed in because sheets are made of ranges. */
  readonly objects: { worksheet(sheet: Sheet): HostObject };
  sheetNamed(name: string): Sheet | undefined;
}

const BOOLEAN = 3;

type SparseCells<V> = Readonly<Record<number, Readonly<Record<number, Nullable<V>>>>>;

/** One sheet of the grid. Every way in writes what waits first, so that nobody sees a grid from before a write. */
export class Sheet {
  /** Whether a protection keeps the add-in from writing here; the grid itself does not hold the person back. */
  isProtected = false;

  constructor(
    readonly workbook: SheetOwner,
    readonly id: string,
  ) {}

  get facade(): FWorksheet {
    this.workbook.writes.flush();
    return this.facadeUnflushed;
  }

  /** Only for what must not write first: the write itself, and the name and size that it needs. */
  get facadeUnflushed(): FWorksheet {
    const facade = this.workbook.grid.workbook.getSheetBySheetId(this.id);
    if (facade === null) throw itemNotFound('Worksheet');
    return facade;
  }

  get exists(): boolean {
    return Boolean(this.workbook.grid.workbook.getWorkbook().getSheetBySheetId(this.id));
  }

  get name(): string {
    return this.coreUnflushed.getName();
  }

  /** The cells that the grid has: a whole column of Excel is longer than the grid's. */
  clip(area: Area): Area {
    return {
      ...area,
      rowCount: Math.max(0, Math.min(area.rowCount, this.coreUnflushed.getRowCount() - area.row)),
      columnCount: Math.max(0, Math.min(area.columnCount, this.coreUnflushed.getColumnCount() - area.column)),
    };
  }

  /** Univer's sheets are finite: grows this one until it holds the area. */
  growToHold(area: Area): void {
    const core = this.coreUnflushed;
    const rows = area.row + area.rowCount;
    const columns = area.column + area.columnCount;
    if (rows > core.getRowCount()) this.facadeUnflushed.setRowCount(rows);
    if (columns > core.getColumnCount()) this.facadeUnflushed.setColumnCount(columns);
  }

  value(row: number, column: number): CellValue {
    const own = fromCellData(this.core.getCellMatrix().getValue(row, column));
    return own ?? fromCellData(this.spilledCell(row, column)) ?? '';
  }

  /** Empty text when the cell holds no formula of its own. */
  formula(row: number, column: number): string {
    return this.formulas.getFormulaStringByCell(row, column, this.id, this.workbook.id) ?? '';
  }

  /** As the cell shows it, number format applied. */
  text(row: number, column: number): string {
    const shown = this.core.getCell(row, column);
    if (shown?.v === null || shown?.v === undefined) return '';
    const type = this.core.getCellMatrix().getValue(row, column)?.t ?? shown.t;
    if (type !== BOOLEAN) return String(shown.v);
    return shown.v && shown.v !== 'FALSE' ? 'TRUE' : 'FALSE';
  }

  style(row: number, column: number): IStyleData {
    return this.core.getComposedCellStyle(row, column);
  }

  /** Asked while a write is being put together, so it reads the waiting format and writes nothing. */
  numberFormat(row: number, column: number): string {
    const waiting = this.workbook.writes.numberFormat(this, row, column);
    return waiting ?? this.coreUnflushed.getComposedCellStyle(row, column).n?.pattern ?? '';
  }

  /** The area that a dynamic-array formula in this cell fills; undefined for any other cell. */
  spillOf(row: number, column: number): Area | undefined {
    const range: Nullable<IRange> =
      this.formulas.getArrayFormulaRange()?.[this.workbook.id]?.[this.id]?.[row]?.[column];
    return range ? areaOf(range) : undefined;
  }

  /** The cell whose formula fills this one; itself when it is not part of a spill. */
  spillParent(row: number, column: number): { row: number; column: number } {
    const parents: SparseCells<IRange> = this.formulas.getArrayFormulaRange()?.[this.workbook.id]?.[this.id] ?? {};
    for (const [parentRow, columns] of Object.entries(parents)) {
      for (const [parentColumn, range] of Object.entries(columns ?? {})) {
        if (range && contains(range, row, column)) return { row: Number(parentRow), column: Number(parentColumn) };
      }
    }
    return { row, column };
  }

  /** Values and spilled values; cells that only have a format do not count. Undefined for an empty sheet. */
  usedArea(): Area | undefined {
    let top = Number.POSITIVE_INFINITY;
    let left = Number.POSITIVE_INFINITY;
    let bottom = -1;
    let right = -1;
    const see = (row: number, column: number, cell: Nullable<ICellData>): void => {
      if (!holdsContent(cell)) return;
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row);
      right = Math.max(right, column);
    };
    this.core.getCellMatrix().forValue((row, column, cell) => see(row, column, cell));
    const spilled: SparseCells<ICellData> =
      this.formulas.getArrayFormulaCellData()?.[this.workbook.id]?.[this.id] ?? {};
    for (const [row, columns] of Object.entries(spilled)) {
      for (const [column, cell] of Object.entries(columns ?? {})) see(Number(row), Number(column), cell);
    }
    if (bottom < 0) return undefined;
    return { row: top, column: left, rowCount: bottom - top + 1, columnCount: right - left + 1 };
  }

  /** Each cell with a formula of its own, in no order that matters. */
  formulaCells(): { row: number; column: number; formula: string }[] {
    const found: { row: number; column: number; formula: string }[] = [];
    this.core.getCellMatrix().forValue((row, column, cell) => {
      if (cell?.f || cell?.si) found.push({ row, column, formula: this.formula(row, column) });
    });
    return found;
  }

  /** Read cell by cell: the facade would make a new object for each. */
  private get core(): Worksheet {
    this.workbook.writes.flush();
    return this.coreUnflushed;
  }

  private get coreUnflushed(): Worksheet {
    const core = this.workbook.grid.workbook.getWorkbook().getSheetBySheetId(this.id);
    if (!core) throw itemNotFound('Worksheet');
    return core;
  }

  private get formulas(): FormulaDataModel {
    return this.workbook.formulas;
  }

  private spilledCell(row: number, column: number): Nullable<ICellData> {
    return this.formulas.getArrayFormulaCellData()?.[this.workbook.id]?.[this.id]?.[row]?.[column];
  }
}

export function areaOf(range: Pick<IRange, 'startRow' | 'startColumn' | 'endRow' | 'endColumn'>): Area {
  return {
    row: range.startRow,
    column: range.startColumn,
    rowCount: range.endRow - range.startRow + 1,
    columnCount: range.endColumn - range.startColumn + 1,
  };
}

export function gridRange({ row, column, rowCount, columnCount }: Area): IRange {
  return { startRow: row, startColumn: column, endRow: row + rowCount - 1, endColumn: column + columnCount - 1 };
}

function contains(range: IRange, row: number, column: number): boolean {
  const inRows = row >= range.startRow && row <= range.endRow;
  return inRows && column >= range.startColumn && column <= range.endColumn;
}
