import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { LocalCloudError } from './local-cloud-error.ts';

const authorizerSchema = z.looseObject({ name: z.string(), scopes: z.array(z.string()).min(1) });
const httpApiSchema = z.looseObject({
  method: z.string().transform((method) => method.toUpperCase()),
  path: z.string().startsWith('/'),
  authorizer: authorizerSchema.optional(),
});
const serverlessSchema = z.looseObject({
  functions: z.record(
    z.string(),
    z.looseObject({
      // an operator's function has no route
      events: z.array(z.looseObject({ httpApi: httpApiSchema })).default([]),
      timeout: z.number().optional(),
    }),
  ),
  provider: z.looseObject({ timeout: z.number().optional() }),
});

export interface GatewayRoute {
  readonly functionName: string;
  readonly method: string;
  /** As in serverless.yml: `/v1/datasets/{datasetId}/push`. */
  readonly path: string;
  /** Null for a route without authorizer. */
  readonly scopes: readonly string[] | null;
  readonly timeoutMs: number;
}

export interface MatchedRoute {
  readonly route: GatewayRoute;
  /** The path, percent-decoded. */
  readonly rawPath: string;
  readonly pathParameters: Record<string, string>;
}

/** What the Serverless Framework gives a function that names none. */
const DEFAULT_TIMEOUT_S = 6;

/** The routes that the deployed gateway has, read from serverless.yml itself so that the two cannot differ. */
export function readGatewayRoutes(serverlessYmlPath: string): GatewayRoute[] {
  const parsed = serverlessSchema.safeParse(parse(readFileSync(serverlessYmlPath, 'utf8')));
  if (!parsed.success) {
    throw new LocalCloudError('routes-unreadable', `${serverlessYmlPath}: ${z.prettifyError(parsed.error)}`);
  }
  const { functions, provider } = parsed.data;
  return Object.entries(functions).flatMap(([functionName, { events, timeout }]) =>
    events.map(({ httpApi }) => ({
      functionName,
      method: httpApi.method,
      path: httpApi.path,
      scopes: httpApi.authorizer?.scopes ?? null,
      timeoutMs: (timeout ?? provider.timeout ?? DEFAULT_TIMEOUT_S) * 1000,
    })),
  );
}

/**
 * The route for a request; null where there is none. An HTTP API decodes the path before it looks for the route, so that
 * `%2F` parts two segments there; a gateway that matched first would let pass here what fails when deployed.
 */
export function matchRoute(routes: readonly GatewayRoute[], method: string, path: string): MatchedRoute | null {
  const rawPath = decodePath(path);
  if (rawPath === null) return null;
  const segments = rawPath.split('/');
  for (const route of routes) {
    if (route.method !== method) continue;
    const pathParameters = matchSegments(route.path.split('/'), segments);
    if (pathParameters !== null) return { route, rawPath, pathParameters };
  }
  return null;
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(expected)?.[1];
    const fits = name === undefined ? actual === expected : actual !== '';
    if (!fits) return null;
    if (name !== undefined) parameters[name] = actual;
  }
  return parameters;
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
