import { sentence } from '../taskpane/problem-text.ts';
import type { InsertableTable, TableServices, TableStanding } from '../taskpane/tables/table-services.ts';
import { INSERTABLE_KINDS, tableKind } from '../workbook/tables/kinds/table-kinds.ts';
import { createLiveTables, type LiveTables, type LiveTablesOptions } from '../workbook/tables/rounds/live-tables.ts';
import { insertTable } from '../workbook/tables/sheet/insert-table.ts';
import { releaseTable } from '../workbook/tables/sheet/release-table.ts';
import { TableRefusalError } from '../workbook/tables/sheet/table-refusal.ts';
import { decideConflicts } from './decide-conflicts.ts';
import { standingOf } from './table-standing.ts';

type Asked = 'insert' | 'answerDeletedRows' | 'answerCoauthor' | 'putBack' | 'chooseAll' | 'release';

/** What the table desk loads once there is a table, or somebody wants one. */
export interface WorkbookTables
  extends Pick<TableServices, Asked>,
    Pick<LiveTables, 'bringUpToDate' | 'noteAnswers' | 'dispose'> {
  readonly standings: readonly TableStanding[];
  readonly agreedAt: string | null;
  readonly insertable: readonly InsertableTable[];
}

/** What the pane may ask of the tables, over the rounds that keep them as the replica has them. */
export function openWorkbookTables(options: LiveTablesOptions): WorkbookTables {
  const { replica, datasetId, stamp } = options;
  const live = createLiveTables(options);
  const turnOf = (tableId: string) => {
    const turn = live.tables.find(({ stored }) => stored.binding.tableId === tableId)?.turn ?? null;
    if (turn === null) throw new TableRefusalError('This table is no longer in the workbook');
    return turn;
  };
  return {
    get standings() {
      return live.tables.flatMap((table) => standingOf(table) ?? []);
    },
    get agreedAt() {
      return live.agreedAt;
    },
    get insertable() {
      return INSERTABLE_KINDS.map(({ kind, scope }) => ({
        kind: kind.name,
        scope,
        title: kind.title(scope),
        columns: kind.columns.map(({ id, heading, isExtra = false }) => ({ id, heading, isChosen: !isExtra })),
      }));
    },
    async insert({ kind, ...request }) {
      const person = replica.person();
      if (person === null) throw new TableRefusalError('Sign in to PEEL, then insert the table');
      if (replica.state === 'empty')
        throw new TableRefusalError('The plan is still being loaded. Insert the table once it is here');
      const place = await insertTable(
        { ...request, kind: tableKind(kind), datasetId, writer: { subject: person.subject, stamp } },
        replica,
      );
      await live.lookAgain();
      return place;
    },
    async answerDeletedRows(tableId, keys, answer, typed) {
      if (answer === 'put back') return await live.answer(tableId, { putBackRows: new Set(keys) });
      const { kind, reading } = turnOf(tableId);
      const reason = typed ?? `Its row was deleted from the worksheet table ${reading.name}`;
      const results = await replica.editAll(
        keys.map((recordId) => ({ kind: kind.recordKind, recordId, op: 'delete', values: {}, reason })),
      );
      await live.follow(tableId);
      const [problem] = results.flatMap((result) => (result.saved ? [] : result.problems));
      if (problem !== undefined) throw new TableRefusalError(sentence(problem.message));
    },
    answerCoauthor: (tableId, keys, answer) =>
      live.answer(tableId, { [answer === 'send' ? 'sendForeign' : 'putBackCells']: new Set(keys) }),
    putBack: (tableId, keys) => live.answer(tableId, { putBackCells: new Set(keys) }),
    async chooseAll(tableId, whose) {
      const { kind, work } = turnOf(tableId);
      const keys = new Set(work.conflicts);
      const edits = replica
        .returned()
        .filter(
          ({ result, mutation }) =>
            result === 'conflict' && mutation.kind === kind.recordKind && keys.has(mutation.recordId),
        );
      await decideConflicts(replica, edits, whose).finally(() => live.follow(tableId));
    },
    async release(tableId) {
      await releaseTable(tableId);
      await live.lookAgain();
    },
    bringUpToDate: live.bringUpToDate,
    noteAnswers: live.noteAnswers,
    dispose: live.dispose,
  };
}
