import type { Injector } from '@univerjs/core';
import type { FormulaDataModel } from '@univerjs/preset-sheets-node-core';
import { HostError } from '../rich-api/host-error.ts';
import type { UniverGrid } from '../univer-grid.ts';
import type { DocumentSettings } from './document-settings.ts';
import { PendingWrites } from './pending-writes.ts';
import { type Recalculation, Sheet, type SheetOwner } from './sheet.ts';

type HostObjects = SheetOwner['objects'];

/** The workbook as the object model sees it. It keeps no cells: Univer holds them all. */
export class WorkbookModel implements SheetOwner {
  readonly id: string;
  readonly formulas: FormulaDataModel;
  readonly writes = new PendingWrites<Sheet>((sheet, cells) => this.writeCells(sheet, cells));
  /** Set once the custom functions stand; the model is needed to make them. */
  recalculation: Recalculation = { recalculate: () => {}, recalculateAll: () => {} };
  /** Excel's names of the tables' styles: the grid has other styles, and paints its own. */
  readonly tableStyles = new Map<string, string>();
  private madeObjects: HostObjects | undefined;
  private readonly sheetsById = new Map<string, Sheet>();

  constructor(
    readonly grid: UniverGrid,
    readonly settings: DocumentSettings,
  ) {
    this.id = grid.workbook.getId();
    this.formulas = this.injector.get(grid.packages.FormulaDataModel);
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

  private runUnflushed(commandId: string, params: object): void {
    const done = this.grid.facade.syncExecuteCommand(commandId, params);
    if (!done) throw new HostError('GeneralException', `The preview's grid refused ${commandId}.`);
  }

  private writeCells(sheet: Sheet, cells: Record<number, Record<number, object>>): void {
    if (!sheet.exists) return;
    const rows = Object.keys(cells).map(Number);
    if (rows.length === 0) return;
    let lastColumn = 0;
    for (const row of rows) for (const column in cells[row]) lastColumn = Math.max(lastColumn, Number(column));
    const lastRow = rows.reduce((highest, row) => Math.max(highest, row), 0);
    sheet.growToHold({ row: lastRow, column: lastColumn, rowCount: 1, columnCount: 1 });
    this.runUnflushed('sheet.command.set-range-values', {
      unitId: this.id,
      subUnitId: sheet.id,
      range: { startRow: lastRow, startColumn: lastColumn, endRow: lastRow, endColumn: lastColumn },
      value: cells,
    });
  }
}
