import type { Replica } from '../replica/replica-port.ts';
import type { SyncControl } from '../sync/sync-status.ts';
import type { TableServices, TablesState } from '../taskpane/tables/table-services.ts';
import { ExcelRefusalError } from '../workbook/excel-refusal.ts';
import { selectCell } from '../workbook/select-cell.ts';
import { loadsWithWorkbook, setLoadsWithWorkbook } from '../workbook/startup-behaviour.ts';
import type { WorkbookTables } from './workbook-tables.ts';

/** Where worksheet tables, the replica, the sync loop and the pane meet. */
export interface TableDesk {
  readonly services: TableServices;
  /** Looks for tables of ours in the workbook, and follows them from then on. Rejects where Excel cannot be asked. */
  open(): Promise<void>;
  /** Resolves after a round over all tables; nothing is asked of a workbook that has none. */
  bringUpToDate(): Promise<void>;
  dispose(): Promise<void>;
}

interface TableDeskOptions {
  readonly replica: Replica;
  readonly sync: Pick<SyncControl, 'subscribe'>;
  readonly datasetId: string;
  /** A random id that this browser keeps. */
  readonly stamp: string;
  readonly now: () => string;
  readonly after: (delayMs: number, work: () => void) => () => void;
  /** What the ribbon's Refresh does. */
  readonly refresh: () => Promise<void>;
}

// formulas answer before it is loaded, and most workbooks have no table
const bindings = () => import('../workbook/tables/settings/table-bindings.ts');

/** Loads the tables’ own code once there is a table, or somebody wants one; tells the pane how they stand after each round. */
export function createTableDesk(options: TableDeskOptions): TableDesk {
  const { sync, refresh } = options;
  const listeners = new Set<(state: TablesState) => void>();
  let tables: Promise<WorkbookTables> | null = null;
  let opened: WorkbookTables | null = null;
  let isLoadedWithWorkbook = false;
  let heard: { readonly unsent: number; readonly returned: string } | null = null;

  const stateNow = (): TablesState => ({
    tables: opened?.standings ?? [],
    agreedAt: opened?.agreedAt ?? null,
    loadsWithWorkbook: isLoadedWithWorkbook,
  });
  const tell = (): void => {
    for (const listener of [...listeners]) listener(stateNow());
  };
  const load = async (): Promise<WorkbookTables> => {
    const { openWorkbookTables } = await import('./workbook-tables.ts');
    opened = openWorkbookTables({ ...options, onRound: tell });
    return opened;
  };
  const present = (): Promise<WorkbookTables> => {
    tables ??= load().catch((error: unknown) => {
      tables = null; // the network may be back when it is asked again
      throw error;
    });
    return tables;
  };
  const stopHearing = sync.subscribe((status) => {
    const news = { unsent: status.unsent, returned: status.returned.map(({ mutation }) => mutation.mutationId).join() };
    const isNews = heard !== null && (news.unsent < heard.unsent || news.returned !== heard.returned);
    heard = news;
    if (isNews) opened?.noteAnswers();
  });
  const mayHaveTables = async (): Promise<boolean> => {
    if (opened !== null) return true;
    const { hasBoundTables } = await bindings();
    try {
      return await hasBoundTables();
    } catch (error) {
      if (error instanceof ExcelRefusalError) return true; // a cell is being edited: the first round waits for its end
      throw error;
    }
  };

  return {
    services: {
      subscribe(listener) {
        listeners.add(listener);
        listener(stateNow());
        return () => listeners.delete(listener);
      },
      insertable: async () => (await present()).insertable,
      insert: async (request) => (await present()).insert(request),
      selectCell,
      answerDeletedRows: async (...asked) => (await present()).answerDeletedRows(...asked),
      answerCoauthor: async (...asked) => (await present()).answerCoauthor(...asked),
      putBack: async (...asked) => (await present()).putBack(...asked),
      chooseAll: async (...asked) => (await present()).chooseAll(...asked),
      release: async (tableId) => (await present()).release(tableId),
      refresh,
      async setLoadsWithWorkbook(isOn) {
        await setLoadsWithWorkbook(isOn);
        isLoadedWithWorkbook = isOn;
        tell();
      },
    },
    async open() {
      isLoadedWithWorkbook = await loadsWithWorkbook();
      tell();
      if (await mayHaveTables()) await (await present()).bringUpToDate();
    },
    async bringUpToDate() {
      if (await mayHaveTables()) await (await present()).bringUpToDate();
    },
    async dispose() {
      stopHearing();
      await (await tables)?.dispose();
    },
  };
}
