import {
  ICommandService,
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
import { UniverSheetsTablePreset } from '@univerjs/preset-sheets-table';
import tableTexts from '@univerjs/preset-sheets-table/locales/en-US';
import '@univerjs/preset-sheets-table/lib/index.css';
import { assembleHost } from './assemble-host.ts';
import { createUniver } from './create-univer.ts';
import type { PreviewHost, PreviewHostSettings } from './preview-host.ts';
import { readTypedDatesDayFirst } from './typed-dates.ts';
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

function openGrid({ container, snapshot, sheetNames, showsToolbar = false }: PreviewHostPageOptions): UniverGrid {
  const { univer, facade } = createUniver(
    { Univer, FUniver },
    { locale: LocaleType.EN_US, locales: { [LocaleType.EN_US]: mergeLocales(coreTexts, tableTexts) } },
    [
      ...sheets.UniverSheetsCorePreset({ container, toolbar: showsToolbar, footer: FOOTER }).plugins,
      ...UniverSheetsTablePreset().plugins,
    ],
  );
  const workbook = facade.createWorkbook(snapshot ?? emptyWorkbook(sheetNames));
  readTypedDatesDayFirst(univer.__getInjector());
  return { univer, facade, workbook, packages: { ...sheets, ICommandService, numfmt } };
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
  await options.associate?.();
  await grid.univer.__getInjector().get(LifecycleService).onStage(LifecycleStages.Rendered);
  start();
  return host;
}
