import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { createTableDesk, type TableDesk } from '../../../../../addin/desk/table-desk.ts';
import { setFormulaReplica } from '../../../../../addin/formulas/formula-replica.ts';
import type { PersonAction } from '../../../../../addin/preview/host/play/person-action.ts';
import type { TableServices, TableStanding, TablesState } from '../../../../../addin/taskpane/tables/table-services.ts';
import type { TableKindName, TableScope } from '../../../../../addin/workbook/tables/table-kind.ts';
import { createMemoryRepository } from '../../../../../functions/data/memory-repository.ts';
import { readSeeds } from '../../../../../functions/local/seed-files.ts';
import { seedPushes } from '../../../../../functions/local/seed-pushes.ts';
import type { Actor } from '../../../../../shared/domain/permissions.ts';
import {
  CLAIMS,
  call,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  NOW,
  serviceOver,
} from '../../../../unit/functions/service-fixtures.ts';
import { openPeelWorkbook, type PeelWorkbook } from '../../formulas/peel-workbook.ts';
import { type Office, openOffice } from '../../sync/office.ts';

/** Booting Univer and office.js, and loading the seeds, on a busy machine. */
export const OPENS_WITHIN_MS = 60_000;

/** The browser of all runtimes, but where a test says otherwise. */
export const STAMP = 'browser-1';

export type CellContent = string | number | boolean;

const PEOPLE = {
  asha: { subject: 'asha', name: 'Asha', role: 'contributor', offices: ['fcir'] },
  ben: { subject: 'ben', name: 'Ben', role: 'contributor', offices: ['crime'] },
  dana: { subject: 'dana', name: 'Dana', role: 'administrator', offices: ['strategic-planning'] },
  maria: { subject: 'maria', name: 'Maria', role: 'manager', offices: ['strategic-planning'] },
} as const satisfies Record<string, Actor>;

/** The seeded dataset behind the deployed handlers. */
export async function seededService() {
  const repository = createMemoryRepository();
  const service = serviceOver(repository);
  await repository.createDataset(DATASET, EPOCH);
  const clientId = randomUUID();
  for (const push of seedPushes(readSeeds(join(import.meta.dirname, '../../../../../seeds')))) {
    const body = { clientId, cursor: FIRST_CURSOR, pushes: [push] };
    const { status } = await call(service.push, { claims: CLAIMS.dana, body });
    expect(status).toBe(200);
  }
  return service;
}

export type Service = Awaited<ReturnType<typeof seededService>>;

/** A person's add-in without a workbook, up to date. The service may take them for somebody else by now. */
async function officeOf(
  service: Service,
  who: keyof typeof PEOPLE,
  claims: Record<string, string> = CLAIMS[who],
): Promise<Office> {
  const office = await openOffice({ service, claims, actor: PEOPLE[who] });
  await office.loop.start();
  await office.loop.syncNow();
  return office;
}

/** The add-in's side of worksheet tables, as the composition root has it; tells what the pane is told. */
export interface DeskUnderTest {
  readonly desk: TableDesk;
  readonly state: TablesState;
}

/** Starts the tables' side of the add-in for a person, as a start of the runtime does. */
async function openDesk({ replica, loop }: Office, datasetId = DATASET, stamp = STAMP): Promise<DeskUnderTest> {
  setFormulaReplica(replica);
  loop.subscribe(({ lastSyncedAt }) => replica.noteSync(lastSyncedAt));
  let state: TablesState = { tables: [], agreedAt: null, loadsWithWorkbook: false };
  const desk = createTableDesk({
    ...{ replica, sync: loop, datasetId, stamp },
    refresh: async () => {
      await loop.syncNow();
      await desk.bringUpToDate();
    },
    now: () => NOW.toISOString(),
    after(delayMs, work) {
      const timer = setTimeout(work, delayMs);
      return () => clearTimeout(timer);
    },
  });
  desk.services.subscribe((told) => {
    state = told;
  });
  await desk.open();
  return {
    desk,
    get state() {
      return state;
    },
  };
}

/** The headless workbook with Maria's add-in in it, and other offices beside it. */
export interface TablePreview {
  readonly workbook: PeelWorkbook;
  readonly service: Service;
  readonly maria: Office;
  readonly services: TableServices;
  readonly state: TablesState;
  /** The only table. */
  readonly standing: TableStanding;
  table(name: string): TableStanding;
  anotherOffice(who: keyof typeof PEOPLE): Promise<Office>;
  insert(
    kind: TableKindName,
    scope?: TableScope,
    more?: { readonly columns?: readonly string[]; readonly where?: 'new sheet' | 'selected cell' },
  ): Promise<TableStanding>;
  /** Sends what waits, fetches what is new, and lets the tables follow. */
  settle(): Promise<void>;
  /** Resolves once a round is over that began after this call. */
  quiet(): Promise<void>;
  play(action: PersonAction): Promise<void>;
  type(table: string, key: string, heading: string, content: CellContent): Promise<void>;
  rowAt(table: string, row: number): Promise<Record<string, CellContent>>;
  /** The addresses that the add-in writes meanwhile. */
  writesDuring(work: () => Promise<unknown>): Promise<string[]>;
  /** The runtime dies: nothing is heard or written any more. */
  die(): Promise<void>;
  /** Another runtime begins over the same replica, or in another browser, or for another person. */
  restart(datasetId?: string, stamp?: string, office?: Office): Promise<void>;
  close(): Promise<void>;
}

/** Boots it, once per test file; needs `// @vitest-environment jsdom`. `claims`: whom the service takes Maria for. */
export async function openTablePreview(claims?: Record<string, string>): Promise<TablePreview> {
  const workbook = await openPeelWorkbook();
  const { host } = workbook.office;
  const service = await seededService();
  const maria = await officeOf(service, 'maria', claims);
  let under = await openDesk(maria);
  const table = (name: string): TableStanding => {
    const found = under.state.tables.find((each) => each.name === name);
    if (found === undefined) throw new Error(`The pane was told of no table ${name}`);
    return found;
  };
  const play = (action: PersonAction): Promise<void> => host.playPerson(action);
  return {
    workbook,
    service,
    maria,
    get services() {
      return under.desk.services;
    },
    get state() {
      return under.state;
    },
    get standing() {
      const [only] = under.state.tables;
      if (only === undefined) throw new Error('The pane was told of no table');
      return only;
    },
    table,
    anotherOffice: (other) => officeOf(service, other),
    async insert(kind, scope = {}, { columns, where = 'new sheet' } = {}) {
      const before = new Set(under.state.tables.map(({ tableId }) => tableId));
      const { services } = under.desk;
      const offered = (await services.insertable()).find(
        (each) => each.kind === kind && each.scope.channel === scope.channel,
      );
      const chosen = offered?.columns.flatMap(({ id, isChosen }) => (isChosen ? [id] : [])) ?? [];
      await services.insert({ kind, scope, columns: columns ?? chosen, where });
      const added = under.state.tables.find(({ tableId }) => !before.has(tableId));
      if (added === undefined) throw new Error('The pane was told of no new table');
      return added;
    },
    async settle() {
      await maria.loop.syncNow();
      await under.desk.bringUpToDate();
    },
    quiet: () => under.desk.bringUpToDate(),
    play,
    async type(name, key, heading, content) {
      const { sheet: sheetName, address } = await cellOf(name, key, heading);
      await play({ does: 'enter', sheetName, address, values: [[content]] });
    },
    async rowAt(name, row) {
      const { headings, body } = await cellsOf(name);
      return Object.fromEntries(headings.map((heading, at) => [heading, body[row]?.[at] ?? '']));
    },
    writesDuring,
    die: () => under.desk.dispose(),
    async restart(datasetId, stamp, office = maria) {
      await under.desk.dispose();
      under = await openDesk(office, datasetId, stamp);
    },
    async close() {
      await under.desk.dispose();
      host.dispose();
    },
  };
}

/** The add-in's own writes raise events, marked as its own. */
async function writesDuring(work: () => Promise<unknown>): Promise<string[]> {
  const written: string[] = [];
  const added = await Excel.run(async (context) => {
    const handler = context.workbook.worksheets.onChanged.add(async ({ triggerSource, address }) => {
      if (triggerSource === Excel.EventTriggerSource.thisLocalAddin) written.push(address);
    });
    await context.sync();
    return handler;
  });
  await work();
  await Excel.run(added.context, async (context) => {
    added.remove();
    await context.sync();
  });
  return written;
}

async function cellsOf(name: string): Promise<{ headings: string[]; body: CellContent[][] }> {
  return await Excel.run(async (context) => {
    const table = context.workbook.tables.getItem(name);
    const header = table.getHeaderRowRange().load('values');
    const body = table.getDataBodyRange().load('values');
    await context.sync();
    return { headings: (header.values[0] ?? []).map(String), body: body.values as CellContent[][] };
  });
}

/** A table's cells by key and heading. */
export async function rowsOf(name: string): Promise<Map<string, Record<string, CellContent>>> {
  const { headings, body } = await cellsOf(name);
  const rows = body.map((cells) => Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ''])));
  return new Map(rows.map((row) => [String(row.Key), row]));
}

/** The address of one cell of a table, and its sheet's name. */
export async function cellOf(name: string, key: string, heading: string): Promise<{ sheet: string; address: string }> {
  return await Excel.run(async (context) => {
    const table = context.workbook.tables.getItem(name);
    const { worksheet } = table;
    worksheet.load('name');
    const whole = table.getRange().load('values');
    await context.sync();
    const column = (whole.values[0] ?? []).map(String).indexOf(heading);
    const row = whole.values.findIndex((cells) => cells[0] === key);
    const cell = whole.getCell(row, column).load('address');
    await context.sync();
    return { sheet: worksheet.name, address: cell.address.slice(cell.address.lastIndexOf('!') + 1) };
  });
}

/** Waits until something holds: a round comes a while after what it is about, and the machine may be busy. */
export async function eventually(holds: () => unknown): Promise<void> {
  await vi.waitFor(holds, { timeout: 20_000 });
}

/** Waits until a cell of a table holds something. */
export async function showsIn(name: string, key: string, heading: string, content: unknown): Promise<void> {
  await eventually(async () => expect((await rowsOf(name)).get(key)?.[heading]).toEqual(content));
}

/** What the workbook keeps besides its cells. */
export async function settingKeys(): Promise<string[]> {
  return await Excel.run(async (context) => {
    const { settings } = context.workbook;
    settings.load('items/key');
    await context.sync();
    return settings.items.map(({ key }) => key);
  });
}
