import type { ITableInfoWithUnitId } from '@univerjs/sheets-table';
import { HostError, invalidArgument, itemNotFound } from '../rich-api/host-error.ts';
import type { Area } from './a1.ts';
import { CellRange } from './cell-range.ts';
import { areaOf, gridRange, type Sheet } from './sheet.ts';
import type { WorkbookModel } from './workbook-model.ts';

/** Excel's rule for table names, without the part about cell addresses. */
const TABLE_NAME = /^[A-Za-z_\\][\w.\\]*$/;

/** One table of the workbook; the grid's table plugin keeps its range and name. */
export class SheetTable {
  constructor(
    readonly workbook: WorkbookModel,
    readonly id: string,
  ) {}

  get name(): string {
    return this.info.name;
  }

  rename(name: string): void {
    if (!TABLE_NAME.test(name)) throw invalidArgument('Table.name');
    if (name === this.name) return;
    const taken = tables(this.workbook).some((table) => table.name.toLowerCase() === name.toLowerCase());
    if (taken && name.toLowerCase() !== this.name.toLowerCase()) throw invalidArgument('Table.name');
    if (this.workbook.sheetNamed(name) === undefined) this.configure({ name });
    else this.takeNameOfSheet(name);
  }

  /** Excel lets a table be called like a sheet; Univer's command does not, the mutation behind it does. */
  private takeNameOfSheet(name: string): void {
    const params = { unitId: this.workbook.id, subUnitId: this.sheet.id, tableId: this.id, config: { name } };
    this.workbook.run('sheet.mutation.set-sheet-table', params);
  }

  get sheet(): Sheet {
    return this.workbook.sheet(this.info.subUnitId);
  }

  get area(): Area {
    return areaOf(this.info.range);
  }

  get range(): CellRange {
    return new CellRange(this.sheet, this.area);
  }

  get headerRow(): CellRange {
    return new CellRange(this.sheet, { ...this.area, rowCount: 1 });
  }

  get rowCount(): number {
    return this.area.rowCount - 1;
  }

  /** A table without rows still has one empty row here, as in Excel. */
  get body(): CellRange {
    const { area } = this;
    return new CellRange(this.sheet, { ...area, row: area.row + 1, rowCount: Math.max(1, area.rowCount - 1) });
  }

  row(index: number): CellRange {
    if (index < 0 || index >= this.rowCount) throw itemNotFound('TableRowCollection.getItemAt');
    const { area } = this;
    return new CellRange(this.sheet, { ...area, row: area.row + 1 + index, rowCount: 1 });
  }

  column(index: number): Area {
    const { area } = this;
    if (index < 0 || index >= area.columnCount) throw itemNotFound('TableColumnCollection.getItemAt');
    return { ...area, column: area.column + index, columnCount: 1 };
  }

  columnNames(): string[] {
    return (this.headerRow.values()[0] ?? []).map(String);
  }

  resize(range: CellRange): void {
    const { area } = this;
    const sameCorner = range.area.row === area.row && range.area.column === area.column;
    if (range.sheet !== this.sheet || !sameCorner || range.area.rowCount < 2) throw invalidArgument('Table.resize');
    this.sheet.growToHold(range.area);
    this.configure({ updateRange: { newRange: gridRange(range.area) } });
  }

  /** Appends rows below the last; returns the index of the first new one. */
  append(rows: readonly (readonly unknown[])[]): number {
    const { area, sheet } = this;
    if (rows.some((row) => row.length !== area.columnCount)) throw invalidArgument('TableRowCollection.add');
    this.makeRoomBelow(rows.length);
    const grown = { ...area, rowCount: area.rowCount + rows.length };
    sheet.growToHold(grown);
    this.configure({ updateRange: { newRange: gridRange(grown) } });
    const added = new CellRange(sheet, { ...area, row: area.row + area.rowCount, rowCount: rows.length });
    this.extendNumberFormats(added);
    added.write(rows, 'TableRowCollection.add');
    return area.rowCount - 1;
  }

  /** A new row of a table looks like the one above it; the header lends nothing. */
  private extendNumberFormats(added: CellRange): void {
    const above = added.area.row - 1;
    if (above === this.area.row) return;
    const formats = Array.from({ length: added.area.rowCount }, () =>
      Array.from({ length: added.area.columnCount }, (_, c) => this.sheet.numberFormat(above, added.area.column + c)),
    );
    added.writeStyle(formats, 'TableRowCollection.add', (format) => (format === '' ? {} : { n: { pattern: format } }));
  }

  /** Excel moves what stands below the table down, in the table's own columns. */
  private makeRoomBelow(count: number): void {
    const { area, sheet } = this;
    const below = { ...area, row: area.row + area.rowCount, rowCount: count };
    const used = sheet.usedArea();
    const lastUsedRow = used === undefined ? -1 : used.row + used.rowCount - 1;
    if (lastUsedRow < below.row) return;
    new CellRange(sheet, below).insertCells('down');
  }

  deleteRow(index: number): void {
    const row = this.row(index);
    if (this.rowCount === 1) {
      row.grid.clearContent();
      return;
    }
    const { area } = this;
    row.deleteCells('up');
    const shrunk = { ...area, rowCount: area.rowCount - 1 };
    // Univer shrinks the table itself when it sees the deletion as one of whole rows of the table.
    if (this.area.rowCount !== shrunk.rowCount) this.configure({ updateRange: { newRange: gridRange(shrunk) } });
  }

  /** Deletes the table and its cells, as in Excel. */
  delete(): void {
    const { range } = this;
    this.convertToRange();
    range.grid.clearContent();
    range.grid.clearFormat();
  }

  convertToRange(): CellRange {
    const { range } = this;
    this.workbook.run('sheet.command.delete-table', {
      unitId: this.workbook.id,
      subUnitId: this.sheet.id,
      tableId: this.id,
    });
    return range;
  }

  private get info(): ITableInfoWithUnitId {
    const info = this.workbook.grid.workbook.getTableInfo(this.id);
    if (info === undefined) throw itemNotFound('Table');
    return info;
  }

  private configure(config: object): void {
    this.workbook.run('sheet.command.set-table-config', { unitId: this.workbook.id, tableId: this.id, ...config });
  }
}

export function tables(workbook: WorkbookModel, sheet?: Sheet): SheetTable[] {
  return workbook.grid.workbook
    .getTableList()
    .filter((info) => sheet === undefined || info.subUnitId === sheet.id)
    .map((info) => new SheetTable(workbook, info.id));
}

export function tableNamed(workbook: WorkbookModel, key: string, sheet?: Sheet): SheetTable | undefined {
  const wanted = key.toLowerCase();
  return tables(workbook, sheet).find((table) => table.id === key || table.name.toLowerCase() === wanted);
}

/** Makes a table of a range whose first row holds the column names. */
export function addTable(workbook: WorkbookModel, range: CellRange): SheetTable {
  const location = 'TableCollection.add';
  if (tables(workbook, range.sheet).some((table) => overlaps(table.area, range.area)))
    throw new HostError('InvalidArgument', "A table can't overlap another table.", location);
  range.sheet.growToHold(range.area);
  const number = 1 + tables(workbook).reduce((highest, { id }) => Math.max(highest, Number(id.split('-')[1]) || 0), 0);
  const id = `table-${number}`;
  workbook.run('sheet.command.add-table', {
    unitId: workbook.id,
    subUnitId: range.sheet.id,
    id,
    name: `Table${number}`,
    range: gridRange(range.area),
    options: {},
  });
  return new SheetTable(workbook, id);
}

function overlaps(first: Area, second: Area): boolean {
  const inRows = first.row < second.row + second.rowCount && second.row < first.row + first.rowCount;
  const inColumns =
    first.column < second.column + second.columnCount && second.column < first.column + first.columnCount;
  return inRows && inColumns;
}
