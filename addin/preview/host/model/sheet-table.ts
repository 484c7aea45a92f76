import { HostError, invalidArgument, itemNotFound } from '../rich-api/host-error.ts';
import { type Area, intersectAreas } from './a1.ts';
import { CellRange } from './cell-range.ts';
import { type ShiftWay, shiftCells } from './cell-shifts.ts';
import { tableNameInGrid } from './formula-names.ts';
import { refuseWhereProtected } from './protection-api.ts';
import { gridRange, type Sheet } from './sheet.ts';
import { fillNewRows } from './table-rows.ts';
import { resized, type TableShape, withColumnsRemoved, withNewColumns } from './table-shape.ts';
import type { WorkbookModel } from './workbook-model.ts';

/** Excel's rule for table names, without the part about cell addresses. */
const TABLE_NAME = /^[A-Za-z_\\][\w.\\]*$/;

/** One table of the workbook; the register keeps its place and columns, the grid its name. */
export class SheetTable {
  constructor(
    readonly workbook: WorkbookModel,
    readonly id: string,
  ) {}

  get name(): string {
    void this.shape;
    return this.workbook.tables.name(this.id);
  }

  rename(name: string): void {
    if (!TABLE_NAME.test(name)) throw invalidArgument('Table.name');
    if (name === this.name) return;
    const taken = tables(this.workbook).some((table) => table.name.toLowerCase() === name.toLowerCase());
    if (taken && name.toLowerCase() !== this.name.toLowerCase()) throw invalidArgument('Table.name');
    if (this.workbook.sheetNamed(name) === undefined) this.configure({ name: tableNameInGrid(name) });
    else this.takeNameOfSheet(name);
  }

  /** Excel lets a table be called like a sheet; Univer's command does not, the mutation behind it does. */
  private takeNameOfSheet(name: string): void {
    const params = {
      unitId: this.workbook.id,
      subUnitId: this.sheet.id,
      tableId: this.id,
      config: { name: tableNameInGrid(name) },
    };
    this.workbook.run('sheet.mutation.set-sheet-table', params);
  }

  get shape(): TableShape {
    this.workbook.writes.flush();
    const shape = this.workbook.tables.shape(this.id);
    if (shape === undefined) throw itemNotFound('Table');
    return shape;
  }

  get sheet(): Sheet {
    return this.workbook.sheet(this.shape.sheetId);
  }

  get area(): Area {
    return this.shape.area;
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
    return this.rowsAt(index, 1);
  }

  column(index: number): Area {
    const { area } = this;
    if (index < 0 || index >= area.columnCount) throw itemNotFound('TableColumnCollection.getItemAt');
    return { ...area, column: area.column + index, columnCount: 1 };
  }

  columnNames(): string[] {
    return (this.headerRow.values()[0] ?? []).map(String);
  }

  /** The header stays in its row and the old place and the new share cells; a column's cells keep its id. */
  resize({ sheet, area: wanted }: CellRange): void {
    const { shape, area } = this;
    const isAllowed = sheet === this.sheet && wanted.row === area.row && wanted.rowCount >= 2;
    if (!isAllowed || intersectAreas(wanted, area) === undefined) throw invalidArgument('Table.resize');
    this.refuseOverlap(wanted, 'Table.resize');
    sheet.growToHold(wanted);
    const rowsOnly = resized(shape, wanted.rowCount, shape.columns.length);
    let { nextColumnId } = shape;
    const columns = Array.from({ length: wanted.columnCount }, (_, index) => {
      const known = shape.columns[wanted.column + index - area.column];
      if (known !== undefined) return known;
      nextColumnId += 1;
      return nextColumnId - 1;
    });
    this.workbook.tables.change(this.id, { ...rowsOnly, area: wanted, columns, nextColumnId });
    const more = wanted.rowCount - area.rowCount;
    if (more > 0) fillNewRows(this.workbook, this.shape, { at: area.row + area.rowCount, count: more });
  }

  /** Puts rows in before the one at the index, or after the last; what stands below goes down, in the table's columns. */
  insertRows(index: number, count: number): CellRange {
    const { area, sheet, shape } = this;
    if (index < 0 || index > this.rowCount) throw invalidArgument('TableRowCollection.add');
    const added = this.rowsAt(index, count);
    sheet.growToHold(added.area);
    const shifts = index < this.rowCount || this.hasContentBelow;
    const grown = resized(shape, area.rowCount + count, shape.columns.length);
    this.shiftAndChange(shifts ? added : undefined, 'down', grown);
    sheet.growToHold(this.area);
    fillNewRows(this.workbook, this.shape, { at: added.area.row, count });
    // Rows at the end stay in sight whatever they hold, as in Excel.
    if (index < area.rowCount - 1) this.workbook.tables.filterAgain(this.id);
    this.tell('RowInserted', added);
    return added;
  }

  deleteRows(index: number, count: number): void {
    if (index < 0 || count < 1 || index + count > this.rowCount) throw itemNotFound('TableRow');
    const { area, shape } = this;
    // The last row of a table cannot go: it is emptied.
    const gone = Math.min(count, this.rowCount - 1);
    if (gone < count) this.rowsAt(index + gone, 1).grid.clearContent();
    if (gone === 0) return;
    const range = this.rowsAt(index, gone);
    this.shiftAndChange(range, 'up', resized(shape, area.rowCount - gone, shape.columns.length));
    this.workbook.tables.filterAgain(this.id);
    this.tell('RowDeleted', range);
  }

  /** Puts columns in before the one at the index, or after the last; what stands right of it goes right, in its rows. */
  insertColumns(index: number, count: number): CellRange {
    const { area, sheet, shape } = this;
    if (index < 0 || index > area.columnCount) throw invalidArgument('TableColumnCollection.add');
    const added = new CellRange(sheet, { ...area, column: area.column + index, columnCount: count });
    sheet.growToHold(added.area);
    const shifts = index < area.columnCount || this.hasContentToTheRight;
    this.shiftAndChange(shifts ? added : undefined, 'right', withNewColumns(shape, index, count));
    this.tell('ColumnInserted', added);
    return added;
  }

  deleteColumns(index: number, count: number): void {
    const { area, sheet, shape } = this;
    if (index < 0 || count < 1 || index + count > area.columnCount) throw itemNotFound('TableColumn');
    if (count === area.columnCount) {
      this.delete();
      return;
    }
    const range = new CellRange(sheet, { ...area, column: area.column + index, columnCount: count });
    const left = withColumnsRemoved(shape, { at: area.column + index, count });
    this.shiftAndChange(range, 'left', { ...left, area: { ...left.area, column: area.column } });
    this.tell('ColumnDeleted', range);
  }

  /** Deletes the table and its cells, as in Excel. */
  delete(): void {
    const { range } = this;
    this.convertToRange();
    range.grid.clearContent();
    range.grid.clearFormat();
  }

  convertToRange(): CellRange {
    const { range, sheet, id } = this;
    this.workbook.run('sheet.command.delete-table', {
      unitId: this.workbook.id,
      subUnitId: sheet.id,
      tableId: id,
    });
    return range;
  }

  /** Excel changes no table of a protected sheet. */
  refuseOnProtected(location: string): void {
    refuseWhereProtected(this.sheet, location);
  }

  private shiftAndChange(cells: CellRange | undefined, direction: ShiftWay, shape: TableShape): void {
    const { tables: register } = this.workbook;
    // Read first: a shift of the whole table moves it.
    const before = this.shape;
    register.history.asOneStep(() => {
      if (cells !== undefined) shiftCells(cells, direction, false);
      register.change(this.id, shape, before);
    });
  }

  private rowsAt(index: number, count: number): CellRange {
    const { area } = this;
    return new CellRange(this.sheet, { ...area, row: area.row + 1 + index, rowCount: count });
  }

  private get hasContentBelow(): boolean {
    const used = this.sheet.usedArea();
    return used !== undefined && used.row + used.rowCount > this.area.row + this.area.rowCount;
  }

  private get hasContentToTheRight(): boolean {
    const used = this.sheet.usedArea();
    return used !== undefined && used.column + used.columnCount > this.area.column + this.area.columnCount;
  }

  private refuseOverlap(area: Area, location: string): void {
    const others = tables(this.workbook, this.sheet).filter(({ id }) => id !== this.id);
    if (others.some((other) => intersectAreas(other.area, area) !== undefined)) throw overlapping(location);
  }

  private tell(changeType: 'RowInserted' | 'RowDeleted' | 'ColumnInserted' | 'ColumnDeleted', range: CellRange): void {
    const { sheet, area } = range;
    this.workbook.changes.tell({
      kind: 'structure',
      sheetId: sheet.id,
      changeType,
      range: gridRange(area),
      shift: 'None',
    });
  }

  private configure(config: object): void {
    this.workbook.run('sheet.command.set-table-config', { unitId: this.workbook.id, tableId: this.id, ...config });
  }
}

export function tables(workbook: WorkbookModel, sheet?: Sheet): SheetTable[] {
  return workbook.tables.ids(sheet?.id).map((id) => new SheetTable(workbook, id));
}

export function tableNamed(workbook: WorkbookModel, key: string, sheet?: Sheet): SheetTable | undefined {
  const wanted = key.toLowerCase();
  return tables(workbook, sheet).find((table) => table.id === key || table.name.toLowerCase() === wanted);
}

function overlapping(location: string): HostError {
  return new HostError('InvalidArgument', "A table can't overlap another table.", location);
}

/** Makes a table of a range whose first row holds the column names. */
export function addTable(workbook: WorkbookModel, range: CellRange): SheetTable {
  const location = 'TableCollection.add';
  refuseWhereProtected(range.sheet, location);
  if (tables(workbook, range.sheet).some((table) => intersectAreas(table.area, range.area) !== undefined))
    throw overlapping(location);
  range.sheet.growToHold(range.area);
  const number = workbook.tables.nextNumber();
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
