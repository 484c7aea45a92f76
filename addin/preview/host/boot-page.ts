import {
  ICommandService,
  IUndoRedoService,
  LifecycleService,
  LifecycleStages,
  LocaleType,
  mergeLocales,
  numfmt,
  Univer,
} from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import * as sheets from '@univerjs/preset-sheets-core';
import coreTexts from '@univerjs/preset-sheets-core/locales/en-US';
import '@univerjs/preset-sheets-core/lib/index.css';
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation';
import validationTexts from '@univerjs/preset-sheets-data-validation/locales/en-US';
import '@univerjs/preset-sheets-data-validation/lib/index.css';
import { UniverSheetsFilterPreset } from '@univerjs/preset-sheets-filter';
import filterTexts from '@univerjs/preset-sheets-filter/locales/en-US';
import '@univerjs/preset-sheets-filter/lib/index.css';
import { UniverSheetsNotePreset } from '@univerjs/preset-sheets-note';
import noteTexts from '@univerjs/preset-sheets-note/locales/en-US';
import '@univerjs/preset-sheets-note/lib/index.css';
import { UniverSheetsSortPreset } from '@univerjs/preset-sheets-sort';
import sortTexts from '@univerjs/preset-sheets-sort/locales/en-US';
import '@univerjs/preset-sheets-sort/lib/index.css';
import { TableManager, UniverSheetsTablePreset, UniverSheetsTableUIPlugin } from '@univerjs/preset-sheets-table';
import tableTexts from '@univerjs/preset-sheets-table/locales/en-US';
import '@univerjs/preset-sheets-table/lib/index.css';
import { assembleHost } from './assemble-host.ts';
import { addNotesToClient } from './client/notes-client.ts';
import { createUniver } from './create-univer.ts';
import { keepLockedCells } from './locked-cells.ts';
import type { PreviewHost, PreviewHostSettings } from './preview-host.ts';
import { readTypedDatesDayFirst } from './typed-dates.ts';
import { readTypedTableNames } from './typed-formulas.ts';
import { emptyWorkbook, NEW_SHEET, type UniverGrid } from './univer-grid.ts';

/** Where the workbook goes in the page, and where the page loads the client library from. */
export interface PreviewHostPageOptions extends PreviewHostSettings {
  /** An element with a height; the grid fills it. */
  readonly container: HTMLElement;
  /** The unmodified office.js of npm `@microsoft/office-js`, served with its siblings beside it. */
  readonly officeJsUrl: string;
  /** The grid's own toolbar above its formula bar; hidden unless asked for, because the page has a ribbon. */
  readonly showsToolbar?: boolean;
}

const { rowCount: defaultRowCount, columnCount: defaultColumnCount } = NEW_SHEET;
const FOOTER = { addSheetButtonConfig: { defaultRowCount, defaultColumnCount } };

/** Excel's lists offer what they hold, and nothing to change them by. */
const LIST_AS_IN_EXCEL = { showEditOnDropdown: false, showSearchOnDropdown: false };

function openGrid({ container, snapshot, sheetNames, showsToolbar = false }: PreviewHostPageOptions): UniverGrid {
  const { univer, facade } = createUniver(
    { Univer, FUniver },
    {
      locale: LocaleType.EN_US,
      locales: {
        [LocaleType.EN_US]: mergeLocales(coreTexts, tableTexts, validationTexts, noteTexts, filterTexts, sortTexts),
      },
    },
    [
      ...sheets.UniverSheetsCorePreset({ container, toolbar: showsToolbar, footer: FOOTER }).plugins,
      ...UniverSheetsTablePreset().plugins,
      // Excel shows no tab with the table's name, which hides the cells above it
      [UniverSheetsTableUIPlugin, { hideAnchor: true }],
      ...UniverSheetsDataValidationPreset(LIST_AS_IN_EXCEL).plugins,
      ...UniverSheetsNotePreset().plugins,
      ...UniverSheetsFilterPreset().plugins,
      ...UniverSheetsSortPreset().plugins,
    ],
  );
  const workbook = facade.createWorkbook(snapshot ?? emptyWorkbook(sheetNames));
  readTypedDatesDayFirst(univer.__getInjector());
  readTypedTableNames(univer.__getInjector());
  const grid = {
    univer,
    facade,
    workbook,
    packages: { ...sheets, ICommandService, IUndoRedoService, numfmt, TableManager },
  };
  keepLockedCells(grid, (content) => facade.showMessage({ content, type: sheets.MessageType.Warning }));
  return grid;
}

function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`The Office client library could not be loaded from ${url}`));
    document.head.append(script);
  });
}

/** office.js takes the history API away from add-ins, and with it from the page around them. */
async function keepingHistory(load: () => Promise<void>): Promise<void> {
  const { pushState, replaceState } = window.history;
  await load();
  Object.assign(window.history, { pushState, replaceState });
}

/**
 * Opens a workbook in the page and puts `Office`, `Excel` and `CustomFunctions` before it.
 * Resolves when `Office.onReady` has and the grid is painted; associate the custom functions at once after that, or
 * with the `associate` option. One host per page.
 */
export async function bootPreviewHost(options: PreviewHostPageOptions): Promise<PreviewHost> {
  const grid = openGrid(options);
  const { host, external, start } = assembleHost(grid, options);
  Object.defineProperty(window, 'external', { value: external, configurable: true, writable: true });
  await keepingHistory(async () => {
    await loadScript(options.officeJsUrl);
    await Office.onReady();
  });
  addNotesToClient();
  await options.associate?.();
  await grid.univer.__getInjector().get(LifecycleService).onStage(LifecycleStages.Rendered);
  start();
  return host;
}
