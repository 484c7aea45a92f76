import type { Replica } from '../../../replica/replica-port.ts';
import { runInExcel } from '../../excel-refusal.ts';
import { type StoredTable, storedTables } from '../settings/table-bindings.ts';
import { TableRefusalError } from '../sheet/table-refusal.ts';
import type { TableAnswers } from '../table-work.ts';
import { createLiveTable, hear, type LiveTable } from './live-table.ts';
import { createRoundQueue, type RoundEnd } from './round-queue.ts';
import { refused, takeTurnOf } from './table-turn.ts';
import { watchTables } from './watch-tables.ts';

export interface LiveTablesOptions {
  readonly replica: Replica;
  readonly datasetId: string;
  /** A random id that this browser keeps: what was typed in another is not sent from here unasked. */
  readonly stamp: string;
  readonly now: () => string;
  readonly after: (delayMs: number, work: () => void) => () => void;
  /** Called after each round, whatever came of it. */
  readonly onRound: () => void;
}

/** The workbook's bound tables, kept as the replica has them. */
export interface LiveTables {
  /** In the order of the workbook's settings. */
  readonly tables: readonly LiveTable[];
  /** ISO; when all tables last came to agree with the replica; null: not yet. */
  readonly agreedAt: string | null;
  /** Resolves after a round over all tables. */
  bringUpToDate(): Promise<void>;
  /** Resolves after a round over the tables that are new, gone, or have a reason to be looked at. */
  lookAgain(): Promise<void>;
  /** Resolves after a round over a table whose records were just decided on; what Excel refuses is in its notice only. */
  follow(tableId: string): Promise<void>;
  /** The service has answered: tables with edits that wait, or came back, are looked at. */
  noteAnswers(): void;
  /** Does what a person decided; rejects, with what to do, where Excel does not let the add-in. */
  answer(tableId: string, answers: Partial<TableAnswers>): Promise<void>;
  dispose(): Promise<void>;
}

/** Longer than a disk takes; without one, the service's answer is waited for apart. */
const SAVED_WITHIN_MS = 5_000;

/** Follows the tables from its first round on, which comes with `bringUpToDate`. */
export function createLiveTables(options: LiveTablesOptions): LiveTables {
  const { replica, datasetId, stamp, now, after, onRound } = options;
  const live = new Map<string, LiveTable>();
  let agreedAt: string | null = null;
  let unwatch: (() => Promise<void>) | null = null;

  const touch = (table: LiveTable, cause: 'cells' | 'records'): void => {
    table.due.add(cause);
    queue.soon();
  };
  const drop = (table: LiveTable): void => {
    table.unwatch();
    live.delete(table.stored.binding.tableId);
  };
  const takeUp = (stored: readonly StoredTable[]): void => {
    const known = new Map(stored.map((each) => [each.binding.tableId, each]));
    for (const [tableId, table] of [...live]) if (!known.has(tableId)) drop(table);
    for (const [tableId, each] of known) {
      const table = live.get(tableId);
      if (table === undefined) live.set(tableId, createLiveTable(each));
      else table.stored = each;
    }
  };
  /** Only a workbook with tables of ours pays for listening. */
  const watch = async (): Promise<void> => {
    if (live.size === 0) return;
    unwatch ??= await watchTables({
      changed(change) {
        const met = [...live.values()].filter((table) => hear(table, change));
        if (met.length > 0) queue.soon();
      },
      rearranged() {
        for (const table of live.values()) touch(table, 'cells');
      },
    });
  };
  const common = {
    ...{ replica, datasetId, stamp, touch, drop },
    patience: () => new Promise<void>((resolve) => after(SAVED_WITHIN_MS, resolve)),
  };

  const run = async (): Promise<RoundEnd> => {
    const ends: RoundEnd[] = [];
    try {
      takeUp(await runInExcel(storedTables));
      await watch();
    } catch (error) {
      ends.push(refused([...live.values()], error));
    }
    for (const table of [...live.values()]) {
      if (ends.includes('later')) break;
      if (table.due.size > 0 && !table.isSaving) ends.push(await takeTurnOf(table, common));
    }
    const isAllWell = [...live.values()].every(({ notice, due }) => notice === null && due.size === 0);
    if (isAllWell && ends.every((end) => end === 'done')) agreedAt = now();
    onRound();
    return ends.find((end) => end === 'later') ?? ends.find((end) => end === 'again') ?? 'done';
  };
  const queue = createRoundQueue(run, after);

  return {
    get tables() {
      return [...live.values()];
    },
    get agreedAt() {
      return agreedAt;
    },
    async bringUpToDate() {
      for (const table of live.values()) table.due.add('cells');
      await queue.now();
    },
    lookAgain: queue.now,
    async follow(tableId) {
      live.get(tableId)?.due.add('cells');
      await queue.now();
    },
    noteAnswers() {
      const returned = new Set(replica.returned().map(({ mutation }) => mutation.kind));
      for (const table of live.values()) {
        const { turn } = table;
        const waits = turn !== null && turn.work.waiting + turn.work.problems.length + turn.work.conflicts.length > 0;
        if (waits || (turn !== null && returned.has(turn.kind.recordKind))) touch(table, 'records');
      }
    },
    async answer(tableId, answers) {
      const table = live.get(tableId);
      if (table === undefined) throw new TableRefusalError('This table is no longer in the workbook');
      for (const answer of ['putBackRows', 'putBackCells', 'sendForeign'] as const)
        for (const key of answers[answer] ?? []) table.answers[answer].add(key);
      table.due.add('cells');
      await queue.now();
      if (table.notice === null) return;
      for (const answer of Object.values(table.answers)) answer.clear(); // not to surprise anybody later
      throw new TableRefusalError(table.notice);
    },
    async dispose() {
      await queue.dispose();
      for (const table of [...live.values()]) drop(table);
      await unwatch?.();
    },
  };
}
