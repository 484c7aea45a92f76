import { randomUUID } from 'node:crypto';
import { setFormulaReplica } from '../../addin/formulas/formula-replica.ts';
import { createDatasetReplica, type DatasetReplica } from '../../addin/replica/dataset-replica.ts';
import type { ReplicaStore } from '../../addin/replica/replica-store.ts';
import { tableKind } from '../../addin/workbook/tables/kinds/table-kinds.ts';
import { createLiveTables, type LiveTables } from '../../addin/workbook/tables/rounds/live-tables.ts';
import { insertTable } from '../../addin/workbook/tables/sheet/insert-table.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { openPeelWorkbook, type PeelWorkbook } from '../contract/addin/formulas/peel-workbook.ts';
import { DATASET, NOW, TODAY } from '../unit/functions/service-fixtures.ts';

const STAMP = 'browser-1';
export const LARGE_TABLE = 'PEEL_Meeting_Actions';
export const LARGE_TABLE_ROWS = 5_000;

/** A headless workbook over a replica with 5,000 meeting actions, followed as the add-in follows its tables. */
export interface LargeTable {
  readonly workbook: PeelWorkbook;
  readonly replica: DatasetReplica;
  readonly live: LiveTables;
  /** Puts the table on a sheet of its own, and fills it. */
  insert(): Promise<void>;
  /** Pastes texts over the cells of the column Outcome, as a person does: nobody has looked at them yet. */
  paste(texts: readonly string[]): Promise<void>;
  /** Takes up a commit by which another office gives actions another text. */
  commit(numbers: readonly number[], text: string): Promise<void>;
  dispose(): Promise<void>;
}

const provenance = { document: 'Board minutes', dated: '2022-10-31', place: 'item 1' };
const BOARD: DatasetRecord = {
  id: 'board/force-improvement-board',
  kind: 'board',
  revision: 1,
  fields: { name: 'Force Improvement Board', purpose: 'Oversees the plan', provenance },
  effective: {},
};
const idOf = (number: number): string => `meeting-action/force-improvement-board/2022-10-31/${number}`;
const action = (number: number): DatasetRecord => ({
  id: idOf(number),
  kind: 'meeting-action',
  revision: 1,
  fields: {
    ...{ board: BOARD.id, raisedOn: '2022-10-31', text: `Action ${number}`, givenTo: 'Chief Superintendent' },
    ...{ state: 'Open', afis: [], provenance },
  },
  effective: {},
});

/** Once per test file: it boots office.js. */
export async function openLargeTable(store: ReplicaStore): Promise<LargeTable> {
  const workbook = await openPeelWorkbook();
  const replica = createDatasetReplica({
    actor: () => ({ subject: 'dana', name: 'Dana', role: 'administrator', offices: [] }),
    today: () => TODAY,
    now: () => NOW.toISOString(),
    newId: randomUUID,
  });
  await replica.copy.open(store);
  const actions = Array.from({ length: LARGE_TABLE_ROWS }, (_, index) => action(index + 1));
  await replica.copy.loadSnapshot({ records: [BOARD, ...actions], cursor: 'c0' });
  setFormulaReplica(replica);
  const live = createLiveTables({
    ...{ replica, datasetId: DATASET, stamp: STAMP, now: () => NOW.toISOString() },
    after(delayMs, work) {
      const timer = setTimeout(work, delayMs);
      return () => clearTimeout(timer);
    },
    onRound: () => {},
  });
  let sequence = 0;
  const revisions = new Map<number, { revision: number; text: string }>();
  const changeOf = (number: number, text: string) => {
    const before = revisions.get(number) ?? { revision: 1, text: `Action ${number}` };
    revisions.set(number, { revision: before.revision + 1, text });
    return {
      ...({ mutationId: randomUUID(), recordId: idOf(number), kind: 'meeting-action', op: 'set' } as const),
      ...{ effectiveOn: TODAY, office: null, revision: before.revision + 1 },
      changes: { text: { base: before.text, value: text } },
    };
  };
  return {
    workbook,
    replica,
    live,
    async insert() {
      const kind = tableKind('meeting-actions');
      const columns = kind.columns.flatMap(({ id, isExtra }) => (isExtra === true ? [] : [id]));
      const writer = { subject: 'dana', stamp: STAMP };
      await insertTable({ kind, scope: {}, columns, where: 'new sheet', datasetId: DATASET, writer }, replica);
      await live.bringUpToDate();
    },
    async paste(texts) {
      const place = await outcomeCells();
      await workbook.office.host.playPerson({ does: 'enter', ...place, values: texts.map((text) => [text]) });
    },
    async commit(numbers, text) {
      sequence += 1;
      const author = { subject: 'maria', name: 'Maria' };
      const changes = numbers.map((number) => changeOf(number, `${text} ${number}`));
      const commit = { sequence, recordedAt: NOW.toISOString(), author, changes };
      await replica.copy.applyCommits([commit], `c${sequence}`);
    },
    async dispose() {
      await live.dispose();
      setFormulaReplica(null);
      workbook.office.host.dispose();
    },
  };
}

const outcomeCells = (): Promise<{ sheetName: string; address: string }> =>
  Excel.run(async (context) => {
    const table = context.workbook.tables.getItem(LARGE_TABLE);
    table.worksheet.load('name');
    const column = table.columns.getItem('Outcome').getDataBodyRange().load('address');
    await context.sync();
    return { sheetName: table.worksheet.name, address: column.address.slice(column.address.lastIndexOf('!') + 1) };
  });
