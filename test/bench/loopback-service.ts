import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatasetReplica, type DatasetReplica } from '../../addin/replica/dataset-replica.ts';
import { createMemoryReplicaStore } from '../../addin/replica/memory-replica-store.ts';
import type { ReplicaStore } from '../../addin/replica/replica-store.ts';
import { createHttpTransport } from '../../addin/sync/http-transport.ts';
import type { Answer, Transport } from '../../addin/sync/transport.ts';
import type { Repository } from '../../functions/data/repository.ts';
import { createHandlers } from '../../functions/handlers/create-handlers.ts';
import { serveFrontDoor } from '../../functions/local/front-door.ts';
import { readGatewayRoutes } from '../../functions/local/gateway-routes.ts';
import { createLocalGateway } from '../../functions/local/local-gateway.ts';
import { openPort } from '../../functions/local/open-port.ts';
import { writeCursor } from '../../functions/sync/cursor.ts';
import { CLAIMS, TENANT } from '../unit/functions/service-fixtures.ts';
import { creationPushes, EFFECTIVE_ON } from './large-dataset.ts';

const PUSHES_PER_REQUEST = 4;

export interface LoopbackService {
  readonly origin: string;
  /** The add-in's own transport, on a connection pool that all of them share. */
  transport(datasetId: string, send?: typeof fetch): Transport;
  /** Makes a dataset and fills it with readings, by pushes; resolves to the cursor at the beginning of its log. */
  fill(datasetId: string, readings: number): Promise<string>;
  close(): Promise<void>;
}

/**
 * The handlers that are deployed, behind the local gateway on a loopback port. The gateway takes every token for
 * Maria's: a signature is checked by AWS's gateway before a handler runs, so it belongs to no figure.
 */
export async function startLoopbackService(repository: Repository): Promise<LoopbackService> {
  const clock = (): Date => new Date();
  const logError = (message: string, error: unknown): void => console.error(message, error);
  const log = (line: { readonly level: string }): void => {
    if (line.level === 'error') console.error(line);
  };
  const handlers = createHandlers({ repository, tenantId: TENANT, clock, random: Math.random, sleep, log });
  const routes = readGatewayRoutes(join(import.meta.dirname, '../../serverless.yml'));
  const authorize = async () => ({ allowed: true as const, claims: CLAIMS.maria });
  // client and server share a thread here: a long computation must not look like an idle connection
  const port = await openPort(0, { keepAliveTimeout: 60_000 });
  const { origin } = port;
  serveFrontDoor(port, {
    gateway: createLocalGateway({ routes, handlers, authorize, clock, logError }),
    signIn: async () => false,
    site: null,
    logError,
  });
  const transport: LoopbackService['transport'] = (datasetId, send = fetch) =>
    createHttpTransport({ apiBaseUrl: origin, datasetId, token: async () => 'any', fetch: send });
  return {
    origin,
    transport,
    async fill(datasetId, readings) {
      const epoch = randomUUID();
      const cursor = writeCursor({ epoch, sequence: 0 });
      await repository.createDataset(datasetId, epoch);
      const { push } = transport(datasetId);
      const clientId = randomUUID();
      const pushes = creationPushes(readings);
      for (let from = 0; from < pushes.length; from += PUSHES_PER_REQUEST) {
        const request = { clientId, cursor, pushes: pushes.slice(from, from + PUSHES_PER_REQUEST) };
        const { results } = answered(await push(request));
        const isTaken = results.every(({ outcomes }) => outcomes.every(({ result }) => result === 'applied'));
        if (!isTaken || results.length !== request.pushes.length) throw new Error(`${datasetId} could not be filled`);
      }
      return cursor;
    },
    close: port.close,
  };
}

/** The value of an answer that must have gone well. */
export function answered<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`The service did not do it: ${JSON.stringify(answer.failure)}`);
  return answer.value;
}

/** The add-in's replica in memory, as an office's workbook holds it; empty until it is synced. */
export async function openReplica(store?: ReplicaStore): Promise<DatasetReplica> {
  const actor = {
    subject: 'maria',
    name: 'Maria Lindqvist',
    role: 'manager',
    offices: ['strategic-planning'],
  } as const;
  const replica = createDatasetReplica({
    actor: () => actor,
    today: () => EFFECTIVE_ON,
    now: () => new Date().toISOString(),
    newId: randomUUID,
  });
  await replica.copy.open(store ?? createMemoryReplicaStore({ newId: randomUUID, durable: true }));
  return replica;
}
