import { functions } from 'virtual:peel-functions';
import manifestXml from '../../manifest.xml?raw';
import { type Addin, startAddin } from '../app.ts';
import { showCellMessage } from './cell-message.ts';
import { bootPreviewHost } from './host/boot-page.ts';
import type { PreviewHost } from './host/preview-host.ts';
import { ribbonButtons } from './manifest-ribbon.ts';
import { chosenPerson, fetchPeople, showPeople } from './person-switcher.ts';
import { showRibbon } from './ribbon-view.ts';
import { makeSplitter } from './splitter.ts';

const DATASET_ID = 'kent-2021-22';
const NAMESPACE = 'PEEL';
const OFFICE_JS_URL = '/lib/1/hosted/office.js';

function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`index.html has no ${type.name} with the id ${id}`);
  return element;
}

/** Opens the workbook, then starts the add-in in it as Excel would: office.js first, the pane last. */
async function open(): Promise<void> {
  const people = await fetchPeople();
  const person = chosenPerson(people);
  showPeople(byId('person', HTMLSelectElement), people, person);
  const host = await bootPreviewHost({
    container: byId('grid', HTMLElement),
    officeJsUrl: OFFICE_JS_URL,
    functions: { functions },
    namespace: NAMESPACE,
    sheetNames: ['Sheet1'],
  });
  const addin = await startAddin({ apiBaseUrl: '', datasetId: DATASET_ID, signIn: { kind: 'local', user: person.id } });
  await addin.buildStarterWorkbook();
  showRibbon(byId('ribbon', HTMLElement), ribbonButtons(manifestXml), host);
  showCellMessage(byId('cell-message', HTMLElement), host);
  await showPane(addin, host);
  document.documentElement.dataset.ready = 'true';
}

async function showPane(addin: Addin, host: PreviewHost): Promise<void> {
  const pane = byId('pane', HTMLElement);
  const splitter = byId('splitter', HTMLElement);
  makeSplitter(splitter, byId('workbook', HTMLElement));
  host.onVisibility((visibility) => {
    pane.hidden = visibility === 'Hidden';
    splitter.hidden = visibility === 'Hidden';
  });
  await addin.mountPane(pane);
}

open().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const notice = byId('cell-message', HTMLElement);
  notice.classList.add('failing');
  notice.textContent = `The workbook could not be opened: ${message}. Check that the server still runs, then load the page again.`;
  console.error(error);
});
