import { functions } from 'virtual:peel-functions';
import manifestXml from '../../manifest.xml?raw';
import { type Addin, startAddin } from '../app.ts';
import { showCellMessage } from './cell-message.ts';
import { bootPreviewHost } from './host/boot-page.ts';
import type { PreviewHost } from './host/preview-host.ts';
import { ribbonGroups } from './manifest-ribbon.ts';
import { chosenPerson, fetchPeople, showPeople } from './person-switcher.ts';
import { enterRegion, moveBetweenRegions, type Region } from './region-keys.ts';
import { showRibbon } from './ribbon-view.ts';
import { makeSplitter } from './splitter.ts';

const DATASET_ID = 'kent-2021-22';
const NAMESPACE = 'PEEL';
const OFFICE_JS_URL = '/lib/1/hosted/office.js';
/** What a new workbook of Excel holds. */
const BLANK_SHEET = 'Sheet1';

function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`index.html has no ${type.name} with the id ${id}`);
  return element;
}

/** Opens the workbook, then starts the add-in in it as Excel would: office.js first, then the pane, then the sheets. */
async function open(): Promise<void> {
  makeSplitter(byId('splitter', HTMLElement), byId('workbook', HTMLElement));
  const people = await fetchPeople();
  const person = chosenPerson(people);
  showPeople(byId('person', HTMLSelectElement), people, person);
  const host = await bootPreviewHost({
    container: byId('grid', HTMLElement),
    officeJsUrl: OFFICE_JS_URL,
    functions: { functions },
    namespace: NAMESPACE,
    sheetNames: [BLANK_SHEET],
  });
  const addin = await startAddin({ apiBaseUrl: '', datasetId: DATASET_ID, signIn: { kind: 'local', user: person.id } });
  showRibbon(byId('ribbon', HTMLElement), ribbonGroups(manifestXml), host);
  await showPane(addin, host);
  await buildWorkbook(addin);
  await addin.openTables();
  showCellMessage(byId('cell-message', HTMLElement), host);
  document.documentElement.dataset.ready = 'true';
}

async function showPane(addin: Addin, host: PreviewHost): Promise<void> {
  const frame = byId('pane-frame', HTMLElement);
  const splitter = byId('splitter', HTMLElement);
  const grid: Region = { element: byId('grid', HTMLElement), entry: '[contenteditable]' };
  moveBetweenRegions([
    { element: byId('ribbon', HTMLElement), entry: 'button:enabled' },
    grid,
    { element: frame, entry: '#pane :is([tabindex="0"], button, input)' },
  ]);
  host.onVisibility((visibility) => {
    frame.hidden = visibility === 'Hidden';
    splitter.hidden = visibility === 'Hidden';
  });
  byId('close-pane', HTMLButtonElement).addEventListener('click', () => {
    host.setVisibility('Hidden');
    enterRegion(grid);
  });
  await addin.mountPane(byId('pane', HTMLElement));
}

/** The starter's sheets take the place of the blank one, unless somebody has typed in it while the plan was awaited. */
async function buildWorkbook(addin: Addin): Promise<void> {
  await addin.buildStarterWorkbook();
  await Excel.run(async (context) => {
    const blank = context.workbook.worksheets.getItemOrNullObject(BLANK_SHEET);
    const used = blank.getUsedRangeOrNullObject();
    await context.sync();
    if (blank.isNullObject || !used.isNullObject) return;
    blank.delete();
    await context.sync();
  });
}

open().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const notice = byId('cell-message', HTMLElement);
  notice.classList.add('failing');
  notice.textContent = `The workbook could not be opened: ${message}. Check that the server still runs, then load the page again.`;
  console.error(error);
});
