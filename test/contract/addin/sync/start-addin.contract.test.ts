// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Addin } from '../../../../addin/app.ts';
import { DATASET } from '../../../unit/functions/service-fixtures.ts';
import { type AddinBrowser, installAddinBrowser } from './addin-browser.ts';

let browser: AddinBrowser;
let addin: Addin;

beforeAll(async () => {
  browser = await installAddinBrowser();
});
afterAll(() => addin.dispose());

const start = () => browser.openWindow();
const enterStatus = (number: number) => browser.enterStatus(number);
const commits = () => browser.repository.commitsAfter(DATASET, 0, 100);

describe('the add-in as it starts', () => {
  it('answers formulas before anything is loaded, and again once it is', async () => {
    const starting = start();
    const cell = enterStatus(7);
    expect(cell).toMatchObject([{ code: '#N/A', message: 'Sign in to PEEL to load the plan' }]);
    addin = await starting;
    await vi.waitFor(() => expect(cell.at(-1)).toBe('In progress'));
    expect(addin.services.actor).toMatchObject({ name: 'Asha Fielding', role: 'contributor', offices: ['fcir'] });
    await vi.waitFor(() => expect(addin.services.sync.status.phase).toBe('up to date'));
    expect(addin.services.sync.status.durable).toBe(true);
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
    browser.network.isReachable = false;
    addin = await start();
    expect(addin.services.replica.state).toBe('loaded');
    expect(enterStatus(7)).toEqual(['Force complete']);
    expect(addin.services.actor?.name).toBe('Asha Fielding');
    await vi.waitFor(() => expect(addin.services.sync.status.phase).toBe('offline'));
    const note = { kind: 'afi', recordId: 'afi/8', values: { note: 'Written offline' } } as const;
    expect(await addin.services.replica.edit(note)).toMatchObject({ saved: true });
    browser.network.isReachable = true;
    expect(await addin.services.sync.syncNow()).toMatchObject({ phase: 'up to date', unsent: 0 });
  });

  it('[S16] [S19] somebody else at the same browser gets a copy of their own, and sends nobody’s edits but theirs', async () => {
    const authorsOfNotes = async (): Promise<string[]> =>
      (await commits())
        .filter(({ changes }) => changes.some(({ changes: fields }) => fields.note?.value === 'From Asha'))
        .map(({ author }) => author.name);
    browser.network.isReachable = false;
    const note = { kind: 'afi', recordId: 'afi/7', values: { note: 'From Asha' } } as const;
    expect(await addin.services.replica.edit(note)).toMatchObject({ saved: true });
    await addin.dispose();

    browser.network.isReachable = true;
    browser.atTheDesk.asha = 'ben';
    addin = await start();
    await vi.waitFor(() => expect(addin.services.sync.status.phase).toBe('up to date'));
    expect(addin.services.actor?.name).toBe('Ben Okafor');
    expect(addin.services.sync.status).toMatchObject({ unsent: 0, returned: [] });
    expect(addin.services.replica.record('afi', 'afi/7')?.fields.note).toBeUndefined();
    expect(await authorsOfNotes()).toEqual([]);
    await addin.dispose();

    browser.atTheDesk.asha = 'asha';
    addin = await start();
    await vi.waitFor(async () => expect(await authorsOfNotes()).toEqual(['Asha']));
  });

  it('[S16] somebody else signs in between two requests of a round: that round sends no more', async () => {
    await vi.waitFor(() => expect(addin.services.sync.status).toMatchObject({ phase: 'up to date', unsent: 0 }));
    const before = (await commits()).length;
    browser.atTheDesk.asha = 'ben';
    browser.network.tokensRefused = 1; // the next request gets a new token, and it is Ben's
    const note = { kind: 'afi', recordId: 'afi/7', values: { note: 'Asha again' } } as const;
    expect(await addin.services.replica.edit(note)).toMatchObject({ saved: true });
    await vi.waitFor(() => expect(addin.services.actor?.name).toBe('Ben Okafor'));
    expect(await addin.services.sync.syncNow()).toMatchObject({ phase: 'up to date', unsent: 0, returned: [] });
    expect(await commits()).toHaveLength(before);
  });
});
