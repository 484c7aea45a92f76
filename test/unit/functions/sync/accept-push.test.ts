import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import { type Repository, RepositoryBusyError } from '../../../../functions/data/repository.ts';
import { acceptPushes, type PushDependencies } from '../../../../functions/sync/accept-push.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import type { Push } from '../../../../shared/sync/protocol.ts';
import { afiFields, creation, DATASET, EPOCH, FIRST_CURSOR, NOW, noteEdit, pushOf } from '../service-fixtures.ts';

const MANAGER: Actor = { subject: 'maria', name: 'Maria', role: 'manager', offices: ['strategic-planning'] };
const READER: Actor = { subject: 'owen', name: 'Owen', role: 'reader', offices: [] };

let repository: Repository;
let waits: number[];

beforeEach(async () => {
  repository = createMemoryRepository();
  waits = [];
  await repository.createDataset(DATASET, EPOCH);
  await accept(repository, randomUUID(), [pushOf(1, creation('afi', 'afi/7', afiFields(7)))]);
});

function accept(over: Repository, clientId: string, pushes: readonly Push[], actor: Actor = MANAGER, now = NOW) {
  const dependencies: PushDependencies = {
    repository: over,
    clock: () => now,
    random: () => 0.5,
    sleep: async (ms) => void waits.push(ms),
  };
  return acceptPushes(dependencies, { datasetId: DATASET, clientId, actor, cursor: FIRST_CURSOR, pushes });
}

/** A repository to which somebody else writes first, a number of times. */
function contested(times: number): Repository {
  let left = times;
  return { ...repository, writePush: async (plan) => (left-- > 0 ? 'moved' : repository.writePush(plan)) };
}

describe('acceptPushes', () => {
  it('[S3] tries again with full jitter when somebody else wrote first', async () => {
    const { results } = await accept(contested(3), randomUUID(), [pushOf(1, noteEdit(7, null, 'x'))]);
    expect(results[0]).toMatchObject({ sequence: 2, outcomes: [{ result: 'applied' }] });
    expect(waits).toEqual([10, 20, 40]);
  });

  it('[S3] decides again on what the other wrote', async () => {
    let isFirst = true;
    const overtaken: Repository = {
      ...repository,
      writePush: async (plan) => {
        if (isFirst) {
          isFirst = false;
          await accept(repository, randomUUID(), [pushOf(1, noteEdit(7, null, 'theirs'))]);
          return 'moved';
        }
        return repository.writePush(plan);
      },
    };
    const { results } = await accept(overtaken, randomUUID(), [pushOf(1, noteEdit(7, null, 'mine'))]);
    expect(results[0]).toMatchObject({
      sequence: null,
      outcomes: [{ result: 'conflict', record: { fields: { note: 'theirs' } } }],
    });
  });

  it('[S3] gives up as busy after many attempts, having written nothing', async () => {
    const answer = await accept(contested(1000), randomUUID(), [pushOf(1, noteEdit(7, null, 'x'))]);
    expect(answer).toMatchObject({ results: [], stopped: { refused: 'busy' } });
    expect(waits.length).toBeGreaterThan(5);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
    expect((await repository.head(DATASET))?.sequence).toBe(1);
  });

  it('[S3] retries all pushes of a request for no longer than a handler may run', async () => {
    let now = NOW.getTime();
    const dependencies: PushDependencies = {
      repository: contested(1000),
      clock: () => new Date(now),
      random: () => 0.99,
      sleep: async (ms) => {
        now += ms;
      },
    };
    const order = { datasetId: DATASET, clientId: randomUUID(), actor: MANAGER, cursor: FIRST_CURSOR };
    const pushes = [1, 2, 3, 4].map((number) => pushOf(number, noteEdit(7, null, 'x')));
    expect(await acceptPushes(dependencies, { ...order, pushes })).toMatchObject({ stopped: { refused: 'busy' } });
    expect(now - NOW.getTime()).toBeLessThan(7500);

    // each push gets through at its tenth attempt: together they would take twelve seconds
    now = NOW.getTime();
    let attempts = 0;
    const slow: Repository = {
      ...repository,
      writePush: async (plan) => (++attempts % 10 === 0 ? repository.writePush(plan) : 'moved'),
    };
    const answer = await acceptPushes({ ...dependencies, repository: slow }, { ...order, pushes });
    expect(answer.results.length).toBeGreaterThan(0);
    expect(answer.stopped).toMatchObject({ refused: 'busy' });
    expect(now - NOW.getTime()).toBeLessThan(7500);
  });

  it('[S3] [S4] begins no further push when it is late, so that each retry of a request gets further', async () => {
    let now = NOW.getTime();
    const read = async <T>(reading: Promise<T>): Promise<T> => {
      now += 7000;
      return reading;
    };
    const slow: Repository = { ...repository, records: (datasetId, ids) => read(repository.records(datasetId, ids)) };
    const order = { datasetId: DATASET, clientId: randomUUID(), actor: MANAGER, cursor: FIRST_CURSOR };
    const dependencies: PushDependencies = {
      repository: slow,
      clock: () => new Date(now),
      random: () => 0.5,
      sleep: async () => {},
    };
    let pushes = [1, 2, 3].map((number) => pushOf(number, noteEdit(7, number === 1 ? null : 'x', 'x')));
    for (const number of [1, 2]) {
      const { results, stopped } = await acceptPushes(dependencies, { ...order, pushes });
      expect(results.map((result) => result.number)).toEqual([number]);
      expect(stopped).toMatchObject({ refused: 'busy' });
      pushes = pushes.slice(1);
    }
    expect(await acceptPushes(dependencies, { ...order, pushes })).toMatchObject({ results: [{ number: 3 }] });
    expect((await repository.clientHead({ ...order, subject: MANAGER.subject }))?.lastNumber).toBe(3);
  });

  it('[S3] answers the pushes before one that a busy table did not take', async () => {
    let writes = 0;
    const busy: Repository = {
      ...repository,
      writePush: async (plan) => {
        writes += 1;
        if (writes > 1) throw new RepositoryBusyError('The table is busy');
        return repository.writePush(plan);
      },
    };
    const pushes = [1, 2, 3].map((number) => pushOf(number, noteEdit(7, number === 1 ? null : 'x', 'x')));
    const { results, stopped } = await accept(busy, randomUUID(), pushes);
    expect(results.map(({ number }) => number)).toEqual([1]);
    expect(stopped).toMatchObject({ refused: 'busy' });
    expect(writes).toBe(2);
  });

  it('[S4] a push that was written but whose answer was lost is answered from the ledger', async () => {
    const clientId = randomUUID();
    const push = pushOf(1, noteEdit(7, null, 'x'));
    const lost: Repository = {
      ...repository,
      writePush: async (plan) => {
        await repository.writePush(plan);
        return 'moved';
      },
    };
    const { results } = await accept(lost, clientId, [push]);
    expect(results[0]).toMatchObject({ sequence: 2, outcomes: [{ result: 'applied' }] });
    expect((await repository.head(DATASET))?.sequence).toBe(2);
  });

  it('[S4] keeps an answer for 90 days', async () => {
    const clientId = randomUUID();
    await accept(repository, clientId, [pushOf(1, noteEdit(7, null, 'x'))]);
    const entry = await repository.ledgerEntry({ datasetId: DATASET, subject: 'maria', clientId }, 1);
    expect(entry?.expiresAt).toBe(NOW.getTime() / 1000 + 90 * 86_400);
  });

  it('[S19] refuses a reader without looking at a record', async () => {
    const unread: Repository = {
      ...repository,
      records: async (_datasetId, ids) => {
        expect(ids).toEqual([]);
        return new Map();
      },
    };
    const { results } = await accept(unread, randomUUID(), [pushOf(1, noteEdit(7, null, 'x'))], READER);
    expect(results[0]?.outcomes[0]).toMatchObject({
      result: 'rejected',
      record: null,
      problems: [{ code: 'not-permitted' }],
    });
  });

  it('[S13] takes the day in London, an hour ahead of UTC in summer', async () => {
    const edit = { ...noteEdit(7, null, 'x'), effectiveOn: '2023-06-02' };
    const lateOnTheFirst = new Date('2023-06-01T22:30:00Z');
    const [early] = (await accept(repository, randomUUID(), [pushOf(1, edit)], MANAGER, lateOnTheFirst)).results;
    expect(early?.outcomes[0]).toMatchObject({ result: 'rejected', problems: [{ code: 'date-in-future' }] });
    const past11pm = new Date('2023-06-01T23:30:00Z');
    const [inTime] = (await accept(repository, randomUUID(), [pushOf(1, edit)], MANAGER, past11pm)).results;
    expect(inTime?.outcomes[0]).toMatchObject({ result: 'applied' });
  });

  it('stops at a dataset that there is not', async () => {
    const dependencies = { repository, clock: () => NOW, random: Math.random, sleep: async () => {} };
    const order = {
      datasetId: 'nowhere',
      clientId: randomUUID(),
      actor: MANAGER,
      cursor: FIRST_CURSOR,
      pushes: [pushOf(1, noteEdit(7, null, 'x'))],
    };
    expect(await acceptPushes(dependencies, order)).toMatchObject({
      results: [],
      stopped: { refused: 'unknown-dataset' },
    });
  });
});
