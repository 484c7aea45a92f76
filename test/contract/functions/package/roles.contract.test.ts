import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createOperatorHandlers } from '../../../../functions/handlers/create-operator-handlers.ts';
import { MAX_MUTATIONS_PER_PUSH, type Mutation } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  CLAIMS,
  call,
  creation,
  DATASET,
  noteEdit,
  pushOf,
  serviceOver,
} from '../../../unit/functions/service-fixtures.ts';
import { type RecordedTable, recordedTable } from './recorded-requests.ts';

interface Statement {
  readonly Action: readonly string[];
  readonly Condition?: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': readonly string[] } };
}

const serverless = parse(readFileSync(join(import.meta.dirname, '../../../../serverless.yml'), 'utf8'));

/** What a function's role allows at the table: `PutItem LOG#`. */
function granted(name: string): string[] {
  const role = serverless.resources.Resources[serverless.functions[name].role];
  const statements: Statement[] = role.Properties.Policies[0].PolicyDocument.Statement;
  const atTable = statements.filter(({ Action }) => Action.some((action) => action.startsWith('dynamodb:')));
  return atTable
    .flatMap(({ Action, Condition }) => {
      const keys = Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'] ?? ['*'];
      return keys.flatMap((key) =>
        Action.map((action) => `${action.replace('dynamodb:', '')} ${key.replace(/\*$/, '')}`),
      );
    })
    .sort();
}

const provenance = { document: 'Minutes', dated: '2022-10-31', place: 'page 1' };

let table: RecordedTable;
let service: ReturnType<typeof serviceOver>;
let operator: ReturnType<typeof createOperatorHandlers>;
let clientId: string;
let pushed: number;

const cursorNow = async (): Promise<string> => (await call(service.snapshot)).body.cursor;
const push = async (cursor: string, ...mutations: Mutation[]) => {
  pushed += 1;
  const body = { clientId, cursor, pushes: [pushOf(pushed, ...mutations)] };
  const answer = await call(service.push, { claims: CLAIMS.maria, body });
  expect(answer.status).toBe(200);
  return body;
};
/** Commits so many changes that the next reader folds a new snapshot: more than 2,000. */
async function fillLog(cursor: string): Promise<void> {
  const board = () => creation('board', `board/${randomUUID()}`, { name: 'A board', purpose: 'To fill', provenance });
  for (let count = 0; count < 2100; count += MAX_MUTATIONS_PER_PUSH)
    await push(cursor, ...Array.from({ length: MAX_MUTATIONS_PER_PUSH }, board));
}

beforeAll(async () => {
  table = await recordedTable();
  service = serviceOver(table.repository);
  operator = createOperatorHandlers({ ...service.dependencies, newEpoch: randomUUID });
  clientId = randomUUID();
  pushed = 0;
});
afterAll(() => table.close());

describe('a role allows at the table what its function asks of it, no more and no less', () => {
  const invocation = { awsRequestId: 'request-1' };
  let cursor: string;

  it('createDataset', async () => {
    const create = () => operator.createDataset({ datasetId: DATASET }, invocation);
    expect(await table.asked(create)).toEqual(granted('createDataset'));
    cursor = await cursorNow();
  });

  it('push: a new record, a repeated push, a correction of history', async () => {
    const asked = await table.asked(async () => {
      const first = await push(cursor, creation('afi', 'afi/7', afiFields(7)));
      await call(service.push, { claims: CLAIMS.maria, body: first });
      await push(cursor, noteEdit(7, null, 'first'));
      await push(cursor, { ...noteEdit(7, null, 'then'), effectiveOn: '2022-10-31', reason: 'It was known then' });
    });
    expect(asked).toEqual(granted('push'));
  });

  it('history', async () => {
    const read = () => call(service.history, { path: { recordId: 'afi~7' } });
    expect(await table.asked(read)).toEqual(granted('history'));
  });

  it('changes', async () => {
    const read = () => call(service.changes, { query: { after: cursor } });
    expect(await table.asked(read)).toEqual(granted('changes'));
  });

  it('snapshot: folded, folded again so that the one before expires, and read', async () => {
    const read = async () => {
      const { body } = await call(service.snapshot);
      expect(body).toMatchObject({ pages: 1, sequence: expect.any(Number) });
      const path = { sequence: String(body.sequence), page: '0' };
      expect((await call(service.snapshot, { path })).status).toBe(200);
    };
    await fillLog(cursor);
    const first = await table.asked(read);
    await fillLog(cursor);
    const second = await table.asked(read);
    expect([...new Set([...first, ...second])].sort()).toEqual(granted('snapshot'));
    expect(first).not.toContain('UpdateItem SNAPSHOT#');
  }, 60_000);

  it('renewEpoch', async () => {
    const renew = () => operator.renewEpoch({ datasetId: DATASET }, invocation);
    expect(await table.asked(renew)).toEqual(granted('renewEpoch'));
  });

  it('health: nothing', () => {
    expect(granted('health')).toEqual([]);
  });
});
