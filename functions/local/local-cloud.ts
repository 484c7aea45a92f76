import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '../data/document-client.ts';
import { createDynamoDbRepository } from '../data/dynamodb-repository.ts';
import { TIME_TO_LIVE_ATTRIBUTE, tableDefinition } from '../data/table-definition.ts';
import { createHandlers } from '../handlers/create-handlers.ts';
import { createOperatorHandlers } from '../handlers/create-operator-handlers.ts';
import type { OperatorAnswer } from '../handlers/operator-handler.ts';
import type { LogLine } from '../handlers/service-dependencies.ts';
import { startEmbeddedDynamoDb } from './embedded-dynamodb/start-embedded-dynamodb.ts';
import { serveFrontDoor } from './front-door.ts';
import { createGatewayAuthorizer } from './gateway-authorizer.ts';
import { readGatewayRoutes } from './gateway-routes.ts';
import { loadSeeds } from './load-seeds.ts';
import { createLocalGateway } from './local-gateway.ts';
import { createLocalIssuer, LOCAL_TENANT_ID } from './local-issuer.ts';
import { openPort } from './open-port.ts';
import { PREVIEW_USERS } from './preview-users.ts';
import { createSignInRoutes } from './sign-in-routes.ts';
import { createStaticSite } from './static-site.ts';

const TABLE_NAME = 'peel';

export interface LocalCloudOptions {
  /** The folder that holds serverless.yml and seeds/. */
  readonly projectRoot: string;
  /** Where the data is kept; null keeps it in memory. */
  readonly dataDir: string | null;
  /** 0 takes a free port. */
  readonly port: number;
  /** The built preview; null serves the service alone. */
  readonly previewDir: string | null;
  readonly clock?: () => Date;
  readonly log?: (line: LogLine) => void;
}

type OperatorFunction = keyof ReturnType<typeof createOperatorHandlers>;

export interface LocalCloud {
  /** `http://localhost:3000` */
  readonly origin: string;
  /** Runs an operator's function, as `serverless invoke -f name --data event` does; rejects where it failed. */
  invoke(name: OperatorFunction, event: unknown): Promise<OperatorAnswer>;
  close(): Promise<void>;
}

/**
 * The whole cloud on one machine: embedded DynamoDB, the deployed handlers behind a gateway like AWS's, an issuer, and
 * the preview. Throws LocalCloudError or DataFolderError where the person must do something first.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { projectRoot, dataDir, port, previewDir, clock = () => new Date(), log = logToStderr } = options;
  const serverlessYml = join(projectRoot, 'serverless.yml');
  const routes = readGatewayRoutes(serverlessYml);
  const site = previewDir === null ? null : createStaticSite(previewDir, serverlessYml);
  const logError = (message: string, error: unknown): void => log({ level: 'error', message, error: String(error) });

  const openedPort = await openPort(port);
  const { origin } = openedPort;
  const opened: (() => Promise<void>)[] = [openedPort.close];
  const close = async (): Promise<void> => {
    for (const step of opened.splice(0)) await step();
  };
  try {
    const engine = await startEmbeddedDynamoDb({ dataDir, now: () => clock().getTime() });
    opened.push(() => engine.close());
    const client = createDocumentClient({
      endpoint: engine.endpoint,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await makeTable(client);
    const repository = createDynamoDbRepository(client, TABLE_NAME);
    const dependencies = {
      repository,
      clock,
      random: Math.random,
      newEpoch: randomUUID,
      sleep: (ms: number) => sleep(ms),
      tenantId: LOCAL_TENANT_ID,
      log,
    };
    await loadSeeds(dependencies, join(projectRoot, 'seeds'), dataDir);
    const issuer = await createLocalIssuer(origin);
    const authorize = createGatewayAuthorizer(issuer, clock);
    serveFrontDoor(openedPort, {
      gateway: createLocalGateway({ routes, handlers: createHandlers(dependencies), authorize, clock, logError }),
      signIn: createSignInRoutes(issuer, PREVIEW_USERS, clock),
      site,
      logError,
    });
    const operator = createOperatorHandlers(dependencies);
    return { origin, invoke: (name, event) => operator[name](event, { awsRequestId: randomUUID() }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What deployment makes with CloudFormation; a start that was killed half way is made good. */
async function makeTable(client: DynamoDBDocumentClient): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableDefinition(TABLE_NAME)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: TABLE_NAME }));
  if (TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED') return;
  const TimeToLiveSpecification = { AttributeName: TIME_TO_LIVE_ATTRIBUTE, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName: TABLE_NAME, TimeToLiveSpecification }));
}

function logToStderr(line: LogLine): void {
  if (line.level === 'error') console.error(JSON.stringify(line));
}
