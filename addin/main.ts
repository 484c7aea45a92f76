import { type Addin, startAddin } from './app.ts';
import { type ConfigMemory, DeploymentConfigError, deploymentConfig } from './deployment-config.ts';

const DATASET_SETTING = 'peel.dataset';
const DATASET_ID = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** Which dataset the workbook reads: its own setting; a workbook without one takes, and keeps, the deployment's. */
function datasetOf(settings: Office.Settings, deployed: string): string {
  const chosen: unknown = settings.get(DATASET_SETTING);
  if (typeof chosen === 'string' && DATASET_ID.test(chosen)) return chosen;
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

/** Reading `localStorage` itself throws where the browser allows none. */
function memory(): ConfigMemory {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

async function start(): Promise<Addin> {
  await Office.onReady();
  const config = await deploymentConfig(new URL('config.json', document.baseURI), fetch, memory());
  const { apiBaseUrl, clientId, tenantId, scope } = config;
  const datasetId = datasetOf(Office.context.document.settings, config.datasetId);
  return await startAddin({ apiBaseUrl, datasetId, signIn: { kind: 'entra', clientId, tenantId, scope } });
}

/** Starts with the document, so that PEEL cells answer before anyone opens the pane; older hosts have no such setting. */
async function startWithDocument(): Promise<void> {
  if (Office.context.requirements.isSetSupported('SharedRuntime', '1.1'))
    await Office.addin.setStartupBehavior(Office.StartupBehavior.load);
}

async function run(pane: HTMLElement): Promise<void> {
  try {
    const addin = await start();
    whenSeen(pane, () => {
      pane.replaceChildren();
      void addin.mountPane(pane); // a failure to load the pane's own files shows in the console
    });
    await startWithDocument();
  } catch (error) {
    if (error instanceof DeploymentConfigError) tell(pane, error.message);
    else tell(pane, 'PEEL could not start. Close the workbook and open it again; nothing of yours is lost.');
    throw error;
  }
}

const pane = document.getElementById('pane');
if (pane !== null) void run(pane); // what fails is told in the pane
