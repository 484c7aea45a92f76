// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  CLAIMS,
  call,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  pushOf,
  serviceOver,
  statusEdit,
} from '../../../unit/functions/service-fixtures.ts';
import { type Office, openOffice } from '../sync/office.ts';
import { openPeelWorkbook, type PeelWorkbook } from './peel-workbook.ts';

const CELLS = 10_000;
const ASHA: Actor = { subject: 'asha', name: 'Asha', role: 'contributor', offices: ['fcir'] };
const IN_TIME = { timeout: 60_000, interval: 100 };
vi.setConfig({ hookTimeout: 60_000, testTimeout: 240_000 });

let workbook: PeelWorkbook;
let office: Office;
/** The requests that the add-in has made, path and query, since the list was emptied. */
const requests: string[] = [];
const repository = createMemoryRepository();
const service = serviceOver(repository);
let pushes = 0;

async function push(...mutations: Mutation[]): Promise<void> {
  pushes += 1;
  const body = {
    clientId: '6a1d2f4c-0000-4000-8000-00000000000c',
    cursor: FIRST_CURSOR,
    pushes: [pushOf(pushes, ...mutations)],
  };
  expect(await call(service.push, { claims: CLAIMS.dana, body })).toMatchObject({ status: 200 });
}

/** The requests of one round. */
async function round(): Promise<string[]> {
  requests.length = 0;
  expect(await office.loop.syncNow()).toMatchObject({ phase: 'up to date' });
  return [...requests];
}

beforeAll(async () => {
  await repository.createDataset(DATASET, EPOCH);
  await push(creation('afi', 'afi/7', afiFields(7)), creation('afi', 'afi/8', afiFields(8)));
  office = await openOffice({
    service,
    claims: CLAIMS.asha,
    actor: ASHA,
    through: (send) => (input, init) => {
      const { pathname, search } = new URL(String(input));
      requests.push(`${pathname.split('/').at(-1)}${search === '' ? '' : '?after'}`);
      return send(input, init);
    },
  });
  await office.loop.start();
  await vi.waitFor(() => expect(office.loop.status.phase).toBe('up to date'), IN_TIME);
  workbook = await openPeelWorkbook();
  setFormulaReplica(office.replica);
});
afterAll(async () => {
  setFormulaReplica(null);
  workbook.office.host.dispose();
  await office.loop.stop();
});

it(`${CELLS} live cells make no request of their own, and one log serves all that are as at a day`, async () => {
  const without = [await round(), await round()];
  expect(without).toEqual([['changes?after'], ['changes?after']]);

  requests.length = 0;
  // each its own call: equal ones would be one stream
  await workbook.enterColumn(
    'A',
    Array.from({ length: CELLS }, (_, index) => `=PEEL.AFISTATUS(${index + 1})`),
  );
  expect(office.replica.watcherCount).toBe(CELLS);
  expect(await workbook.values('A7:A8')).toEqual([['In progress'], ['In progress']]);
  expect(requests).toEqual([]);
  expect([await round(), await round()]).toEqual(without);

  await push(statusEdit(7, 'In progress', 'Force complete'));
  expect(await round()).toEqual(without[0]);
  await vi.waitFor(async () => expect(await workbook.values('A7')).toEqual([['Force complete']]), IN_TIME);

  await workbook.enterColumn(
    'B',
    Array.from({ length: 1000 }, (_, index) => `=PEEL.AFISTATUS(7,${44_865 + index})`),
  );
  await vi.waitFor(
    async () => expect(await workbook.values('B1:B2')).toEqual([['In progress'], ['Force complete']]),
    IN_TIME,
  );
  const logs = requests.filter((request) => request === 'changes');
  expect(logs).toHaveLength(1);
  expect(await round()).toEqual(without[0]);
});
