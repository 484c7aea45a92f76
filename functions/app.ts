import * as z from 'zod';
import { createDocumentClient } from './data/document-client.ts';
import { createDynamoDbRepository } from './data/dynamodb-repository.ts';
import { createHandlers } from './handlers/create-handlers.ts';

/** What serverless.yml gives each function; without it a function fails when it starts, not when somebody saves. */
const environment = z.object({ TABLE_NAME: z.string().min(1), TENANT_ID: z.string().min(1) }).parse(process.env);

/** The deployed handlers, one a function. */
export const { health, snapshot, changes, push, history } = createHandlers({
  repository: createDynamoDbRepository(createDocumentClient(), environment.TABLE_NAME),
  tenantId: environment.TENANT_ID,
  clock: () => new Date(),
  random: Math.random,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  // not console.log: Lambda puts time, request and level before its lines, and no metric filter reads those as JSON
  log: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`),
});
