import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { assembleHost } from '../../addin/preview/host/assemble-host.ts';
import { addNotesToClient } from '../../addin/preview/host/client/notes-client.ts';
import { createUniver, type PluginEntry } from '../../addin/preview/host/create-univer.ts';
import type { PreviewHost, PreviewHostSettings } from '../../addin/preview/host/preview-host.ts';
import { emptyWorkbook, type UniverGrid } from '../../addin/preview/host/univer-grid.ts';

/** Univer as CommonJS: its ES modules break on opentype.js in Node. */
const load = createRequire(import.meta.url);

const OFFICE_JS = join(import.meta.dirname, '../../node_modules/@microsoft/office-js/dist');
/** Where office.js takes its siblings from; the browser never gets to see it. */
const CDN = 'https://appsforoffice.microsoft.com/lib/1/hosted/';

/** A preview host in this process, and the grid behind it for what a person would do with the mouse. */
export interface HeadlessOffice {
  readonly host: PreviewHost;
  readonly grid: UniverGrid;
}

function openGrid({ snapshot, sheetNames }: PreviewHostSettings): UniverGrid {
  const core = load('@univerjs/core') as typeof import('@univerjs/core');
  const { FUniver } = load('@univerjs/core/facade') as typeof import('@univerjs/core/facade');
  const sheets = load('@univerjs/preset-sheets-node-core') as typeof import('@univerjs/preset-sheets-node-core');
  const { UniverSheetsTablePlugin, TableManager } = load(
    '@univerjs/sheets-table',
  ) as typeof import('@univerjs/sheets-table');
  const { UniverSheetsNumfmtPlugin } = load('@univerjs/sheets-numfmt') as typeof import('@univerjs/sheets-numfmt');
  const { UniverDataValidationPlugin } = load(
    '@univerjs/data-validation',
  ) as typeof import('@univerjs/data-validation');
  const validation = load('@univerjs/sheets-data-validation') as typeof import('@univerjs/sheets-data-validation');
  const { UniverSheetsNotePlugin } = load('@univerjs/sheets-note') as typeof import('@univerjs/sheets-note');
  load('@univerjs/sheets-data-validation/facade');
  load('@univerjs/sheets-note/facade');
  load('@univerjs/sheets-table/facade');
  load('@univerjs/sheets-numfmt/facade');
  const plugins = [
    ...sheets.UniverSheetsNodeCorePreset().plugins,
    UniverSheetsTablePlugin,
    UniverSheetsNumfmtPlugin,
    UniverDataValidationPlugin,
    validation.UniverSheetsDataValidationPlugin,
    UniverSheetsNotePlugin,
  ];
  const { univer, facade } = createUniver(
    { Univer: core.Univer, FUniver },
    { locale: core.LocaleType.EN_US, locales: { [core.LocaleType.EN_US]: {} } },
    plugins as PluginEntry[],
  );
  const workbook = facade.createWorkbook(snapshot ?? emptyWorkbook(sheetNames));
  const { ICommandService, IUndoRedoService, numfmt } = core;
  const packages = { ...sheets, ICommandService, IUndoRedoService, numfmt, TableManager };
  return { univer, facade, workbook, packages };
}

/** Serves the client's own script tags from node_modules, in this realm: in another its plain objects are not ours. */
function serveOfficeScripts(): () => void {
  const { head } = document;
  const append = head.appendChild;
  head.appendChild = <T extends Node>(node: T): T => {
    append.call(head, node);
    if (node instanceof HTMLScriptElement && node.src.startsWith(CDN)) queueMicrotask(() => runScript(node));
    return node;
  };
  return () => {
    head.appendChild = append;
  };
}

function runScript(script: HTMLScriptElement): void {
  const file = join(OFFICE_JS, script.src.slice(CDN.length));
  if (!existsSync(file)) {
    script.onerror?.(new Event('error'));
    return;
  }
  runInThisContext(readFileSync(file, 'utf8'), { filename: file });
  script.onload?.(new Event('load'));
}

async function loadOfficeJs(): Promise<void> {
  const restore = serveOfficeScripts();
  const script = document.createElement('script');
  script.src = `${CDN}office.js`;
  const loaded = new Promise<void>((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => reject(new Error('office.js is missing from node_modules'));
  });
  document.head.appendChild(script);
  await loaded;
  await Office.onReady();
  restore();
  addNotesToClient();
}

/**
 * Boots the real office.js client over a headless Univer. Once per test file: the client keeps its state in globals.
 * Needs `// @vitest-environment jsdom`; associate functions with `CustomFunctions` afterwards.
 */
export async function bootHeadlessOffice(settings: PreviewHostSettings): Promise<HeadlessOffice> {
  const grid = openGrid(settings);
  const { host, external, start } = assembleHost(grid, settings);
  Object.defineProperty(globalThis, 'external', { value: external, configurable: true, writable: true });
  await loadOfficeJs();
  await settings.associate?.();
  start();
  return { host, grid };
}
