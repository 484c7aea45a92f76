import type { ICellData, Injector } from '@univerjs/core';
import type { FormulaDataModel } from '@univerjs/preset-sheets-node-core';
import { Listeners } from '../listeners.ts';
import { HostError } from '../rich-api/host-error.ts';
import type { UniverGrid } from '../univer-grid.ts';
import { CellPatches, UNSEEN } from './cell-patches.ts';
import type { DocumentSettings } from './document-settings.ts';
import { formulaInGrid } from './formula-names.ts';
import { PendingWrites } from './pending-writes.ts';
import { type ProtectionNews, type Recalculation, Sheet, type SheetOwner } from './sheet.ts';
import type { StructureChange } from './structure-change.ts';
import { TableRegister } from './table-register.ts';

/** The trigger of Univer's own command that changes styles only. */
const STYLE_ONLY = 'sheet.command.set-style';

/** Univer's CellValueType.STRING. */
const TEXT = 1;

type HostObjects = SheetOwner['objects'];

/** The workbook as the object model sees it. It keeps no cells: Univer holds them all. */
export class WorkbookModel implements SheetOwner {
  readonly id: string;
  readonly formulas: FormulaDataModel;
  readonly writes = new PendingWrites<Sheet>((sheet, cells) => this.writeCells(sheet, cells));
  /** Set once the custom functions stand; the model is needed to make them. */
  recalculation: Recalculation = { recalculate: () => {}, recalculateAll: () => {} };
  readonly tables: TableRegister;
  /** Changes of structure that the model makes and tells of itself, because the grid has no one command for them. */
  readonly changes = new Listeners<StructureChange>();
  /** Sheets whose protection was set or taken off. */
  readonly protections = new Listeners<ProtectionNews>();
  isShifting = false;
  /** Whether this Excel is new enough to let add-ins make notes (ExcelApi 1.18). */
  hasNotes = true;
  private madeObjects: HostObjects | undefined;
  private readonly sheetsById = new Map<string, Sheet>();

  constructor(
    readonly grid: UniverGrid,
    readonly settings: DocumentSettings,
  ) {
    this.id = grid.workbook.getId();
    this.formulas = this.injector.get(grid.packages.FormulaDataModel);
    this.tables = new TableRegister(grid, this.id, {
      read: (sheetId, row, column) => String(this.sheet(sheetId).ownValue(row, column) ?? ''),
      write: (sheetId, row, column, name) => {
        const patches = new CellPatches();
        patches.put(row, column, { v: name, t: TEXT, f: null, p: null });
        this.writeUnseen(this.sheet(sheetId), patches);
      },
    });
  }

  /** Univer has no public way to its services: the exact version pin in package.json is part of this design. */
  get injector(): Injector {
    return this.grid.univer.__getInjector();
  }

  get objects(): HostObjects {
    if (this.madeObjects === undefined) throw new TypeError('The object model is not put together yet');
    return this.madeObjects;
  }

  set objects(objects: HostObjects) {
    this.madeObjects = objects;
  }

  sheets(): Sheet[] {
    return this.grid.workbook.getSheets().map((facade) => this.sheet(facade.getSheetId()));
  }

  sheet(id: string): Sheet {
    const known = this.sheetsById.get(id);
    if (known !== undefined) return known;
    const sheet = new Sheet(this, id);
    this.sheetsById.set(id, sheet);
    return sheet;
  }

  sheetById(id: string): Sheet | undefined {
    const sheet = this.sheet(id);
    return sheet.exists ? sheet : undefined;
  }

  /** Sheet names are compared without regard to case, as in Excel. */
  sheetNamed(name: string): Sheet | undefined {
    return this.sheets().find((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
  }

  get activeSheet(): Sheet {
    return this.sheet(this.grid.workbook.getActiveSheet().getSheetId());
  }

  /** Runs one of Univer's commands; a refusal of the grid is an error of the add-in's call. */
  run(commandId: string, params: object): void {
    this.writes.flush();
    this.runUnflushed(commandId, params);
  }

  /** Writes cells as the grid does it by itself, not somebody: no change event, nothing to undo. */
  writeUnseen(sheet: Sheet, { isEmpty, cells: cellValue }: CellPatches): void {
    if (isEmpty) return;
    const params = { unitId: this.id, subUnitId: sheet.id, cellValue, trigger: UNSEEN };
    this.grid.facade.syncExecuteCommand('sheet.mutation.set-range-values', params);
  }

  private runUnflushed(commandId: string, params: object): void {
    const done = this.grid.facade.syncExecuteCommand(commandId, params);
    if (!done) throw new HostError('GeneralException', `The preview's grid refused ${commandId}.`);
  }

  private writeCells(sheet: Sheet, cells: Record<number, Record<number, ICellData>>): void {
    if (!sheet.exists) return;
    const { content, formats, last } = sortWrites(sheet, cells);
    if (last === undefined) return;
    sheet.growToHold({ ...last, rowCount: 1, columnCount: 1 });
    if (!content.isEmpty) {
      const { row, column } = last;
      this.runUnflushed('sheet.command.set-range-values', {
        unitId: this.id,
        subUnitId: sheet.id,
        range: { startRow: row, startColumn: column, endRow: row, endColumn: column },
        value: content.cells,
      });
    }
    if (!formats.isEmpty) {
      const params = { unitId: this.id, subUnitId: sheet.id, cellValue: formats.cells, trigger: STYLE_ONLY };
      this.runUnflushed('sheet.mutation.set-range-values', params);
    }
  }
}

interface SortedWrites {
  readonly content: CellPatches;
  /** Formats of cells with formulas: given as anything but a change of style, Univer takes the formula away. */
  readonly formats: CellPatches;
  readonly last: { readonly row: number; readonly column: number } | undefined;
}

function sortWrites(sheet: Sheet, cells: Record<number, Record<number, ICellData>>): SortedWrites {
  const content = new CellPatches();
  const formats = new CellPatches();
  let last: { row: number; column: number } | undefined;
  for (const [rowKey, cellsOfRow] of Object.entries(cells)) {
    const row = Number(rowKey);
    for (const [columnKey, cell] of Object.entries(cellsOfRow)) {
      const column = Number(columnKey);
      last = { row: Math.max(last?.row ?? 0, row), column: Math.max(last?.column ?? 0, column) };
      const isFormatOnly = !('v' in cell) && !('f' in cell);
      if (isFormatOnly && sheet.formula(row, column) !== '') formats.put(row, column, cell);
      else content.put(row, column, withGridNames(cell));
    }
  }
  return { content, formats, last };
}

function withGridNames(cell: ICellData): ICellData {
  return typeof cell.f === 'string' ? { ...cell, f: formulaInGrid(cell.f) } : cell;
}
