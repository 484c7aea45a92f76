// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { openDB } from 'idb';
import { bench, describe } from 'vitest';
import { openIndexedDbReplicaStore } from '../../addin/replica/indexeddb-replica-store.ts';
import type { EditRequest } from '../../addin/replica/replica-port.ts';
import { applyChange } from '../../shared/sync/fold.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { bootHeadlessOffice } from '../support/office-host.ts';
import { creationPushes, readingId } from './large-dataset.ts';
import { openReplica } from './loopback-service.ts';
import { createRatioTable } from './ratio-table.ts';

const ROWS = 5_000;
const BESIDE_CELLS = `a paste of ${ROWS} rows validated and queued, beside its ${ROWS} x 4 cells written into the grid`;
const BESIDE_PUTS = `the same, beside ${ROWS} plain objects put in one IndexedDB transaction`;
const ITERATIONS = 5;

const table = createRatioTable(
  'Paste, on fake-indexeddb; baseline: the cells alone through office.js into the headless grid, and the objects alone',
);
const indexes = Array.from({ length: ROWS }, (_, index) => index);
const RECORDS = creationPushes(ROWS)
  .flatMap(({ mutations }) => mutations)
  .map((mutation): DatasetRecord => applyChange(null, { ...mutation, revision: 1 }));

let pastes = 0;
/** What a paste puts into a row: other values each time. */
function pastedRows(): (string | number)[][] {
  pastes += 1;
  return indexes.map((index) => [
    index % 99,
    index + pastes,
    index + 200 + pastes,
    `Pasted ${pastes} into row ${index}`,
  ]);
}

function requestsOf(rows: readonly (readonly (string | number)[])[]): EditRequest[] {
  return rows.map(([value = 0, numerator = 0, denominator = 0, quotation = ''], index) => ({
    kind: 'observation',
    recordId: readingId(index),
    values: { value, numerator, denominator, quotation },
  }));
}

/** A replica on disk that holds the readings, with nothing in its outbox. */
async function replicaOnDisk() {
  const store = await openIndexedDbReplicaStore({ name: `paste ${randomUUID()}`, newId: randomUUID });
  const replica = await openReplica(store);
  await replica.copy.loadSnapshot({ records: RECORDS, cursor: 'c0' });
  return { replica, close: () => replica.copy.close() };
}

type Untimed = <T>(work: () => Promise<T> | T) => Promise<T>;

async function paste(untimed: Untimed): Promise<void> {
  const { replica, close } = await untimed(replicaOnDisk);
  const requests = await untimed(() => requestsOf(pastedRows()));
  const results = await replica.editAll(requests);
  await untimed(close);
  const refused = results.find(({ saved }) => !saved);
  if (refused !== undefined) throw new Error(JSON.stringify(refused));
}

describe(BESIDE_CELLS, async () => {
  await bootHeadlessOffice({ functions: { functions: [] }, namespace: 'PEEL', sheetNames: ['Sheet1'] });
  const writeCells = async (untimed: Untimed): Promise<void> => {
    const rows = await untimed(pastedRows);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange(`A1:D${ROWS}`).values = rows;
      await context.sync();
    });
  };
  bench('the cells alone', ...table.side(BESIDE_CELLS, 'baseline', writeCells, { iterations: ITERATIONS }));
  bench('editAll', ...table.side(BESIDE_CELLS, 'ours', paste, { iterations: ITERATIONS }));
});

describe(BESIDE_PUTS, async () => {
  const database = await openDB('plain objects', 1, {
    upgrade: (db) => void db.createObjectStore('rows', { keyPath: 'recordId' }),
  });
  const putObjects = async (untimed: Untimed): Promise<void> => {
    const rows = await untimed(() => requestsOf(pastedRows()));
    const tx = database.transaction('rows', 'readwrite', { durability: 'strict' });
    for (const row of rows) void tx.store.put(row); // `done` tells of what fails
    await tx.done;
  };
  bench('the objects alone', ...table.side(BESIDE_PUTS, 'baseline', putObjects, { iterations: ITERATIONS }));
  const options = { iterations: ITERATIONS, after: table.print };
  bench('editAll', ...table.side(BESIDE_PUTS, 'ours', paste, options));
});
