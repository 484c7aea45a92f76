import type { Client } from './client/window-external.ts';
import type { CellsChange, GridChange } from './grid-changes.ts';
import { type Area, columnLetters, formatAddress, intersectAreas } from './model/a1.ts';
import { areaOf, type ProtectionNews } from './model/sheet.ts';
import { tables } from './model/sheet-table.ts';
import type { StructureChange } from './model/structure-change.ts';
import type { TableNews } from './model/table-register.ts';
import { selectedRange } from './model/workbook-api.ts';
import type { WorkbookModel } from './model/workbook-model.ts';
import type { SheetNews } from './sheet-watch.ts';

/** Event types of the client (Excel.EventType in excel-win32-16.01.debug.js). */
const EventType = {
  worksheetChanged: 10,
  worksheetAdded: 13,
  selectionChanged: 14,
  worksheetDeleted: 15,
  worksheetProtectionChanged: 24,
  worksheetNameChanged: 25,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
} as const;

/** The target of the workbook's own handlers (OfficeExtension.Constants.eventWorkbookId). */
const WORKBOOK = 'Workbook';

/** Who changes the grid at this moment. */
export interface EditOrigin {
  readonly isAddin: () => boolean;
  readonly isCoauthor: () => boolean;
}

/**
 * Raises Excel's change events. The add-in's own writes raise them too, marked `triggerSource: "ThisLocalAddin"`;
 * a co-author's say `source: "Remote"`.
 */
export class ChangeEvents {
  constructor(
    private readonly workbook: WorkbookModel,
    private readonly client: Pick<Client, 'raise' | 'raiseSelectionChanged'>,
    private readonly origin: EditOrigin,
  ) {}

  onGridChange(change: GridChange): void {
    if (change.kind === 'structure') this.structureChanged(change);
    else if (!change.isRewrite && !change.isUnseen) this.cellsChanged(change);
  }

  tableAdded({ tableId, sheetId }: TableNews): void {
    this.raiseOfTable(EventType.tableAdded, sheetId, { source: this.source, tableId, worksheetId: sheetId });
  }

  tableDeleted({ tableId, sheetId, name: tableName }: TableNews): void {
    const args = { source: this.source, tableId, tableName, worksheetId: sheetId };
    this.raiseOfTable(EventType.tableDeleted, sheetId, args);
  }

  sheetsChanged({ kind, sheetId: worksheetId, nameBefore, nameAfter }: SheetNews): void {
    const args = { source: this.source, worksheetId };
    if (kind === 'added') this.client.raise(EventType.worksheetAdded, WORKBOOK, args);
    else if (kind === 'deleted') this.client.raise(EventType.worksheetDeleted, WORKBOOK, args);
    else this.client.raise(EventType.worksheetNameChanged, WORKBOOK, { ...args, nameBefore, nameAfter });
  }

  protectionChanged({ sheetId: worksheetId, isProtected }: ProtectionNews): void {
    const args = { isProtected, source: this.source, worksheetId };
    this.client.raise(EventType.worksheetProtectionChanged, worksheetId, args);
    this.client.raise(EventType.worksheetProtectionChanged, WORKBOOK, args);
  }

  selectionMoved(): void {
    const range = selectedRange(this.workbook);
    const args = { address: formatAddress(range.area), worksheetId: range.sheet.id };
    this.client.raise(EventType.selectionChanged, range.sheet.id, args);
    this.client.raise(EventType.selectionChanged, WORKBOOK, args);
    this.client.raiseSelectionChanged();
  }

  private get source(): 'Local' | 'Remote' {
    return this.origin.isCoauthor() ? 'Remote' : 'Local';
  }

  private raiseOfTable(eventType: number, sheetId: string, args: object): void {
    this.client.raise(eventType, sheetId, args);
    this.client.raise(eventType, WORKBOOK, args);
  }

  private cellsChanged(change: CellsChange): void {
    const written = this.workbook.writes.areasBeingWritten;
    for (const area of written === undefined || written.length === 0 ? [change.area] : written) {
      this.raiseChanged(change.sheetId, 'RangeEdited', area, formatAddress(area), this.details(change, area));
    }
  }

  /** Excel tells values before and after only when one single cell changed. */
  private details(change: CellsChange, area: Area): object {
    const [cell] = change.cells;
    const isSingle = change.cells.length === 1 && area.rowCount === 1 && area.columnCount === 1;
    const sheet = this.workbook.sheetById(change.sheetId);
    if (!isSingle || cell === undefined || sheet === undefined) return {};
    const valueAfter = sheet.value(cell.row, cell.column);
    return {
      valueBefore: change.valueBefore ?? '',
      valueAfter,
      valueTypeBefore: typeName(change.valueBefore ?? ''),
      valueTypeAfter: typeName(valueAfter),
    };
  }

  private structureChanged({ sheetId, changeType, range, shift }: StructureChange): void {
    if (sheetId === undefined || changeType === undefined || range === undefined) return;
    const area = areaOf(range);
    const { row, column, rowCount, columnCount } = area;
    const isRows = changeType.startsWith('Row');
    const wholeLines = isRows
      ? `${row + 1}:${row + rowCount}`
      : `${columnLetters(column)}:${columnLetters(column + columnCount - 1)}`;
    const address = shift === undefined ? wholeLines : formatAddress(area);
    this.raiseChanged(sheetId, changeType, area, address, { shiftDirection: shift ?? 'None' });
  }

  private raiseChanged(sheetId: string, changeType: string, area: Area, address: string, details: object): void {
    const args = {
      changeType,
      source: this.source,
      triggerSource: this.origin.isAddin() ? 'ThisLocalAddin' : 'Unknown',
      worksheetId: sheetId,
      address,
      shiftDirection: 'None',
      // Read back by `args.getRange(context)`; see eventRange in model/workbook-api.ts.
      referenceId: `${sheetId}|${address}`,
      ...details,
    };
    this.client.raise(EventType.worksheetChanged, sheetId, args);
    this.client.raise(EventType.worksheetChanged, WORKBOOK, args);
    const sheet = this.workbook.sheetById(sheetId);
    if (sheet === undefined) return;
    for (const table of tables(this.workbook, sheet)) {
      if (intersectAreas(table.area, area) === undefined) continue;
      this.client.raise(EventType.tableChanged, table.id, { ...args, tableId: table.id });
      this.client.raise(EventType.tableChanged, WORKBOOK, { ...args, tableId: table.id });
    }
  }
}

function typeName(value: unknown): string {
  if (value === '') return 'Empty';
  if (typeof value === 'number') return 'Double';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}
