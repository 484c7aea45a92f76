import './zod-without-eval.ts';
import { londonDay } from '../shared/domain/calendar.ts';
import { browserMemory } from './browser-memory.ts';
import { associateFormulas } from './formulas/associate-formulas.ts';
import { setFormulaReplica } from './formulas/formula-replica.ts';
import { createDatasetReplica } from './replica/dataset-replica.ts';
import { createStoreDoor, type StoreDoor } from './replica/store-door.ts';
import { registerRibbonCommands, showPane } from './ribbon/ribbon-commands.ts';
import { createEntraSession } from './sign-in/entra-session.ts';
import { createLocalSession } from './sign-in/local-session.ts';
import { type Session, SignInUnreachableError, type TokenOptions } from './sign-in/session.ts';
import { createBrowserSurroundings } from './sync/browser-surroundings.ts';
import { createHttpTransport } from './sync/http-transport.ts';
import { planLoaded } from './sync/plan-loaded.ts';
import type { Surroundings } from './sync/surroundings.ts';
import { createSyncLoop } from './sync/sync-loop.ts';
import type { Failure } from './sync/transport.ts';
import type { PaneServices } from './taskpane/pane-services.ts';
import { reviveCells } from './workbook/revive-cells.ts';

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
  /** What the ribbon's Refresh does: syncs now, then wakes PEEL cells in error and tells how many. */
  refresh(): Promise<void>;
  /** Makes the sheets of a first workbook once the plan is loaded; rejects, with what to do, where it cannot be. */
  buildStarterWorkbook(): Promise<void>;
  /** Ends sync, watchers and the store; the formulas' cells keep their last values. */
  dispose(): Promise<void>;
}

const DAY_CHECK_MS = 60_000;

/**
 * Wires the add-in together. Call it once `Office` is ready: formulas are associated before the first await, and it
 * resolves when what the disk holds can be read; the network is asked after that, in the background.
 */
export async function startAddin(settings: AddinSettings): Promise<Addin> {
  const { apiBaseUrl, datasetId } = settings;
  const clock = () => new Date();
  const newId = () => crypto.randomUUID();
  const today = () => londonDay(clock());
  const session = sessionFor(settings);
  const replica = createDatasetReplica({
    // between a sign-in and the opening of that person's store nobody may write into the one that is open
    actor: () => (storeDoor.isOpenFor(session.account) ? (session.account?.actor ?? null) : null),
    today,
    now: () => clock().toISOString(),
    newId,
  });
  const storeDoor = createStoreDoor(replica.copy, datasetId, newId);
  setFormulaReplica(replica);
  associateFormulas();

  const surroundings = createBrowserSurroundings(`peel:${datasetId}`);
  const sync = createSyncLoop({
    replica: replica.copy,
    transport: createHttpTransport({
      apiBaseUrl,
      datasetId,
      token: (options) => ownersToken(session, storeDoor, options),
    }),
    surroundings,
    prepare: () => prepare(session, storeDoor),
    notice: () => storeDoor.notice,
    clock,
    random: Math.random,
  });
  const refresh = async (): Promise<void> => {
    replica.noteDay();
    await sync.syncNow();
    const woken = await reviveCells();
    if (woken > 0) sync.tell(`${woken} PEEL ${woken === 1 ? 'cell' : 'cells'} in error asked again`);
  };
  registerRibbonCommands({ refresh, showPane }, (message) => sync.tell(message));
  const stopDays = repeat(surroundings, DAY_CHECK_MS, () => replica.noteDay());

  // what fails here is met and told by the first round
  if (session.account !== null) await storeDoor.openFor(session.account).catch(() => null);
  sync.start();

  const services: PaneServices = {
    replica,
    sync,
    get actor() {
      return session.account?.actor ?? null;
    },
    today,
    async signIn() {
      await session.signIn();
      await sync.syncNow();
    },
  };
  return {
    services,
    async mountPane(element) {
      const { mountPane } = await import('./taskpane/mount-pane.tsx');
      return mountPane(element, services);
    },
    refresh,
    async buildStarterWorkbook() {
      await planLoaded(replica, sync, surroundings);
      const { buildStarterWorkbook } = await import('./workbook/starter-workbook.ts');
      await buildStarterWorkbook(replica);
    },
    async dispose() {
      sync.stop();
      stopDays();
      setFormulaReplica(null);
      surroundings.dispose();
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

/** Before a round: the token says who is signed in now, whoever was here before, and their own store is open. */
async function prepare(session: Session, storeDoor: StoreDoor): Promise<Failure | null> {
  const failure = await signInFailure(session);
  if (session.account === null) return failure ?? { kind: 'signed out' };
  const refused = await storeDoor.openFor(session.account);
  return refused === null ? failure : { kind: 'update needed', detail: refused };
}

async function signInFailure(session: Session): Promise<Failure | null> {
  try {
    return (await session.token()) === null ? { kind: 'signed out' } : null;
  } catch (error) {
    if (error instanceof SignInUnreachableError) return { kind: 'unreachable' };
    throw error;
  }
}

/** Edits go out under the name of the person who made them: never with the token of somebody who came meanwhile. */
async function ownersToken(session: Session, storeDoor: StoreDoor, options?: TokenOptions): Promise<string | null> {
  const token = await session.token(options);
  if (token === null || storeDoor.isOpenFor(session.account)) return token;
  throw new SignInUnreachableError('Somebody else signed in meanwhile; the next round opens their copy of the plan');
}

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
