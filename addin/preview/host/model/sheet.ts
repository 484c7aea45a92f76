import type { ICellData, IRange, IStyleData, Nullable, Worksheet } from '@univerjs/core';
import type { FormulaDataModel } from '@univerjs/preset-sheets-node-core';
import type { FWorksheet } from '@univerjs/sheets/facade';
import type { Listeners } from '../listeners.ts';
import { itemNotFound } from '../rich-api/host-error.ts';
import type { HostObject } from '../rich-api/host-object.ts';
import type { UniverGrid } from '../univer-grid.ts';
import type { Area } from './a1.ts';
import { type CellValue, fromCellData, holdsContent } from './cell-values.ts';
import { formulaInExcel } from './formula-names.ts';
import type { PendingWrites } from './pending-writes.ts';
import type { StructureChange } from './structure-change.ts';

/** What the add-in asks of the custom functions when it wants cells calculated again. */
export interface Recalculation {
  /** Cells whose functions run again although their arguments are the same. */
  recalculate(sheet: Sheet, area: Area): void;
  recalculateAll(): void;
}

/** What Excel can allow on a protected sheet, by the names of its protection options. */
export const ALLOWANCES = [
  'allowAutoFilter',
  'allowDeleteColumns',
  'allowDeleteRows',
  'allowEditObjects',
  'allowEditScenarios',
  'allowFormatCells',
  'allowFormatColumns',
  'allowFormatRows',
  'allowInsertColumns',
  'allowInsertHyperlinks',
  'allowInsertRows',
  'allowPivotTables',
  'allowSort',
] as const;
export type Allowance = (typeof ALLOWANCES)[number];

/** https://learn.microsoft.com/javascript/api/excel/excel.worksheetprotectionoptions */
export type SheetProtection = Readonly<Record<Allowance, boolean>> & {
  readonly selectionMode: 'Normal' | 'Unlocked' | 'None';
};

/** A sheet whose protection was set or taken off. */
export interface ProtectionNews {
  readonly sheetId: string;
  readonly isProtected: boolean;
}

/** The workbook as its sheets and ranges see it. */
export interface SheetOwner {
  readonly id: string;
  readonly grid: UniverGrid;
  readonly formulas: FormulaDataModel;
  readonly writes: PendingWrites<Sheet>;
  readonly recalculation: Recalculation;
  /** The client's objects that a range leads to, and the tables beneath it: handed in because sheets are made of ranges. */
  readonly objects: {
    worksheet(sheet: Sheet): HostObject;
    range(sheet: Sheet, area: Area): HostObject;
    tablesOn(sheet: Sheet): readonly TableOnSheet[];
  };
  readonly changes: Listeners<StructureChange>;
  readonly protections: Listeners<ProtectionNews>;
  /** While the model shifts cells: it tells of it itself. */
  isShifting: boolean;
  sheetNamed(name: string): Sheet | undefined;
}

/** A table as cells that are shifted meet it; indexes count from 0 within its body. */
export interface TableOnSheet {
  readonly area: Area;
  insertRows(index: number, count: number): unknown;
  deleteRows(index: number, count: number): void;
  insertColumns(index: number, count: number): unknown;
  deleteColumns(index: number, count: number): void;
}

const BOOLEAN = 3;

/**
 * In Excel a cell's lock is a part of its style: it moves, is copied and is cleared with it. Univer keeps only the parts
 * of a style that it knows; this one, the text's direction, it never draws in a sheet.
 */
export const UNLOCKED = 1;

type SparseCells<V> = Readonly<Record<number, Readonly<Record<number, Nullable<V>>>>>;

/** One sheet of the grid. Every way in writes what waits first, so that nobody sees a grid from before a write. */
export class Sheet {
  /** Not saved with the workbook, as Excel keeps no password in clear either: a reopened sheet has none. */
  password: string | undefined;

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

  /** What the sheet's protection still allows; undefined while it is not protected. Saved with the sheet's own data. */
  get protection(): SheetProtection | undefined {
    const { protection } = this.coreUnflushed.getCustomMetadata() ?? {};
    return protection as SheetProtection | undefined;
  }

  set protection(protection: SheetProtection | undefined) {
    this.coreUnflushed.setCustomMetadata({ ...this.coreUnflushed.getCustomMetadata(), protection });
    this.workbook.protections.tell({ sheetId: this.id, isProtected: protection !== undefined });
  }

  get isProtected(): boolean {
    return this.protection !== undefined;
  }

  /** All cells are locked unless somebody has unlocked them; only a protection makes it matter. */
  isLocked(row: number, column: number): boolean {
    return this.coreUnflushed.getComposedCellStyle(row, column).td !== UNLOCKED;
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

  /** What the cell itself holds in the grid now, whatever waits to be written; undefined when it holds nothing. */
  ownValue(row: number, column: number): CellValue | undefined {
    return fromCellData(this.coreUnflushed.getCellMatrix().getValue(row, column));
  }

  /** Whether a filter or a person hides the row. */
  isRowHidden(row: number): boolean {
    return !this.core.getRowVisible(row);
  }

  /** Empty text when the cell holds no formula of its own. */
  formula(row: number, column: number): string {
    return formulaInExcel(this.formulas.getFormulaStringByCell(row, column, this.id, this.workbook.id) ?? '');
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
    this.workbook.writes.flush();
    return this.formulaCellsUnflushed();
  }

  /** As the grid has them now, whatever waits to be written. */
  formulaCellsUnflushed(): { row: number; column: number; formula: string }[] {
    const found: { row: number; column: number; formula: string }[] = [];
    this.coreUnflushed.getCellMatrix().forValue((row, column, cell) => {
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
