import { randomUUID } from 'node:crypto';
import { bench, describe } from 'vitest';
import type { DatasetReplica } from '../../addin/replica/dataset-replica.ts';
import { syncRound } from '../../addin/sync/sync-round.ts';
import { createMemoryRepository } from '../../functions/data/memory-repository.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '../../shared/sync/protocol.ts';
import { EFFECTIVE_ON, newQuotation, quotationEdit, readingId } from './large-dataset.ts';
import { answered, openReplica, startLoopbackService } from './loopback-service.ts';
import { exchange, startPlainServer } from './plain-server.ts';
import { createRatioTable } from './ratio-table.ts';

const RECORDS = 10_000;
const MANY_RECORDS = 50_000;
const PULLED_CHANGES = 10;
const PUSHED_EDITS = 90;
const FIRST_LOAD = `first load of ${RECORDS} records`;
const LARGE_LOAD = `first load of ${MANY_RECORDS} records`;
const PULL = `pull of ${PULLED_CHANGES} changes at ${MANY_RECORDS} records`;
const PUSH = `push of ${PUSHED_EDITS} edits at ${MANY_RECORDS} records`;

const table = createRatioTable(
  "Sync: the add-in's own client and the deployed handlers over the memory repository, by HTTP on loopback; " +
    'baseline: the same gzip bytes read off a socket and parsed, or the same body posted to a server that just answers',
);
const service = await startLoopbackService(createMemoryRepository());
const plain = await startPlainServer();

const path = (datasetId: string, rest: string): string => `${service.origin}/v1/datasets/${datasetId}${rest}`;
const gzipBytes = (url: string): Promise<Buffer> =>
  exchange(url, { [PROTOCOL_HEADER]: String(PROTOCOL), 'accept-encoding': 'gzip' });

/** Fills a dataset, has its snapshot made, and tells what both took and its size. */
async function prepare(datasetId: string, records: number): Promise<Buffer[]> {
  const filledFrom = performance.now();
  await service.fill(datasetId, records);
  const foldedFrom = performance.now();
  const { sequence, pages } = answered(await service.transport(datasetId).snapshot());
  const done = performance.now();
  const numbers = Array.from({ length: pages }, (_, page) => page);
  const bytes = await Promise.all(numbers.map((page) => gzipBytes(path(datasetId, `/snapshot/${sequence}/${page}`))));
  const kilobytes = bytes.reduce((sum, { length }) => sum + length, 0) / 1024;
  table.note(
    `${records} records: filled by pushes of ${PUSHED_EDITS} in ${(foldedFrom - filledFrom).toFixed(0)} ms, ` +
      `snapshot folded in ${(done - foldedFrom).toFixed(0)} ms, ${pages} pages, ${kilobytes.toFixed(0)} KB gzipped`,
  );
  return bytes;
}

async function syncOnce(replica: DatasetReplica, datasetId: string): Promise<void> {
  const { failure } = await syncRound(replica.copy, service.transport(datasetId));
  if (failure !== null) throw new Error(`The round failed: ${JSON.stringify(failure)}`);
}

function benchFirstLoad(row: string, records: number, iterations: number): void {
  describe(row, async () => {
    const datasetId = `bench-${records}`;
    const bytes = await prepare(datasetId, records);
    const readAll = async (): Promise<void> => {
      plain.serve(bytes);
      await plain.readAll();
    };
    bench('the same bytes read and parsed', ...table.side(row, 'baseline', readAll, { iterations }));
    const load = async (): Promise<void> => {
      const replica = await openReplica();
      await syncOnce(replica, datasetId);
      if (replica.all('observation').length !== records) throw new Error('Records are missing');
    };
    bench('into an empty replica, ready to read', ...table.side(row, 'ours', load, { iterations }));
  });
}

benchFirstLoad(FIRST_LOAD, RECORDS, 15);
benchFirstLoad(LARGE_LOAD, MANY_RECORDS, 5);

const datasetId = `bench-${MANY_RECORDS}`;
let nextReading = 0;
const takeReadings = (count: number): number[] => {
  nextReading += count;
  return Array.from({ length: count }, (_, index) => nextReading - count + index);
};

describe(PULL, () => {
  const otherOffice = { clientId: randomUUID(), cursor: '', pushes: 0 };
  const editElsewhere = async (): Promise<void> => {
    otherOffice.pushes += 1;
    const push = { number: otherOffice.pushes, mutations: takeReadings(PULLED_CHANGES).map(quotationEdit) };
    const { clientId, cursor } = otherOffice;
    answered(await service.transport(datasetId).push({ clientId, cursor, pushes: [push] }));
  };
  let loaded: DatasetReplica | null = null;
  const replica = async (): Promise<DatasetReplica> => {
    if (loaded === null) {
      loaded = await openReplica();
      await syncOnce(loaded, datasetId);
      const cursor = loaded.copy.summary.cursor ?? '';
      otherOffice.cursor = cursor;
      await editElsewhere();
      const bytes = await gzipBytes(path(datasetId, `/changes?after=${cursor}`));
      table.note(`A pull of ${PULLED_CHANGES} changes has ${(bytes.length / 1024).toFixed(1)} KB`);
      plain.serve([bytes]);
    }
    return loaded;
  };
  bench(
    'the same bytes read and parsed',
    ...table.side(
      PULL,
      'baseline',
      async (untimed) => {
        await untimed(replica);
        await plain.readAll();
      },
      { iterations: 200 },
    ),
  );
  bench(
    'a round that brings them',
    ...table.side(
      PULL,
      'ours',
      async (untimed) => {
        const held = await untimed(replica);
        await untimed(editElsewhere);
        await syncOnce(held, datasetId);
      },
      { iterations: 200 },
    ),
  );
});

describe(PUSH, () => {
  let loaded: DatasetReplica | null = null;
  let body = '';
  const send: typeof fetch = (input, init) => {
    if (typeof init?.body === 'string') body = init.body;
    return fetch(input, init);
  };
  const edited = async (): Promise<DatasetReplica> => {
    if (loaded === null) {
      loaded = await openReplica();
      await syncOnce(loaded, datasetId);
    }
    for (const index of takeReadings(PUSHED_EDITS)) {
      const values = { quotation: newQuotation(index) };
      const request = { kind: 'observation', recordId: readingId(index), values, effectiveOn: EFFECTIVE_ON } as const;
      const result = await loaded.edit(request);
      if (!result.saved) throw new Error(`Not saved: ${JSON.stringify(result.problems)}`);
    }
    return loaded;
  };
  const recordBody = async (): Promise<void> => {
    if (body === '') await syncRound((await edited()).copy, service.transport(datasetId, send));
  };
  bench(
    'the same bytes posted to a server that just answers',
    ...table.side(
      PUSH,
      'baseline',
      async (untimed) => {
        await untimed(recordBody);
        await plain.post(body);
      },
      { iterations: 60 },
    ),
  );
  bench(
    'a round that sends them and takes the answers',
    ...table.side(
      PUSH,
      'ours',
      async (untimed) => {
        const replica = await untimed(edited);
        await syncOnce(replica, datasetId);
        if (replica.copy.summary.unsent > 0) throw new Error('Edits were left');
      },
      {
        iterations: 60,
        after: async () => {
          table.print();
          await service.close();
          await plain.close();
        },
      },
    ),
  );
});
