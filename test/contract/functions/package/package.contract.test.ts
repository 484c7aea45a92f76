import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDocumentClient } from '../../../../functions/data/document-client.ts';
import { createDynamoDbRepository } from '../../../../functions/data/dynamodb-repository.ts';
import { TIME_TO_LIVE_ATTRIBUTE, tableDefinition } from '../../../../functions/data/table-definition.ts';
import { startEmbeddedDynamoDb } from '../../../../functions/local/embedded-dynamodb/start-embedded-dynamodb.ts';
import {
  afiFields,
  CLAIMS,
  creation,
  DATASET,
  EPOCH,
  gatewayEvent,
  pushOf,
  TENANT,
} from '../../../unit/functions/service-fixtures.ts';
import { readZip } from './read-zip.ts';
import { runBundle } from './run-bundle.ts';

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  // CloudFormation has a shape of its own for every type of resource
  readonly Properties: Record<string, ReturnType<typeof JSON.parse>>;
}

const FUNCTIONS = ['health', 'snapshot', 'changes', 'push', 'history'];
const MAX_BUNDLE_BYTES = 450 * 1024;
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

let folder: string;
let resources: Readonly<Record<string, Resource>>;
const ofType = (type: string): Resource[] => Object.values(resources).filter(({ Type }) => Type === type);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peel-package-'));
  const { PATH = '', HOME = '' } = process.env;
  const program = join('node_modules', 'serverless', 'bin', 'serverless.js');
  // no AWS credentials, and nothing of this machine's environment
  await promisify(execFile)(process.execPath, [program, 'package', '--package', folder], {
    env: { PATH, HOME, CI: '1' },
  });
  const template = await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
  resources = JSON.parse(template).Resources;
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const bundleOf = async (name: string): Promise<Buffer> => {
  const files = readZip(await readFile(join(folder, `${name}.zip`)));
  expect([...files.keys()]).toEqual(['functions/app.mjs']);
  return files.get('functions/app.mjs') ?? Buffer.alloc(0);
};

describe('npm run package', () => {
  it.each(FUNCTIONS)('puts one bundled .mjs of at most 450 KB into the zip of %s, and nothing else', async (name) => {
    const bundle = await bundleOf(name);
    expect(bundle.length).toBeGreaterThan(10_000);
    expect(bundle.length).toBeLessThanOrEqual(MAX_BUNDLE_BYTES);
  });

  it('makes a function for each zip, each with a role of its own', () => {
    const functions = ofType('AWS::Lambda::Function');
    expect(functions.map(({ Properties }) => Properties.Handler).sort()).toEqual(
      FUNCTIONS.map((name) => `functions/app.${name}`).sort(),
    );
    expect(new Set(functions.map(({ Properties }) => Properties.Runtime))).toEqual(new Set(['nodejs22.x']));
    const roles = functions.map(({ Properties }) => Properties.Role['Fn::GetAtt'][0]);
    expect(new Set(roles).size).toBe(FUNCTIONS.length);
  });

  it('lets each function do to the table what its handler does', () => {
    const actions = ofType('AWS::IAM::Role').map(({ Properties }) => [
      Properties.Policies[0].PolicyName,
      Properties.Policies[0].PolicyDocument.Statement.flatMap((statement: { Action: string[] }) => statement.Action)
        .filter((action: string) => action.startsWith('dynamodb:'))
        .map((action: string) => action.slice('dynamodb:'.length)),
    ]);
    expect(Object.fromEntries(actions)).toEqual({
      health: [],
      snapshot: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      changes: ['GetItem', 'Query'],
      push: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'],
      history: ['GetItem', 'BatchGetItem'],
    });
  });

  it('checks tokens at the gateway: issuer, audience, and a scope on every route but health', () => {
    const [authorizer] = ofType('AWS::ApiGatewayV2::Authorizer');
    expect(authorizer?.Properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
        Audience: ['api://peel-preview'],
      },
    });
    const routes = ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties);
    expect(
      Object.fromEntries(
        routes.map(({ RouteKey, AuthorizationType, AuthorizationScopes }) => [
          RouteKey,
          [AuthorizationType, AuthorizationScopes],
        ]),
      ),
    ).toEqual({
      'GET /v1/health': [undefined, undefined],
      'GET /v1/datasets/{datasetId}/snapshot': ['JWT', ['PEEL.Access']],
      'GET /v1/datasets/{datasetId}/snapshot/{sequence}/{page}': ['JWT', ['PEEL.Access']],
      'GET /v1/datasets/{datasetId}/changes': ['JWT', ['PEEL.Access']],
      'POST /v1/datasets/{datasetId}/push': ['JWT', ['PEEL.Access']],
      'GET /v1/datasets/{datasetId}/records/{recordId}/history': ['JWT', ['PEEL.Access']],
    });
  });

  it('makes the table that functions/data expects, and keeps it', () => {
    const [table] = ofType('AWS::DynamoDB::Table');
    const { AttributeDefinitions, KeySchema, BillingMode, ...kept } = table?.Properties ?? {};
    expect({ TableName: 'peel', AttributeDefinitions, KeySchema, BillingMode }).toEqual(tableDefinition('peel'));
    expect(table?.DeletionPolicy).toBe('Retain');
    expect(kept).toEqual({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: TIME_TO_LIVE_ATTRIBUTE, Enabled: true },
    });
  });

  it('serves the add-in under a policy that lets Office frame it, from a bucket that nobody else can read', () => {
    const [headers] = ofType('AWS::CloudFront::ResponseHeadersPolicy');
    const security = headers?.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
    expect(security.FrameOptions).toBeUndefined();
    const directives: string[] = security.ContentSecurityPolicy.ContentSecurityPolicy.split('; ');
    expect(directives).toContain("script-src 'self' https://appsforoffice.microsoft.com");
    expect(directives.find((directive) => directive.startsWith('frame-ancestors'))).toContain(
      'https://*.officeapps.live.com',
    );
    const access = resources.AddinBucket?.Properties.PublicAccessBlockConfiguration;
    expect(Object.values(access)).toEqual([true, true, true, true]);
  });

  it('lets Excel on the web read functions.json from its own origin', () => {
    const [headers] = ofType('AWS::CloudFront::ResponseHeadersPolicy');
    expect(headers?.Properties.ResponseHeadersPolicyConfig.CorsConfig).toMatchObject({
      AccessControlAllowOrigins: { Items: ['*'] },
      AccessControlAllowCredentials: false,
    });
  });

  it('keeps logs for 90 days', () => {
    expect(ofType('AWS::Logs::LogGroup').map(({ Properties }) => Properties.RetentionInDays)).toEqual(
      FUNCTIONS.map(() => 90),
    );
  });
});

describe('a packaged bundle', () => {
  const environment = {
    TABLE_NAME: 'peel',
    TENANT_ID: TENANT,
    AWS_REGION: 'eu-west-2',
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  };
  const unpacked = async (name: string): Promise<string> => {
    const path = join(folder, `${name}.mjs`);
    await writeFile(path, await bundleOf(name));
    return path;
  };

  it('answers health', async () => {
    const bundlePath = await unpacked('health');
    const { result } = await runBundle({ bundlePath, handler: 'health', event: gatewayEvent({}), environment });
    expect(result.statusCode).toBe(200);
    expect(JSON.parse(result.body ?? '')).toEqual({ status: 'ok', protocol: 1 });
  });

  it('takes a push into a table, with the credentials of its environment', async () => {
    const { endpoint, close } = await startEmbeddedDynamoDb({ dataDir: null });
    const config = { endpoint, region: 'eu-west-2', credentials: CREDENTIALS };
    const client = new DynamoDBClient(config);
    await client.send(new CreateTableCommand(tableDefinition('peel')));
    const documents = createDocumentClient(config);
    const repository = createDynamoDbRepository(documents, 'peel');
    await repository.createDataset(DATASET, EPOCH);

    const pushes = [pushOf(1, creation('afi', 'afi/7', afiFields(7)))];
    const event = gatewayEvent({
      claims: CLAIMS.dana,
      body: { clientId: '3e1f3f9e-5c3a-4e68-9df8-6e7f2f0f5a10', pushes },
    });
    const { result, printed } = await runBundle({
      bundlePath: await unpacked('push'),
      handler: 'push',
      event,
      environment: { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint },
    });
    expect(result.statusCode).toBe(200);
    const logged = printed.split('\n').filter((line) => line.includes('"route"'));
    // as JSON alone, or the metric filter on its code finds nothing
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ route: 'push', status: 200 }]);
    expect((await repository.records(DATASET, ['afi/7'])).get('afi/7')?.record.fields.status).toBe('In progress');
    client.destroy();
    documents.destroy();
    await close();
  });

  it('says at once which setting is missing', async () => {
    const { TABLE_NAME: _missing, ...without } = environment;
    const running = runBundle({
      bundlePath: await unpacked('changes'),
      handler: 'changes',
      event: gatewayEvent({}),
      environment: without,
    });
    await expect(running).rejects.toThrow('TABLE_NAME');
  });
});
