// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Addin, startAddin } from '../../../../addin/app.ts';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
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
  pushOf,
  serviceOver,
} from '../../../unit/functions/service-fixtures.ts';
import { fetchOver } from './office.ts';

const API = 'https://api.example';
const functions = new Map<string, (...values: unknown[]) => void>();
const network = { isReachable: true, tokensRefused: 0 };
/** Whom the issuer takes the browser's person for. */
const atTheDesk = { id: 'asha' as 'asha' | 'ben' };
const repository = createMemoryRepository();
let addin: Addin;

/** The names that Excel puts before the add-in; associate keeps what it is given. */
function installHost(): void {
  const associate = (id: string, formula: (...values: unknown[]) => void) => void functions.set(id, formula);
  const ErrorCode = { notAvailable: '#N/A', invalidValue: '#VALUE!' };
  vi.stubGlobal('CustomFunctions', { Error: ExcelError, ErrorCode, associate });
  vi.stubGlobal('Office', { actions: { associate: vi.fn() } });
}

async function installNetwork(): Promise<void> {
  const service = serviceOver(repository, () => new Date());
  await repository.createDataset(DATASET, EPOCH);
  const records = [creation('afi', 'afi/7', afiFields(7)), creation('afi', 'afi/8', afiFields(8))];
  await call(service.push, { claims: CLAIMS.dana, body: { clientId: randomUUID(), pushes: [pushOf(1, ...records)] } });
  const issuer = await createLocalIssuer(API);
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit): Promise<Response> => {
    const person = PREVIEW_USERS.find(({ id }) => id === atTheDesk.id);
    if (!network.isReachable || person === undefined) throw new TypeError('fetch failed');
    if (input === `${API}/local/token`) return new Response(JSON.stringify(await issuer.issue(person, new Date())));
    if (network.tokensRefused > 0) {
      network.tokensRefused -= 1;
      return new Response('{}', { status: 401 });
    }
    return fetchOver(service, CLAIMS[atTheDesk.id])(input, init);
  });
}

const start = () => startAddin({ apiBaseUrl: API, datasetId: DATASET, signIn: { kind: 'local', user: 'asha' } });
const enterStatus = (number: number): unknown[] => {
  const results: unknown[] = [];
  functions.get('AFISTATUS')?.(number, undefined, { setResult: (value: unknown) => results.push(value) });
  return results;
};

beforeAll(async () => {
  installHost();
  await installNetwork();
});
afterAll(() => addin.dispose());

describe('the add-in as it starts', () => {
  it('answers formulas before anything is loaded, and again once it is', async () => {
    const starting = start();
    const cell = enterStatus(7);
    expect(cell).toMatchObject([{ code: '#N/A', message: 'Sign in to PEEL to load the plan' }]);
    addin = await starting;
    await vi.waitFor(() => expect(cell.at(-1)).toBe('In progress'));
    expect(addin.services.actor).toMatchObject({ name: 'Asha Fielding', role: 'contributor', offices: ['fcir'] });
    expect(addin.services.sync.status).toMatchObject({ phase: 'up to date', durable: true });
  });

  it('shares an edit: the cell changes at once, and the service has it', async () => {
    const [seven, eight] = [enterStatus(7), enterStatus(8)];
    const values = { status: 'Force complete' };
    expect(await addin.services.replica.edit({ kind: 'afi', recordId: 'afi/7', values })).toMatchObject({
      saved: true,
    });
    await vi.waitFor(() => expect(addin.services.sync.status.unsent).toBe(0));
    expect([seven, eight]).toEqual([['In progress', 'Force complete'], ['In progress']]);
  });

  it('[S14] started again without a network it shows what the disk holds, and who was here', async () => {
    await addin.dispose();
    network.isReachable = false;
    addin = await start();
    expect(addin.services.replica.state).toBe('loaded');
    expect(enterStatus(7)).toEqual(['Force complete']);
    expect(addin.services.actor?.name).toBe('Asha Fielding');
    await vi.waitFor(() => expect(addin.services.sync.status.phase).toBe('offline'));
    const note = { kind: 'afi', recordId: 'afi/8', values: { note: 'Written offline' } } as const;
    expect(await addin.services.replica.edit(note)).toMatchObject({ saved: true });
    network.isReachable = true;
    expect(await addin.services.sync.syncNow()).toMatchObject({ phase: 'up to date', unsent: 0 });
  });

  it('[S16] [S19] somebody else at the same browser gets a copy of their own, and sends nobody’s edits but theirs', async () => {
    const authorsOfNotes = async (): Promise<string[]> =>
      (await repository.commitsAfter(DATASET, 0, 100))
        .filter(({ changes }) => changes.some(({ changes: fields }) => fields.note?.value === 'From Asha'))
        .map(({ author }) => author.name);
    network.isReachable = false;
    const note = { kind: 'afi', recordId: 'afi/7', values: { note: 'From Asha' } } as const;
    expect(await addin.services.replica.edit(note)).toMatchObject({ saved: true });
    await addin.dispose();

    Object.assign(network, { isReachable: true });
    atTheDesk.id = 'ben';
    addin = await start();
    await vi.waitFor(() => expect(addin.services.sync.status.phase).toBe('up to date'));
    expect(addin.services.actor?.name).toBe('Ben Okafor');
    expect(addin.services.sync.status).toMatchObject({ unsent: 0, returned: [] });
    expect(addin.services.replica.record('afi', 'afi/7')?.fields.note).toBeUndefined();
    expect(await authorsOfNotes()).toEqual([]);
    await addin.dispose();

    atTheDesk.id = 'asha';
    addin = await start();
    await vi.waitFor(async () => expect(await authorsOfNotes()).toEqual(['Asha']));
  });

  it('[S16] somebody else signs in between two requests of a round: that round sends no more', async () => {
    await vi.waitFor(() => expect(addin.services.sync.status).toMatchObject({ phase: 'up to date', unsent: 0 }));
    const before = (await repository.commitsAfter(DATASET, 0, 100)).length;
    atTheDesk.id = 'ben';
    network.tokensRefused = 1; // the next request gets a new token, and it is Ben's
    const note = { kind: 'afi', recordId: 'afi/7', values: { note: 'Asha again' } } as const;
    expect(await addin.services.replica.edit(note)).toMatchObject({ saved: true });
    await vi.waitFor(() => expect(addin.services.actor?.name).toBe('Ben Okafor'));
    expect(await addin.services.sync.syncNow()).toMatchObject({ phase: 'up to date', unsent: 0, returned: [] });
    expect(await repository.commitsAfter(DATASET, 0, 100)).toHaveLength(before);
  });
});
