import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { bench, describe } from 'vitest';
import { createDocumentClient } from '../../functions/data/document-client.ts';
import { createDynamoDbRepository } from '../../functions/data/dynamodb-repository.ts';
import { createMemoryRepository } from '../../functions/data/memory-repository.ts';
import type { Repository } from '../../functions/data/repository.ts';
import { tableDefinition } from '../../functions/data/table-definition.ts';
import { startEmbeddedDynamoDb } from '../../functions/local/embedded-dynamodb/start-embedded-dynamodb.ts';
import { quotationEdit } from './large-dataset.ts';
import { answered, type LoopbackService, startLoopbackService } from './loopback-service.ts';
import { createRatioTable } from './ratio-table.ts';

const READINGS = 2_000;
const DATASET = 'bench-push';
const PUSHES_PER_ROUND = 48;
const CLIENTS = [1, 8];

const table = createRatioTable(
  `Pushes of one edit to one dataset, ${PUSHES_PER_ROUND} a round; baseline: the memory repository, ours: the embedded DynamoDB on disk`,
);

interface Opened {
  readonly repository: Repository;
  readonly close: () => Promise<void>;
}

async function openEmbeddedOnDisk(): Promise<Opened> {
  const dataDir = await mkdtemp(join(tmpdir(), 'peel-bench-'));
  const engine = await startEmbeddedDynamoDb({ dataDir });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = createDocumentClient({ endpoint: engine.endpoint, region: 'local', credentials });
  await client.send(new CreateTableCommand(tableDefinition('peel')));
  const close = async (): Promise<void> => {
    client.destroy();
    await engine.close();
    await rm(dataDir, { recursive: true });
  };
  return { repository: createDynamoDbRepository(client, 'peel'), close };
}

/** Clients that each edit readings of their own, one after the other, as fast as they are answered. */
function startClients(service: LoopbackService, cursor: string) {
  const pushed = new Map<string, number>();
  const clientIds = Array.from({ length: Math.max(...CLIENTS) }, () => randomUUID());
  let nextReading = 0;
  let busy = 0;
  const { push } = service.transport(DATASET);
  const pushOnce = async (clientId: string): Promise<void> => {
    const number = (pushed.get(clientId) ?? 0) + 1;
    const mutation = quotationEdit(nextReading++);
    const request = { clientId, cursor, pushes: [{ number, mutations: [mutation] }] };
    let answer = await push(request);
    for (; !answer.ok && answer.failure.kind === 'busy'; answer = await push(request)) busy += 1;
    const [outcome] = answered(answer).results[0]?.outcomes ?? [];
    if (outcome?.result !== 'applied') throw new Error(`An edit was not taken: ${JSON.stringify(outcome)}`);
    pushed.set(clientId, number);
  };
  return {
    get busy() {
      return busy;
    },
    async push(clients: number): Promise<void> {
      const shares = clientIds.slice(0, clients).map(async (clientId) => {
        for (let done = 0; done < PUSHES_PER_ROUND / clients; done += 1) await pushOnce(clientId);
      });
      await Promise.all(shares);
    },
  };
}

async function open(opened: Opened) {
  let attempts = 0;
  const writePush: Repository['writePush'] = (plan) => {
    attempts += 1;
    return opened.repository.writePush(plan);
  };
  const service = await startLoopbackService({ ...opened.repository, writePush });
  const clients = startClients(service, await service.fill(DATASET, READINGS));
  const close = async (): Promise<void> => {
    await service.close();
    await opened.close();
  };
  const takeAttempts = (): number => {
    const taken = attempts;
    attempts = 0;
    return taken;
  };
  return { clients, close, takeAttempts };
}

const memory = await open({ repository: createMemoryRepository(), close: async () => {} });
const embedded = await open(await openEmbeddedOnDisk());

const perSecond = (ms: number): string => `${((PUSHES_PER_ROUND / ms) * 1000).toFixed(0)} a second`;

/** [S3] A push that finds the head moved is tried again: how much of the work is such tries. */
async function noteRates(row: string, clients: number): Promise<void> {
  embedded.takeAttempts();
  await embedded.clients.push(clients);
  const tries = (embedded.takeAttempts() / PUSHES_PER_ROUND).toFixed(1);
  const inMemory = perSecond(table.medianMs(row, 'baseline'));
  const onDisk = perSecond(table.medianMs(row, 'ours'));
  table.note(`${row}: ${inMemory} in memory, ${onDisk} on disk; on disk ${tries} tries a push in one more round`);
}

async function finish(): Promise<void> {
  table.note(`Answered "busy", and sent again: ${embedded.clients.busy} on disk, ${memory.clients.busy} in memory`);
  table.print();
  await memory.close();
  await embedded.close();
}

for (const clients of CLIENTS) {
  const row = `${PUSHES_PER_ROUND} pushes by ${clients} ${clients === 1 ? 'client' : 'clients'}`;
  const after = async (): Promise<void> => {
    await noteRates(row, clients);
    if (clients === CLIENTS.at(-1)) await finish();
  };
  describe(row, () => {
    const toMemory = (): Promise<void> => memory.clients.push(clients);
    const toDisk = (): Promise<void> => embedded.clients.push(clients);
    bench('memory repository', ...table.side(row, 'baseline', toMemory, { iterations: 15 }));
    bench('embedded DynamoDB', ...table.side(row, 'ours', toDisk, { iterations: 15, after }));
  });
}
