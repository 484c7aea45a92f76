import { gunzipSync } from 'node:zlib';
import type { Repository } from '../../../functions/data/repository.ts';
import { createHandlers } from '../../../functions/handlers/create-handlers.ts';
import type { LogLine } from '../../../functions/handlers/service-dependencies.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import type { PushRequest } from '../../../shared/sync/protocol.ts';
import { claimsOf, gatewayEvent, TENANT } from '../../unit/functions/service-fixtures.ts';
import type { Asking, Database } from './database.ts';
import type { Life } from './life.ts';
import type { Fate } from './schedule.ts';

const ROLES = { reader: 'Reader', contributor: 'Contributor', manager: 'Manager', administrator: 'Administrator' };

const DEATHS = { before: 'server dies before writing', after: 'server dies after writing' } as const;

export interface ServerRequest {
  /** As the token says. */
  readonly actor: Actor;
  readonly url: URL;
  readonly body: string | undefined;
}
export interface ServerReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Server {
  isUp: boolean;
  /** The answer that was sent; null where the instance died before. */
  answer(request: ServerRequest, fault: Fate['fault']): Promise<ServerReply | null>;
  /** Kills whatever is at work. */
  kill(): void;
  /** Whether a handler computes at this moment, outside of the virtual clock. */
  readonly isWorking: boolean;
  /** How many instances died at the moment of a write. */
  readonly diedAtWrite: number;
  /** What the handlers logged as errors. */
  readonly errors: readonly string[];
}

export interface ServerOptions {
  readonly database: Database;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly newLife: () => Life;
  /** A faulty repository in the place of the true one. */
  readonly faulty: (repository: Repository, asking: Asking) => Repository;
}

/** The deployed handlers, an instance for each request, over the laboratory's database. */
export function createServer({ database, clock, random, newLife, faulty }: ServerOptions): Server {
  const instances = new Set<Life>();
  const errors: string[] = [];
  let diedAtWrite = 0;
  const log = (line: LogLine): void => {
    if (line.level === 'error') errors.push(String(line.error));
  };

  const handle = async (request: ServerRequest, life: Life): Promise<ServerReply> => {
    const { actor, url, body } = request;
    const [, , , , what, sequence, page] = url.pathname.split('/');
    const pushes = body === undefined ? [] : (JSON.parse(body) as PushRequest).pushes;
    const mutations = pushes.flatMap((push) => push.mutations);
    const asking: Asking = { actor, mutations, numbers: pushes.map(({ number }) => number), readAt: 0 };
    const repository = faulty(repositoryOver(database.repository(asking), life), asking);
    const sleep = (ms: number) => life.operation('sleep', async () => {}, ms);
    const handlers = createHandlers({ repository, clock, tenantId: TENANT, random, sleep, log });
    const handler = what === 'push' ? handlers.push : what === 'changes' ? handlers.changes : handlers.snapshot;
    const result = await handler(
      gatewayEvent({
        claims: claimsFor(actor),
        ...(page === undefined
          ? {}
          : { path: { sequence: sequence ?? '', page }, headers: { 'accept-encoding': 'gzip' } }),
        ...(url.search === '' ? {} : { query: Object.fromEntries(url.searchParams) }),
        ...(body === undefined ? {} : { rawBody: body }),
      }),
    );
    const { statusCode = 500, headers = {}, body: text = '', isBase64Encoded } = result;
    const plain = isBase64Encoded === true ? gunzipSync(Buffer.from(text, 'base64')).toString() : text;
    return { status: statusCode, headers: headers as Record<string, string>, text: plain };
  };

  return {
    isUp: true,
    errors,
    get diedAtWrite() {
      return diedAtWrite;
    },
    get isWorking() {
      return [...instances].some(({ waiting }) => waiting === 0);
    },
    answer: (request, fault) =>
      new Promise((resolve) => {
        const life = newLife();
        instances.add(life);
        life.onEnd(() => {
          instances.delete(life);
          resolve(null);
        });
        life.dieAt((operation, moment) => {
          const diesHere = operation === 'writePush' && fault === DEATHS[moment];
          if (diesHere) diedAtWrite += 1;
          return diesHere;
        });
        void handle(request, life).then((reply) => {
          // its answer is sent a moment later, and until then the instance may die
          void life.operation('send', async () => resolve(reply)).then(() => life.end());
        });
      }),
    kill() {
      for (const life of [...instances]) life.end();
    },
  };
}

const claimsFor = ({ subject, role, offices }: Actor): Record<string, string> =>
  claimsOf(subject, [`PEEL.${ROLES[role]}`, ...offices.map((office) => `PEEL.Office.${office}`)]);

/** A database that is a network away from the instance that asks it. */
function repositoryOver(repository: Repository, life: Life): Repository {
  const on = <Args extends readonly unknown[], T>(name: string, work: (...args: Args) => Promise<T>) => {
    return (...args: Args): Promise<T> => life.operation(name, () => work(...args));
  };
  return {
    head: on('head', repository.head),
    createDataset: on('createDataset', repository.createDataset),
    records: on('records', repository.records),
    commitsAfter: on('commitsAfter', repository.commitsAfter),
    commits: on('commits', repository.commits),
    clientHead: on('clientHead', repository.clientHead),
    ledgerEntry: on('ledgerEntry', repository.ledgerEntry),
    writePush: on('writePush', repository.writePush),
    writeSnapshotPage: on('writeSnapshotPage', repository.writeSnapshotPage),
    snapshotPage: on('snapshotPage', repository.snapshotPage),
    advanceSnapshot: on('advanceSnapshot', repository.advanceSnapshot),
    expireSnapshot: on('expireSnapshot', repository.expireSnapshot),
  };
}
