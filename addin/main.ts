import './zod-without-eval.ts';
import { datasetIdSchema } from '../shared/sync/protocol.ts';
import { type Addin, startAddin } from './app.ts';
import { browserMemory } from './browser-memory.ts';
import { DeploymentConfigError, deploymentConfig } from './deployment-config.ts';
import { STARTUP_SETTING } from './workbook/startup-behaviour.ts';

const DATASET_SETTING = 'peel.dataset';

/** Which dataset the workbook reads: its own setting; a workbook without one takes, and keeps, the deployment's. */
function datasetOf(settings: Office.Settings, deployed: string): string {
  const chosen: unknown = settings.get(DATASET_SETTING);
  const known = datasetIdSchema.safeParse(chosen);
  if (known.success) return known.data;
  settings.set(DATASET_SETTING, deployed);
  settings.saveAsync(); // a read-only workbook keeps no setting, and takes the deployment's each time
  return deployed;
}

/** Runs `work` when an element first comes into sight: React and Fluent must not load before the pane is looked at. */
function whenSeen(element: HTMLElement, work: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    work();
  });
  observer.observe(element);
}

function tell(element: HTMLElement, message: string): void {
  const line = document.createElement('p');
  line.setAttribute('role', 'alert');
  line.textContent = message;
  element.replaceChildren(line);
}

async function start(): Promise<Addin> {
  await Office.onReady();
  const config = await deploymentConfig(new URL('config.json', document.baseURI), fetch, browserMemory());
  const { apiBaseUrl, clientId, tenantId, scope } = config;
  const datasetId = datasetOf(Office.context.document.settings, config.datasetId);
  return await startAddin({ apiBaseUrl, datasetId, signIn: { kind: 'entra', clientId, tenantId, scope } });
}

/**
 * Starts with the document, so that PEEL cells answer before anyone opens the pane, unless somebody chose otherwise for
 * this workbook; older hosts have no such setting.
 */
async function startWithDocument(): Promise<void> {
  const isChosen = Office.context.document.settings.get(STARTUP_SETTING) !== null;
  if (!isChosen && Office.context.requirements.isSetSupported('SharedRuntime', '1.1'))
    await Office.addin.setStartupBehavior(Office.StartupBehavior.load);
}

async function run(pane: HTMLElement): Promise<void> {
  let addin: Addin;
  try {
    addin = await start();
    const started = addin;
    whenSeen(pane, () => void showPane(started, pane)); // what fails is told in the pane
  } catch (error) {
    if (error instanceof DeploymentConfigError) tell(pane, error.message);
    else tell(pane, 'PEEL could not start. Close the workbook and open it again; nothing of yours is lost.');
    throw error;
  }
  // a document that takes no settings starts without the add-in, and cells answer once its pane was opened
  await startWithDocument().catch((error: unknown) => console.error(error));
  // Refresh looks for tables again
  await addin.openTables().catch((error: unknown) => console.error(error));
}

async function showPane(addin: Addin, pane: HTMLElement): Promise<void> {
  try {
    pane.replaceChildren();
    await addin.mountPane(pane);
  } catch (error) {
    tell(pane, 'PEEL could not load its pane. Check the network, then close the workbook and open it again.');
    throw error;
  }
}

const pane = document.getElementById('pane');
if (pane !== null) void run(pane); // what fails is told in the pane
