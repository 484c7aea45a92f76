import { invalidArgument, itemNotFound } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import { textArgument } from './arguments.ts';
import { CellRange } from './cell-range.ts';
import type { DocumentSettings } from './document-settings.ts';
import { namesObject } from './names-api.ts';
import { notesObject } from './notes-api.ts';
import { rangeArgument, rangeObject } from './range-api.ts';
import { areaOf } from './sheet.ts';
import { tables } from './sheet-table.ts';
import { tablesObject } from './table-api.ts';
import type { WorkbookModel } from './workbook-model.ts';
import { worksheetObject, worksheetsObject } from './worksheet-api.ts';

interface SettingItem {
  readonly settings: DocumentSettings;
  readonly key: string;
}

const settingClass: HostClass<SettingItem> = {
  name: 'Setting',
  properties: {
    Id: { get: ({ key }) => key },
    Key: { get: ({ key }) => key },
    Value: {
      get: ({ settings, key }) => settings.get(key),
      set: ({ settings, key }, value) => settings.set(key, value),
    },
  },
  methods: { Delete: ({ settings, key }) => settings.delete(key) },
};

const settingsClass: HostClass<DocumentSettings> = {
  name: 'SettingCollection',
  items: (settings) => settings.keys().map((key) => hostObject(settingClass, { settings, key })),
  item: (settings, key) => {
    const name = textArgument(key, 'SettingCollection.getItem');
    return settings.has(name) ? hostObject(settingClass, { settings, key: name }) : undefined;
  },
  methods: {
    GetCount: (settings) => settings.keys().length,
    GetItemOrNullObject: (settings, key) => {
      const name = textArgument(key, 'SettingCollection.getItemOrNullObject');
      return settings.has(name) ? hostObject(settingClass, { settings, key: name }) : null;
    },
    Add: (settings, key, value) => {
      const name = textArgument(key, 'SettingCollection.add');
      settings.set(name, value);
      return hostObject(settingClass, { settings, key: name });
    },
  },
};

const CALCULATION_TYPES = ['Recalculate', 'Full', 'FullRebuild'];

const applicationClass: HostClass<WorkbookModel> = {
  name: 'Application',
  properties: {
    CalculationMode: { get: () => 'Automatic' },
    CalculationState: { get: () => 'Done' },
  },
  methods: {
    /** `Recalculate` has nothing to do: the grid calculates by itself. The full ones run every function again. */
    Calculate: (workbook, type) => {
      if (typeof type !== 'string' || !CALCULATION_TYPES.includes(type)) throw invalidArgument('Application.calculate');
      if (type !== 'Recalculate') workbook.recalculation.recalculateAll();
    },
    // Both hold by themselves until the batch ends: writes reach the grid in one command per sheet.
    SuspendApiCalculationUntilNextSync: () => null,
    SuspendScreenUpdatingUntilNextSync: () => null,
  },
};

/** What is selected on the sheet that is shown; the first cell before anybody has selected. */
export function selectedRange(workbook: WorkbookModel): CellRange {
  const selected = workbook.grid.workbook.getActiveRange()?.getRange();
  const firstCell = { row: 0, column: 0, rowCount: 1, columnCount: 1 };
  return new CellRange(workbook.activeSheet, selected === undefined ? firstCell : areaOf(selected));
}

/** The cell that is typed into: not always the selection's first. */
export function activeCell(workbook: WorkbookModel): CellRange {
  const cell = workbook.grid.workbook.getActiveCell()?.getRange();
  const firstCell = { ...selectedRange(workbook).area, rowCount: 1, columnCount: 1 };
  return new CellRange(workbook.activeSheet, cell === undefined ? firstCell : areaOf(cell));
}

/** The reference that an event carries is the address itself: `event.getRange(context)` asks for it later. */
function eventRange(workbook: WorkbookModel, referenceId: unknown): CellRange | undefined {
  const [sheetId = '', address = ''] = textArgument(referenceId, 'Workbook').split('|');
  const sheet = workbook.sheetById(sheetId);
  return sheet && rangeArgument(address, sheet, 'Workbook');
}

const workbookClass: HostClass<WorkbookModel> = {
  name: 'Workbook',
  properties: {
    Name: { get: () => 'Preview.xlsx' },
    ReadOnly: { get: () => false },
    IsDirty: { get: () => true },
  },
  objects: {
    Application: (workbook) => hostObject(applicationClass, workbook),
    Names: (workbook) => namesObject(workbook, undefined),
    Notes: (workbook) => notesObject(workbook, undefined),
    Settings: (workbook) => hostObject(settingsClass, workbook.settings),
    Tables: (workbook) => tablesObject(workbook, undefined),
    Worksheets: worksheetsObject,
  },
  methods: {
    GetSelectedRange: (workbook) => rangeObject(selectedRange(workbook)),
    GetActiveCell: (workbook) => rangeObject(activeCell(workbook)),
    _GetRangeForEventByReferenceId: (workbook, id) => {
      const range = eventRange(workbook, id);
      if (range === undefined) throw itemNotFound('Workbook');
      return rangeObject(range);
    },
    _GetRangeOrNullObjectForEventByReferenceId: (workbook, id) => {
      const range = eventRange(workbook, id);
      return range === undefined ? null : rangeObject(range);
    },
  },
};

/** Puts the object model together: the root of every batch. */
export function workbookObject(workbook: WorkbookModel): HostObject {
  workbook.objects = {
    worksheet: (sheet) => worksheetObject(workbook, sheet),
    tablesOn: (sheet) => tables(workbook, sheet),
    range: (sheet, area) => rangeObject(new CellRange(sheet, area)),
  };
  return hostObject(workbookClass, workbook);
}
