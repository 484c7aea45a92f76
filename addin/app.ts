import './zod-without-eval.ts';
import { londonDay } from '../shared/domain/calendar.ts';
import { browserMemory, browserStamp } from './browser-memory.ts';
import { createFormulaDesk } from './desk/formula-desk.ts';
import { createTableDesk } from './desk/table-desk.ts';
import { associateFormulas } from './formulas/associate-formulas.ts';
import { setFormulaReplica } from './formulas/formula-replica.ts';
import { createPersonAtHand } from './person-at-hand.ts';
import { createDatasetReplica } from './replica/dataset-replica.ts';
import { createStoreDoor } from './replica/store-door.ts';
import { insertTable, type RibbonTable } from './ribbon/insert-table.ts';
import { registerRibbonCommands, showPane } from './ribbon/ribbon-commands.ts';
import { createEntraSession } from './sign-in/entra-session.ts';
import { createLocalSession } from './sign-in/local-session.ts';
import type { Session } from './sign-in/session.ts';
import { createBrowserSurroundings } from './sync/browser-surroundings.ts';
import { createHttpTransport } from './sync/http-transport.ts';
import { planLoaded } from './sync/plan-loaded.ts';
import type { Surroundings } from './sync/surroundings.ts';
import { createSyncLoop } from './sync/sync-loop.ts';
import { createWindowChannel } from './sync/window-channel.ts';
import type { PaneServices } from './taskpane/pane-services.ts';

/** `local` is the issuer of the cloud on one machine, which knows five example users. */
export type SignInSettings =
  | { readonly kind: 'local'; readonly user: string }
  | { readonly kind: 'entra'; readonly clientId: string; readonly tenantId: string; readonly scope: string };

export interface AddinSettings {
  /** Where the service answers, without a slash at its end; '' where it is the page's own origin. */
  readonly apiBaseUrl: string;
  readonly datasetId: string;
  readonly signIn: SignInSettings;
}

/** The running add-in. */
export interface Addin {
  readonly services: PaneServices;
  /** Draws the pane; React and Fluent are loaded here and not before. Returns what takes it away again. */
  mountPane(element: HTMLElement): Promise<() => void>;
  /** What the ribbon's Refresh does: syncs now, brings tables up to date, then wakes PEEL cells in error and tells how many. */
  refresh(): Promise<void>;
  /** Finds the workbook's tables and follows them; to be called once, when cells have had their turn. */
  openTables(): Promise<void>;
  /** Makes the sheets of a first workbook once the plan is loaded; rejects, with what to do, where it cannot be. */
  buildStarterWorkbook(): Promise<void>;
  /** Ends sync and closes the store; cells and pane then show nothing of the plan. */
  dispose(): Promise<void>;
}

/** An open that another window blocks may wait for ever; the first round tells the person of it. */
const DISK_ANSWERS_WITHIN_MS = 5_000;
const DAY_CHECK_MS = 60_000;
/** The client hands results to Excel every half second. */
const CELLS_ANSWER_WITHIN_MS = 1_500;

/**
 * Wires the add-in together. Call it once `Office` is ready: formulas are associated before the first await, and it
 * resolves when what the disk holds can be read, or after five seconds; the network is asked after that, in the background.
 */
export async function startAddin(settings: AddinSettings): Promise<Addin> {
  const { apiBaseUrl, datasetId } = settings;
  const clock = () => new Date();
  const newId = () => crypto.randomUUID();
  const today = () => londonDay(clock());
  const replica = createDatasetReplica({ actor: () => person.writer, today, now: () => clock().toISOString(), newId });
  const storeDoor = createStoreDoor(replica.copy, datasetId, newId);
  const channel = createWindowChannel();
  const person = createPersonAtHand(sessionFor(settings), storeDoor, channel, () => sync);
  setFormulaReplica(replica);
  associateFormulas();

  const surroundings = createBrowserSurroundings({
    replica: () => storeDoor.openName,
    channel,
    now: () => clock().getTime(),
    newId,
  });
  const sync = createSyncLoop({
    replica: replica.copy,
    transport: createHttpTransport({ apiBaseUrl, datasetId, token: person.token }),
    surroundings,
    prepare: person.prepare,
    notice: () => storeDoor.notice,
    clock,
    random: Math.random,
  });
  sync.subscribe(({ lastSyncedAt }) => replica.noteSync(lastSyncedAt));
  const refresh = async (): Promise<void> => {
    replica.noteDay();
    await sync.syncNow();
    await tables.bringUpToDate();
    const news = await desk.revive();
    if (news !== null) sync.tell(news);
    desk.tellRefreshed();
  };
  const desk = createFormulaDesk(refresh, () => pause(surroundings, CELLS_ANSWER_WITHIN_MS));
  const tables = createTableDesk({
    ...{ replica, sync, datasetId, refresh },
    stamp: browserStamp(browserMemory(), newId),
    now: () => clock().toISOString(),
    after: surroundings.after,
  });
  const insertFromRibbon = async (table: RibbonTable): Promise<void> =>
    sync.tell(await insertTable(tables.services, table));
  registerRibbonCommands({ refresh, showPane, insertTable: insertFromRibbon }, (message) => sync.tell(message));
  const stopDays = repeat(surroundings, DAY_CHECK_MS, () => replica.noteDay());

  await Promise.race([person.showKnown(), pause(surroundings, DISK_ANSWERS_WITHIN_MS)]);
  void sync.start(); // how its rounds end is told by its status

  const services: PaneServices = {
    replica,
    sync,
    formulas: desk.services,
    tables: tables.services,
    get actor() {
      return person.actor;
    },
    today,
    async signIn() {
      await person.signIn();
      await sync.syncNow();
    },
    signOut: person.signOut,
  };
  return {
    services,
    async mountPane(element) {
      const { mountPane } = await import('./taskpane/mount-pane.tsx');
      return mountPane(element, services);
    },
    refresh,
    openTables: tables.open,
    async buildStarterWorkbook() {
      await planLoaded(replica, sync, surroundings);
      const { buildStarterWorkbook } = await import('./workbook/starter-workbook.ts');
      await buildStarterWorkbook(replica);
    },
    async dispose() {
      stopDays();
      await tables.dispose();
      setFormulaReplica(null);
      person.dispose();
      await sync.stop();
      surroundings.dispose();
      channel.close();
      await replica.copy.close();
    },
  };
}

function sessionFor({ apiBaseUrl, signIn }: AddinSettings): Session {
  const memory = browserMemory();
  return signIn.kind === 'local'
    ? createLocalSession({ apiBaseUrl, user: signIn.user, memory })
    : createEntraSession({ ...signIn, memory });
}

const pause = (surroundings: Surroundings, delayMs: number): Promise<void> =>
  new Promise((resolve) => surroundings.after(delayMs, resolve));

function repeat(surroundings: Surroundings, everyMs: number, work: () => void): () => void {
  let cancel = (): void => {};
  const next = (): void => {
    cancel = surroundings.after(everyMs, () => {
      work();
      next();
    });
  };
  next();
  return () => cancel();
}
