import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { type Addin, startAddin } from '../../../../addin/app.ts';
import { accountOfToken } from '../../../../addin/sign-in/account-of-token.ts';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import { createLocalIssuer } from '../../../../functions/local/local-issuer.ts';
import { PREVIEW_USERS } from '../../../../functions/local/preview-users.ts';
import { ExcelError } from '../../../unit/addin/formulas/excel-cell.ts';
import {
  afiFields,
  CLAIMS,
  call,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  pushOf,
  serviceOver,
} from '../../../unit/functions/service-fixtures.ts';
import { fetchOver } from './office.ts';

const API = 'https://api.example';
type PersonId = keyof typeof CLAIMS;

/** One browser with the whole add-in in its windows, over the deployed handlers and the local issuer. */
export interface AddinBrowser {
  readonly repository: Repository;
  readonly network: { isReachable: boolean; isServiceReachable: boolean; tokensRefused: number };
  /** Whom the issuer takes the person for who signs in as one of its users; as whom they say where nothing is here. */
  readonly atTheDesk: Partial<Record<PersonId, PersonId>>;
  openWindow(user?: PersonId): Promise<Addin>;
  /** Enters AFISTATUS into a cell, and gives what the cell shows, the latest last. */
  enterStatus(number: number): unknown[];
}

/** With AFIs 7 and 8 in the dataset. To be called in a page: it stands in for Excel's names and for the network. */
export async function installAddinBrowser(): Promise<AddinBrowser> {
  const functions = new Map<string, (...values: unknown[]) => void>();
  const associate = (id: string, formula: (...values: unknown[]) => void) => void functions.set(id, formula);
  const ErrorCode = { notAvailable: '#N/A', invalidValue: '#VALUE!' };
  vi.stubGlobal('CustomFunctions', { Error: ExcelError, ErrorCode, associate });
  vi.stubGlobal('Office', { actions: { associate: vi.fn() } });

  const repository = createMemoryRepository();
  const network = { isReachable: true, isServiceReachable: true, tokensRefused: 0 };
  const atTheDesk: AddinBrowser['atTheDesk'] = {};
  vi.stubGlobal('fetch', await networkOver(repository, network, atTheDesk));
  return {
    repository,
    network,
    atTheDesk,
    openWindow: (user = 'asha') => startAddin({ apiBaseUrl: API, datasetId: DATASET, signIn: { kind: 'local', user } }),
    enterStatus(number) {
      const results: unknown[] = [];
      functions.get('AFISTATUS')?.(number, undefined, { setResult: (value: unknown) => results.push(value) });
      return results;
    },
  };
}

async function networkOver(
  repository: Repository,
  network: AddinBrowser['network'],
  atTheDesk: AddinBrowser['atTheDesk'],
): Promise<typeof fetch> {
  const service = serviceOver(repository, () => new Date());
  await repository.createDataset(DATASET, EPOCH);
  const pushes = [pushOf(1, creation('afi', 'afi/7', afiFields(7)), creation('afi', 'afi/8', afiFields(8)))];
  await call(service.push, { claims: CLAIMS.dana, body: { clientId: randomUUID(), cursor: FIRST_CURSOR, pushes } });
  const issuer = await createLocalIssuer(API);
  const issue = async (init: RequestInit): Promise<Response> => {
    const { user } = JSON.parse(String(init.body)) as { user: PersonId };
    const person = PREVIEW_USERS.find(({ id }) => id === (atTheDesk[user] ?? user));
    if (person === undefined) return new Response('{}', { status: 400 });
    return new Response(JSON.stringify(await issuer.issue(person, new Date())));
  };
  return async (input, init = {}) => {
    if (!network.isReachable) throw new TypeError('fetch failed');
    if (String(input) === `${API}/local/token`) return issue(init);
    if (!network.isServiceReachable) throw new TypeError('fetch failed');
    if (network.tokensRefused > 0) {
      network.tokensRefused -= 1;
      return new Response('{}', { status: 401 });
    }
    return fetchOver(service, CLAIMS[bearerOf(init)])(input, init);
  };
}

function bearerOf({ headers }: RequestInit): PersonId {
  const { authorization = '' } = headers as Record<string, string>;
  const name = accountOfToken(authorization.replace('Bearer ', ''))?.actor.name;
  const person = PREVIEW_USERS.find((each) => each.name === name);
  if (person === undefined) throw new Error('A request without one of the issuer’s tokens');
  return person.id as PersonId;
}
