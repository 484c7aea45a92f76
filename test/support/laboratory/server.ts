import { gunzipSync } from 'node:zlib';
import type { Repository } from '../../../functions/data/repository.ts';
import { createHandlers } from '../../../functions/handlers/create-handlers.ts';
import type { LogLine } from '../../../functions/handlers/service-dependencies.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import type { PushRequest } from '../../../shared/sync/protocol.ts';
import { claimsOf, gatewayEvent, TENANT } from '../../unit/functions/service-fixtures.ts';
import type { Asking, Database } from './database.ts';
import { type ServerReply, tooLarge } from './gateway-answers.ts';
import { failing, repositoryOver } from './instance-repository.ts';
import type { Life } from './life.ts';
import type { Fate, PersonName } from './schedule.ts';

const ROLES = { reader: 'Reader', contributor: 'Contributor', manager: 'Manager', administrator: 'Administrator' };

/** What a write may meet: the instance dies at it, or the database tells of a failure that may have been none. */
const DEATHS = { before: 'server dies before writing', after: 'server dies after writing' } as const;

export interface ServerRequest {
  /** Whose token it carries. */
  readonly person: PersonName;
  readonly url: URL;
  readonly body: string | undefined;
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
  /** How many requests had too many edits. */
  readonly tooLarge: number;
  /** What the handlers logged as errors. */
  readonly errors: readonly string[];
}

export interface ServerOptions {
  readonly database: Database;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly newLife: () => Life;
  /** What a person's token says of them. */
  readonly actorOf: (person: PersonName) => Actor;
  /** How many edits fit into one request. */
  readonly editsPerRequest: number;
  /** A faulty repository in the place of the true one. */
  readonly faulty: (repository: Repository, asking: Asking) => Repository;
}

/** The deployed handlers, an instance for each request, over the laboratory's database. */
export function createServer(options: ServerOptions): Server {
  const { database, clock, random, newLife } = options;
  const instances = new Set<Life>();
  const errors: string[] = [];
  let diedAtWrite = 0;
  let tooLargeOnes = 0;
  const log = (line: LogLine): void => {
    if (line.level === 'error') errors.push(String(line.error));
  };

  const handle = async (request: ServerRequest, life: Life, fault: Fate['fault']): Promise<ServerReply> => {
    const { person, url, body } = request;
    const actor = options.actorOf(person);
    const [, , , , what, sequence, page] = url.pathname.split('/');
    const pushed = body === undefined ? null : (JSON.parse(body) as PushRequest);
    const asking = askingOf(actor, pushed, page !== undefined);
    const edits = asking.mutations.length;
    if (edits > options.editsPerRequest) {
      tooLargeOnes += 1;
      return tooLarge(edits, options.editsPerRequest);
    }
    if (fault === 'snapshot expires' && page !== undefined) await database.foldSnapshot();
    const repository = options.faulty(repositoryOver(failing(database.repository(asking), fault), life), asking);
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
    get tooLarge() {
      return tooLargeOnes;
    },
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
        void handle(request, life, fault).then((reply) => {
          // its answer is sent a moment later, and until then the instance may die
          void life.operation('send', async () => resolve(reply)).then(() => life.end());
        });
      }),
    kill() {
      for (const life of [...instances]) life.end();
    },
  };
}

function askingOf(actor: Actor, request: PushRequest | null, isForPage: boolean): Asking {
  const { pushes = [], cursor = '' } = request ?? {};
  const mutations = pushes.flatMap((push) => push.mutations);
  return { actor, mutations, numbers: pushes.map(({ number }) => number), cursor, isForPage, readAt: 0 };
}

const claimsFor = ({ subject, role, offices }: Actor): Record<string, string> =>
  claimsOf(subject, [`PEEL.${ROLES[role]}`, ...offices.map((office) => `PEEL.Office.${office}`)]);
