import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { createDocumentClient } from './data/document-client.ts';
import { createDynamoDbRepository } from './data/dynamodb-repository.ts';
import { createHandlers } from './handlers/create-handlers.ts';
import { createOperatorHandlers } from './handlers/create-operator-handlers.ts';
import type { LogLine } from './handlers/service-dependencies.ts';

/** What serverless.yml gives each function; without it a function fails when it starts, not when somebody saves. */
const environment = z.object({ TABLE_NAME: z.string().min(1), TENANT_ID: z.string().min(1) }).parse(process.env);

const dependencies = {
  repository: createDynamoDbRepository(createDocumentClient(), environment.TABLE_NAME),
  tenantId: environment.TENANT_ID,
  clock: () => new Date(),
  random: Math.random,
  newEpoch: randomUUID,
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  // not console.log: Lambda puts time, request and level before its lines, and no metric filter reads those as JSON
  log: (line: LogLine) => void process.stdout.write(`${JSON.stringify(line)}\n`),
};

/** The deployed handlers, one a function; the last two have no route. */
export const { health, snapshot, changes, push, history } = createHandlers(dependencies);
export const { createDataset, renewEpoch } = createOperatorHandlers(dependencies);
