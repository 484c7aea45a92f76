import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import { createOperatorHandlers } from '../../../../functions/handlers/create-operator-handlers.ts';
import type { LogLine } from '../../../../functions/handlers/service-dependencies.ts';
import { NOW } from '../service-fixtures.ts';

const INVOCATION = { awsRequestId: 'request-7' };
const ID = 'kent-2026-27';

let repository: Repository;
let lines: LogLine[];
let epochs: number;

const operator = (over: Repository = repository) =>
  createOperatorHandlers({
    repository: over,
    clock: () => NOW,
    log: (line) => void lines.push(line),
    newEpoch: () => `epoch-${++epochs}`,
  });
const refusalOf = (event: unknown) => operator().createDataset(event, INVOCATION);

beforeEach(() => {
  repository = createMemoryRepository();
  lines = [];
  epochs = 0;
});

describe('createDataset', () => {
  it('makes an empty dataset with its first epoch', async () => {
    const answer = await operator().createDataset({ datasetId: ID }, INVOCATION);
    expect(answer).toEqual({ datasetId: ID, result: 'created' });
    expect(await repository.head(ID)).toEqual({ epoch: 'epoch-1', sequence: 0, changes: 0, snapshot: null });
  });

  it('leaves a dataset alone that is there, and says so', async () => {
    await operator().createDataset({ datasetId: ID }, INVOCATION);
    const again = await operator().createDataset({ datasetId: ID }, INVOCATION);
    expect(again).toMatchObject({ result: 'exists', detail: `${ID} is there already; nothing was changed` });
    expect((await repository.head(ID))?.epoch).toBe('epoch-1');
  });

  it.each([
    ['an id with capitals', { datasetId: 'Kent-2026-27' }, 'small letters, digits and hyphens'],
    ['an id that would be another key', { datasetId: 'kent#2026' }, 'small letters, digits and hyphens'],
    ['an id that is no text', { datasetId: 7 }, 'datasetId'],
    ['an id of 61 characters', { datasetId: 'x'.repeat(61) }, 'at most 60'],
    ['a misspelt field', { datasetID: ID }, 'datasetID is not a field here'],
    ['one field too many', { datasetId: ID, epoch: 'mine' }, 'epoch is not a field here'],
    ['a name of control characters', { datasetId: ID, by: 'a\u0000b' }, 'control characters'],
    ['text', ID, 'Send {"datasetId"'],
    ['nothing', undefined, 'Send {"datasetId"'],
  ])('[S17] refuses %s and changes nothing', async (_case, event, message) => {
    await expect(refusalOf(event)).rejects.toMatchObject({ name: 'OperatorError', code: 'invalid-event' });
    await expect(refusalOf(event)).rejects.toThrow(message);
    expect(await repository.head(ID)).toBeNull();
    expect(lines).toMatchObject([{ code: 'invalid-event' }, { code: 'invalid-event' }]);
  });
});

describe('what an operator did', () => {
  it('is logged in one line: what, for which dataset, by whom, under which request', async () => {
    await operator().createDataset({ datasetId: ID, by: 'Dana Whitlock' }, INVOCATION);
    expect(lines).toEqual([
      {
        level: 'info',
        operation: 'createDataset',
        requestId: 'request-7',
        datasetId: ID,
        by: 'Dana Whitlock',
        code: 'done',
        ms: 0,
      },
    ]);
  });

  it('is logged too where it could not be done, and thrown, so that the invocation fails', async () => {
    await expect(operator().renewEpoch({ datasetId: ID, by: 'Dana' }, INVOCATION)).rejects.toThrow('unknown-dataset');
    const broken = { ...repository, head: () => Promise.reject(new Error('the table is away')) };
    await expect(operator(broken).renewEpoch({ datasetId: ID }, INVOCATION)).rejects.toThrow('the table is away');
    expect(lines).toMatchObject([
      { level: 'info', operation: 'renewEpoch', code: 'unknown-dataset', by: 'Dana' },
      { level: 'error', operation: 'renewEpoch', code: 'internal-error' },
    ]);
  });
});
