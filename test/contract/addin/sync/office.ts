import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { createDatasetReplica, type DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import type { ReplicaStore } from '../../../../addin/replica/replica-store.ts';
import { createHttpTransport } from '../../../../addin/sync/http-transport.ts';
import type { Surroundings } from '../../../../addin/sync/surroundings.ts';
import { createSyncLoop, type SyncLoop } from '../../../../addin/sync/sync-loop.ts';
import type { ServiceHandler } from '../../../../functions/handlers/signed-in-handler.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { stillSurroundings } from '../../../unit/addin/sync/still-surroundings.ts';
import { DATASET, gatewayEvent, NOW, type serviceOver, TODAY } from '../../../unit/functions/service-fixtures.ts';

type Service = ReturnType<typeof serviceOver>;

/** One person's add-in, without Excel: replica, store and sync loop, over the very handlers that are deployed. */
export interface Office {
  readonly replica: DatasetReplica;
  readonly loop: SyncLoop;
  readonly store: ReplicaStore;
}

/** What happens to a request on its way; `lost` says that the answer never arrives. */
export type Weather = (path: string) => 'fine' | 'lost';

/** `fetch` that calls the handlers as the HTTP API would. */
export function fetchOver(
  service: Service,
  claims: Record<string, string>,
  weather: Weather = () => 'fine',
): typeof fetch {
  const answer = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    const [handler, path] = route(service, pathname);
    const event = gatewayEvent({
      claims,
      path: { datasetId: DATASET, ...path },
      ...(searchParams.size > 0 ? { query: Object.fromEntries(searchParams) } : {}),
      headers: { ...(init.headers as Record<string, string>), 'accept-encoding': 'gzip' },
      ...(init.body === undefined || init.body === null ? {} : { rawBody: String(init.body) }),
    });
    const { statusCode = 500, headers = {}, body = '', isBase64Encoded } = await handler(event);
    if (weather(pathname) === 'lost') throw new TypeError('fetch failed');
    const bytes = Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
    const text = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes).toString() : bytes.toString();
    return new Response(statusCode === 204 ? null : text, { status: statusCode });
  };
  return (input, init) => answer(String(input), init);
}

function route(service: Service, pathname: string): [ServiceHandler, Record<string, string>] {
  const [, , , , what, sequence, page] = pathname.split('/');
  if (what === 'snapshot') return [service.snapshot, sequence === undefined ? {} : { sequence, page: page ?? '' }];
  return [what === 'push' ? service.push : service.changes, {}];
}

export interface OfficeOptions {
  readonly service: Service;
  readonly claims: Record<string, string>;
  readonly actor: Actor;
  readonly weather?: Weather;
  readonly store?: ReplicaStore;
  readonly surroundings?: Surroundings;
  readonly clock?: () => Date;
  /** What a request passes on its way. */
  readonly through?: (send: typeof fetch) => typeof fetch;
}

/** Opens a person's add-in; nothing is asked of the service before its loop starts. */
export async function openOffice(options: OfficeOptions): Promise<Office> {
  const { service, claims, actor, weather, clock = () => NOW, through = (send) => send } = options;
  const store = options.store ?? createMemoryReplicaStore({ newId: randomUUID, durable: true });
  const replica = createDatasetReplica({
    actor: () => actor,
    today: () => TODAY,
    now: () => clock().toISOString(),
    newId: randomUUID,
  });
  await replica.copy.open(store);
  const transport = createHttpTransport({
    apiBaseUrl: 'https://api.example',
    datasetId: DATASET,
    token: async () => 'token',
    fetch: through(fetchOver(service, claims, weather)),
  });
  const loop = createSyncLoop({
    replica: replica.copy,
    transport,
    surroundings: options.surroundings ?? stillSurroundings(),
    prepare: async () => null,
    clock,
    random: () => 0.5,
  });
  return { replica, loop, store };
}
