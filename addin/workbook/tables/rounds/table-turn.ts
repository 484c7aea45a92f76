import { ExcelRefusalError, runInExcel } from '../../excel-refusal.ts';
import { forgetTable } from '../settings/table-bindings.ts';
import { beginTurn, type Cause, type LiveTable, watchRecords } from './live-table.ts';
import type { RoundEnd } from './round-queue.ts';
import { type RoundOfTable, takeTurn } from './table-round.ts';

interface Surroundings extends Pick<RoundOfTable, 'replica' | 'datasetId' | 'patience'> {
  /** The browser's. */
  readonly stamp: string;
  readonly touch: (table: LiveTable, cause: Cause) => void;
  readonly drop: (table: LiveTable) => void;
}

const SAVING = 'This browser keeps nothing on a disk: leave the workbook open until the service has what you entered';
const FAILED = 'PEEL could not bring this table up to date. Press Refresh to try again';

/** Gives a table its turn, and notes how it ended; what Excel refuses is told by the table's notice. */
export async function takeTurnOf(table: LiveTable, surroundings: Surroundings): Promise<RoundEnd> {
  const { replica, touch, drop } = surroundings;
  const { round, kinds, end } = beginTurn(table, surroundings);
  const watch = (): void => watchRecords(table, replica, new Set(kinds), () => touch(table, 'records'));
  try {
    const ended = await takeTurn({
      ...round,
      onPlanning: () => {
        watch(); // nothing that changes from here on may go unheard
        round.onPlanning();
      },
    });
    end(ended);
    watch(); // more may have been read meanwhile
    if (ended === 'gone') {
      await forget(table);
      drop(table);
      return 'done';
    }
    if ('saved' in ended) wait(table, ended.saved, touch);
    return table.due.has('cells') ? 'again' : 'done';
  } catch (error) {
    return refused([table], error);
  } finally {
    table.isInTurn = false;
  }
}

/** What Excel refuses while a person is at it is tried again later; what nobody foresaw waits for the next Refresh. */
export function refused(tables: readonly LiveTable[], error: unknown): RoundEnd {
  const isForNow = error instanceof ExcelRefusalError;
  if (!isForNow) console.error(error);
  for (const table of tables) {
    table.notice = isForNow ? error.message : FAILED;
    if (isForNow) table.due.add('cells');
  }
  return isForNow ? 'later' : 'done';
}

async function forget({ stored }: LiveTable): Promise<void> {
  await runInExcel(async (context) => {
    forgetTable(context, stored);
    await context.sync();
  });
}

function wait(table: LiveTable, saved: Promise<unknown>, touch: Surroundings['touch']): void {
  table.isSaving = true;
  table.notice = SAVING;
  const over = (): void => {
    table.isSaving = false;
    touch(table, 'cells');
  };
  saved.then(over, over);
}
