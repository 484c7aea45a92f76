import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TIME_TO_LIVE_ATTRIBUTE, tableDefinition } from '../../../../functions/data/table-definition.ts';
import { TENANT } from '../../../unit/functions/service-fixtures.ts';
import { bundleSuite } from './bundle-suite.ts';
import { FUNCTIONS, type Json, type PackagedStack, packageStack, type Resource } from './package-stack.ts';

const MAX_BUNDLE_BYTES = 450 * 1024;

let stack: PackagedStack;
const ofType = (type: string): Resource[] =>
  Object.values(stack.template.Resources).filter(({ Type }) => Type === type);

beforeAll(async () => {
  stack = await packageStack();
}, 120_000);
afterAll(() => stack.remove());

describe('npm run package', () => {
  it.each(FUNCTIONS)('puts one bundled .mjs of at most 450 KB into the zip of %s, and nothing else', async (name) => {
    const bundle = await stack.bundleOf(name);
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

  it('lets each function reach the one table only, and no log but its own', () => {
    const statements = ofType('AWS::IAM::Role').flatMap(({ Properties }) =>
      Properties.Policies[0].PolicyDocument.Statement.map((statement: { Action: string[]; Resource: object }) => [
        Properties.Policies[0].PolicyName,
        statement,
      ]),
    );
    expect(statements.length).toBeGreaterThan(FUNCTIONS.length);
    for (const [name, { Action, Resource }] of statements) {
      const logGroup = `${name.charAt(0).toUpperCase()}${name.slice(1)}LogGroup`;
      if (Action.includes('logs:PutLogEvents')) expect(Resource).toEqual({ 'Fn::GetAtt': [logGroup, 'Arn'] });
      else
        expect(Resource['Fn::If']).toEqual(['HasRestoredTable', expect.anything(), { 'Fn::GetAtt': ['Table', 'Arn'] }]);
    }
  });

  it('gives the functions the table of the stack, or the restored one that its deployment names', async () => {
    const restoredStack = await packageStack({ PEEL_RESTORED_TABLE: 'peel-restored' });
    onTestFinished(() => restoredStack.remove());
    const [{ template }, { template: restored }] = [stack, restoredStack];
    for (const [{ Conditions, Resources }, isRestored] of [
      [template, false],
      [restored, true],
    ] as const) {
      const [one, other] = Conditions.HasRestoredTable?.['Fn::Not'][0]['Fn::Equals'] ?? [];
      expect(one !== other).toBe(isRestored);
      const environment: Json = Resources.PushLambdaFunction?.Properties.Environment;
      expect(environment.Variables.TABLE_NAME['Fn::If'][isRestored ? 1 : 2]).toEqual(
        isRestored ? 'peel-restored' : { Ref: 'Table' },
      );
    }
    const policies: Json = restored.Resources.PushRole?.Properties.Policies;
    expect(policies[0].PolicyDocument.Statement[0].Resource['Fn::If'][1]['Fn::Join'][1].at(-1)).toBe(
      'table/peel-restored',
    );
    expect(restored.Resources.Table).toEqual(template.Resources.Table);
  }, 60_000);

  it('gives no route to what only an operator may invoke', () => {
    const targets = ofType('AWS::ApiGatewayV2::Integration').map(({ Properties }) => JSON.stringify(Properties));
    expect(targets.length).toBeGreaterThan(0);
    for (const name of ['CreateDataset', 'RenewEpoch']) {
      expect(targets.filter((target) => target.includes(name))).toEqual([]);
      expect(stack.template.Resources[`${name}LambdaPermissionHttpApi`]).toBeUndefined();
    }
    expect(ofType('AWS::Lambda::Url')).toEqual([]);
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
    const ancestors = directives.find((directive) => directive.startsWith('frame-ancestors'))?.split(' ');
    expect(ancestors?.slice(1)).toEqual([
      "'self'",
      'https://*.officeapps.live.com',
      'https://*.cloud.microsoft',
      'https://*.office.com',
      'https://*.microsoft365.com',
      'https://*.sharepoint.com',
      'https://onedrive.live.com',
      'https://teams.microsoft.com',
      'https://*.teams.microsoft.com',
    ]);
    const access = stack.template.Resources.AddinBucket?.Properties.PublicAccessBlockConfiguration;
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

bundleSuite(() => stack);
