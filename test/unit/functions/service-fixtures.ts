import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Repository } from '../../../functions/data/repository.ts';
import { createHandlers } from '../../../functions/handlers/create-handlers.ts';
import type { LogLine } from '../../../functions/handlers/service-dependencies.ts';
import type { ServiceEvent, ServiceHandler } from '../../../functions/handlers/signed-in-handler.ts';
import { writeCursor } from '../../../functions/sync/cursor.ts';
import { groupFields } from '../../../shared/domain/record-kinds.ts';
import { type Mutation, PROTOCOL, PROTOCOL_HEADER, type Push } from '../../../shared/sync/protocol.ts';
import type { FieldValue } from '../../../shared/sync/record.ts';

export const DATASET = 'kent-2021-22';
export const EPOCH = '6a1d2f4c-0000-4000-8000-000000000001';
/** Where the log of a dataset of this epoch begins. */
export const FIRST_CURSOR = writeCursor({ epoch: EPOCH, sequence: 0 });
export const TENANT = '00000000-0000-4000-8000-000000000001';
export const NOW = new Date('2022-11-01T10:00:00Z');
export const TODAY = '2022-11-01';

const PROVENANCE = { document: 'Performance and Delivery Board slides', dated: '2022-10-31', place: 'slide 12' };

/** The claims of a preview user as API Gateway hands them over. */
export function claimsOf(subject: string, roles: readonly string[]): Record<string, string> {
  return {
    iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    aud: 'api://peel-preview',
    sub: `sub-${subject}`,
    oid: subject,
    tid: TENANT,
    name: `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`,
    scp: 'PEEL.Access',
    roles: `[${roles.join(' ')}]`,
  };
}

export const CLAIMS = {
  asha: claimsOf('asha', ['PEEL.Contributor', 'PEEL.Office.fcir']),
  ben: claimsOf('ben', ['PEEL.Contributor', 'PEEL.Office.crime']),
  maria: claimsOf('maria', ['PEEL.Manager', 'PEEL.Office.strategic-planning']),
  owen: claimsOf('owen', ['PEEL.Reader']),
  dana: claimsOf('dana', ['PEEL.Administrator', 'PEEL.Office.strategic-planning']),
};

/** The fields of a valid AFI, led by fcir and supported by strategic-planning. */
export function afiFields(number: number): Record<string, FieldValue> {
  return {
    number,
    inspection: 'inspection/kent-2021-22',
    reportWording: 'The force should reduce the number of calls for service that it does not answer',
    area: 'inspection-area/kent-2021-22/responding-to-the-public',
    reportSection: 'Responding to the public',
    handledWith: [number],
    qualifyingWords: [],
    baseline: '2022-12-31',
    status: 'In progress',
    forecast: '2022-12-31',
    leadOffice: 'fcir',
    supportingOffices: ['strategic-planning'],
    provenance: PROVENANCE,
  };
}

export function callMonthFields(month = '2022-07', owningOffice = 'fcir'): Record<string, FieldValue> {
  const counts = { received: 62_190, answered: 27_918, answeredUnder10s: 5_000, notAnswered: 34_272 };
  return { channel: '101', month, ...counts, owningOffice };
}

/** A mutation that creates a record from what is not there; a field group is completed with what is absent. */
export function creation(kind: Mutation['kind'], recordId: string, fields: Record<string, FieldValue>): Mutation {
  const names = new Set(Object.keys(fields).flatMap((field) => groupFields(kind, field)));
  const changes = Object.fromEntries([...names].map((field) => [field, { base: null, value: fields[field] ?? null }]));
  return mutation({ kind, recordId, op: 'create', changes, effectiveOn: '2022-10-31' });
}

export function mutation(parts: Partial<Mutation> & Pick<Mutation, 'recordId' | 'kind'>): Mutation {
  return {
    mutationId: randomUUID(),
    op: 'set',
    changes: {},
    effectiveOn: TODAY,
    editedAt: NOW.toISOString(),
    ...parts,
  };
}

/** An AFI's note, set from what was seen. */
export function noteEdit(number: number, base: string | null, value: string): Mutation {
  return mutation({ kind: 'afi', recordId: `afi/${number}`, changes: { note: { base, value } } });
}

/** An AFI's status, with the group that it belongs to. */
export function statusEdit(number: number, base: string, value: string): Mutation {
  return mutation({
    kind: 'afi',
    recordId: `afi/${number}`,
    changes: {
      status: { base, value },
      forecast: { base: '2022-12-31', value: '2022-12-31' },
      signOff: { base: null, value: null },
    },
  });
}

export const pushOf = (number: number, ...mutations: Mutation[]): Push => ({ number, mutations });

export interface Called {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // parsed JSON: each test looks at what it expects of it
  readonly body: ReturnType<typeof JSON.parse>;
  readonly text: string;
}

interface CallOptions {
  readonly claims?: Record<string, string>;
  readonly path?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly isBase64Encoded?: boolean;
}

/** An event as an HTTP API sends it. */
export function gatewayEvent({
  claims,
  path,
  query,
  headers,
  body,
  rawBody,
  isBase64Encoded,
}: CallOptions): ServiceEvent {
  const text = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const http = { method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: {
      [PROTOCOL_HEADER]: String(PROTOCOL),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    pathParameters: { datasetId: DATASET, ...path },
    ...(query === undefined ? {} : { queryStringParameters: query }),
    ...(text === undefined ? {} : { body: text }),
    isBase64Encoded: isBase64Encoded === true,
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      authorizer: {
        principalId: '',
        integrationLatency: 0,
        jwt: { claims: claims ?? CLAIMS.maria, scopes: ['PEEL.Access'] },
      },
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http,
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: NOW.toUTCString(),
      timeEpoch: NOW.getTime(),
    },
  };
}

export async function call(handler: ServiceHandler, options: CallOptions = {}): Promise<Called> {
  const { statusCode = 0, headers = {}, body = '', isBase64Encoded } = await handler(gatewayEvent(options));
  const bytes = Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
  const text = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes).toString() : bytes.toString();
  return { status: statusCode, headers, text, body: text === '' ? undefined : JSON.parse(text) };
}

/** The service's handlers over a repository, with a clock that stands still and retries that do not wait long. */
export function serviceOver(repository: Repository, clock: () => Date = () => NOW) {
  const lines: LogLine[] = [];
  const dependencies = {
    repository,
    clock,
    tenantId: TENANT,
    random: Math.random,
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    log: (line: LogLine) => void lines.push(line),
  };
  return { ...createHandlers(dependencies), dependencies, lines };
}
