import { HostError, invalidArgument, itemNotFound, notImplemented } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import { NEW_SHEET } from '../univer-grid.ts';
import { booleanArgument, integerArgument, optionalTextArgument, textArgument } from './arguments.ts';
import { cellRange, rangeAt } from './cell-range.ts';
import { freezePanesObject } from './freeze-panes-api.ts';
import { namesObject } from './names-api.ts';
import { notesObject } from './notes-api.ts';
import { protectionObject } from './protection-api.ts';
import { rangeArgument, rangeObject } from './range-api.ts';
import type { Sheet } from './sheet.ts';
import { tablesObject } from './table-api.ts';
import type { WorkbookModel } from './workbook-model.ts';

interface SheetInWorkbook {
  readonly workbook: WorkbookModel;
  readonly sheet: Sheet;
}

/** https://support.microsoft.com/office/rename-a-worksheet-3f1f7148-ee83-404d-8ef0-9ff99fbad1f9 */
const MAX_NAME = 31;
const FORBIDDEN_IN_NAMES = /[\\/?*[\]:]/;

function refuseBadName(workbook: WorkbookModel, name: string, location: string, own?: Sheet): void {
  const isLegal = name.trim() !== '' && name.length <= MAX_NAME && !FORBIDDEN_IN_NAMES.test(name);
  if (!isLegal || name.startsWith("'") || name.endsWith("'")) throw invalidArgument(location);
  const holder = workbook.sheetNamed(name);
  if (holder !== undefined && holder !== own)
    throw new HostError('ItemAlreadyExists', 'A resource with the same name or identifier already exists.', location);
}

function deleteSheet({ workbook, sheet }: SheetInWorkbook): void {
  const visible = workbook.sheets().filter((other) => !other.facade.isSheetHidden());
  if (visible.length === 1 && visible[0] === sheet) {
    const excelsWords = 'A workbook must contain at least one visible worksheet.';
    throw new HostError('InvalidOperation', excelsWords, 'Worksheet.delete');
  }
  workbook.grid.workbook.deleteSheet(sheet.facade);
}

function neighbour({ workbook, sheet }: SheetInWorkbook, step: 1 | -1): HostObject | null {
  const sheets = workbook.sheets();
  const next = sheets[sheets.indexOf(sheet) + step];
  return next === undefined ? null : worksheetObject(workbook, next);
}

function existing(object: HostObject | null, location: string): HostObject {
  if (object === null) throw itemNotFound(location);
  return object;
}

const worksheetClass: HostClass<SheetInWorkbook> = {
  name: 'Worksheet',
  properties: {
    Id: { get: ({ sheet }) => sheet.id },
    Name: {
      get: ({ sheet }) => sheet.name,
      set: ({ workbook, sheet }, value) => {
        const name = textArgument(value, 'Worksheet.name');
        refuseBadName(workbook, name, 'Worksheet.name', sheet);
        sheet.facade.setName(name);
      },
    },
    Position: { get: ({ sheet }) => sheet.facade.getIndex() },
    Visibility: {
      get: ({ sheet }) => (sheet.facade.isSheetHidden() ? 'Hidden' : 'Visible'),
      set: ({ sheet }, value) => {
        if (value === 'Visible') sheet.facade.showSheet();
        else if (value === 'Hidden') sheet.facade.hideSheet();
        else if (value === 'VeryHidden') throw notImplemented('a worksheet that is very hidden');
        else throw invalidArgument('Worksheet.visibility');
      },
    },
    TabColor: {
      get: ({ sheet }) => sheet.facade.getTabColor() ?? '',
      set: ({ sheet }, value) => void sheet.facade.setTabColor(textArgument(value, 'Worksheet.tabColor')),
    },
    ShowGridlines: { get: ({ sheet }) => !sheet.facade.hasHiddenGridLines() },
    // What the client sends for `showGridlines = ...`, whatever its property is called.
    Gridlines: {
      get: ({ sheet }) => !sheet.facade.hasHiddenGridLines(),
      set: ({ sheet }, value) =>
        void sheet.facade.setHiddenGridlines(!booleanArgument(value, 'Worksheet.showGridlines')),
    },
  },
  objects: {
    Tables: ({ workbook, sheet }) => tablesObject(workbook, sheet),
    FreezePanes: ({ sheet }) => freezePanesObject(sheet),
    Names: ({ workbook, sheet }) => namesObject(workbook, sheet),
    Notes: ({ workbook, sheet }) => notesObject(workbook, sheet),
    Protection: ({ sheet }) => protectionObject(sheet),
  },
  methods: {
    GetRange: ({ sheet }, address) => {
      const text = optionalTextArgument(address, 'Worksheet.getRange');
      return rangeObject(
        text === undefined ? rangeAt(sheet, undefined) : rangeArgument(text, sheet, 'Worksheet.getRange'),
      );
    },
    GetCell: ({ sheet }, row, column) => {
      const at = {
        row: integerArgument(row, 'Worksheet.getCell'),
        column: integerArgument(column, 'Worksheet.getCell'),
      };
      return rangeObject(cellRange(sheet, { ...at, rowCount: 1, columnCount: 1 }, 'Worksheet.getCell'));
    },
    GetRangeByIndexes: ({ sheet }, ...indexes) => {
      const location = 'Worksheet.getRangeByIndexes';
      const [row = -1, column = -1, rowCount = 0, columnCount = 0] = indexes.map((one) =>
        integerArgument(one, location),
      );
      return rangeObject(cellRange(sheet, { row, column, rowCount, columnCount }, location));
    },
    GetUsedRange: ({ sheet }) => {
      const emptySheet = { row: 0, column: 0, rowCount: 1, columnCount: 1 };
      return rangeObject(cellRange(sheet, sheet.usedArea() ?? emptySheet));
    },
    GetUsedRangeOrNullObject: ({ sheet }) => {
      const used = sheet.usedArea();
      return used === undefined ? null : rangeObject(cellRange(sheet, used));
    },
    GetNext: (at) => existing(neighbour(at, 1), 'Worksheet.getNext'),
    GetNextOrNullObject: (at) => neighbour(at, 1),
    GetPrevious: (at) => existing(neighbour(at, -1), 'Worksheet.getPrevious'),
    GetPreviousOrNullObject: (at) => neighbour(at, -1),
    _GetSheetById: ({ workbook }, id) => sheetByKey(workbook, id, 'Worksheet'),
    _GetAnotherWorksheetById: ({ workbook }, id) => sheetByKey(workbook, id, 'Worksheet'),
    Activate: ({ sheet }) => void sheet.facade.activate(),
    Delete: deleteSheet,
    Calculate: ({ sheet }) => {
      const all = rangeAt(sheet, undefined).area;
      sheet.workbook.recalculation.recalculate(sheet, sheet.clip(all));
    },
    _RegisterDataChangedEvent: () => null,
    _UnregisterDataChangedEvent: () => null,
    _RegisterProtectionChangedEvent: () => null,
    _UnregisterProtectionChangedEvent: () => null,
    _RegisterSelectionChangedEvent: () => null,
    _UnregisterSelectionChangedEvent: () => null,
  },
};

export function worksheetObject(workbook: WorkbookModel, sheet: Sheet): HostObject {
  return hostObject(worksheetClass, { workbook, sheet });
}

/** By id or by name, as `getItem` allows. */
function findSheet(workbook: WorkbookModel, key: unknown, location: string): Sheet | undefined {
  const text = textArgument(key, location);
  return workbook.sheetById(text) ?? workbook.sheetNamed(text);
}

function sheetByKey(workbook: WorkbookModel, key: unknown, location: string): HostObject {
  const found = findSheet(workbook, key, location);
  if (found === undefined) throw itemNotFound(location);
  return worksheetObject(workbook, found);
}

/** The new sheet comes last and is not shown, as in Excel. */
function addSheet(workbook: WorkbookModel, name: string | undefined): HostObject {
  if (name !== undefined) refuseBadName(workbook, name, 'WorksheetCollection.add');
  workbook.writes.flush();
  const shown = workbook.grid.workbook.getActiveSheet();
  const added = workbook.grid.workbook.insertSheet(name, { sheet: { ...NEW_SHEET } });
  workbook.grid.workbook.setActiveSheet(shown);
  return worksheetObject(workbook, workbook.sheet(added.getSheetId()));
}

const worksheetsClass: HostClass<WorkbookModel> = {
  name: 'WorksheetCollection',
  properties: { Count: { get: (workbook) => workbook.sheets().length } },
  items: (workbook) => workbook.sheets().map((sheet) => worksheetObject(workbook, sheet)),
  item: (workbook, key) => {
    const found = findSheet(workbook, key, 'WorksheetCollection.getItem');
    return found && worksheetObject(workbook, found);
  },
  methods: {
    Add: (workbook, name) => addSheet(workbook, optionalTextArgument(name, 'WorksheetCollection.add')),
    GetActiveWorksheet: (workbook) => worksheetObject(workbook, workbook.activeSheet),
    GetItemOrNullObject: (workbook, key) => {
      const found = findSheet(workbook, key, 'WorksheetCollection.getItemOrNullObject');
      return found === undefined ? null : worksheetObject(workbook, found);
    },
    GetCount: (workbook) => workbook.sheets().length,
    GetFirst: (workbook) => edgeSheet(workbook, 0),
    GetLast: (workbook) => edgeSheet(workbook, -1),
    _RegisterAddedEvent: () => null,
    _UnregisterAddedEvent: () => null,
    _RegisterDeletedEvent: () => null,
    _UnregisterDeletedEvent: () => null,
    _RegisterEventNameChanged: () => null,
    _UnregisterEventNameChanged: () => null,
    _RegisterDataChangedEvent: () => null,
    _UnregisterDataChangedEvent: () => null,
    _RegisterProtectionChangedEvent: () => null,
    _UnregisterProtectionChangedEvent: () => null,
    _RegisterSelectionChangedEvent: () => null,
    _UnregisterSelectionChangedEvent: () => null,
  },
};

function edgeSheet(workbook: WorkbookModel, at: 0 | -1): HostObject {
  const sheet = workbook.sheets().at(at);
  if (sheet === undefined) throw itemNotFound('WorksheetCollection');
  return worksheetObject(workbook, sheet);
}

export function worksheetsObject(workbook: WorkbookModel): HostObject {
  return hostObject(worksheetsClass, workbook);
}
