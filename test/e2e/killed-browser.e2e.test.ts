import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Push, pushRequestSchema } from '../../shared/sync/protocol.ts';
import { changesOf, loadDataset } from '../support/dataset-state.ts';
import { type KillableBrowser, openKillableBrowser } from '../support/killable-browser.ts';
import { BUILT_PROJECT, type ServerProcess, startServer } from '../support/server-project.ts';
import { ServiceClient } from '../support/service-client.ts';

/** An administrator: she may edit every AFI and every month's figures. */
const PERSON = 'dana';
const AFIS = 19;
const NOTES_PER_AFI = 5;
const MONTHS = ['2022-04', '2022-05', '2022-06', '2022-07', '2022-08'];
const EDITS = AFIS * NOTES_PER_AFI + MONTHS.length;
const SOON = { timeout: 30_000, interval: 50 };

/** An edit as the person makes it, and as the log must hold it. The reason is its own, so that no two are coalesced [S15]. */
interface MadeEdit {
  readonly recordId: string;
  readonly reason: string;
  readonly values: Readonly<Record<string, string | number>>;
}

let dataDir: string;
let profileDir: string;
let server: ServerProcess;
let origin: string;
let browser: KillableBrowser;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'peel-e2e-'));
  profileDir = await mkdtemp(join(tmpdir(), 'peel-e2e-profile-'));
  server = startServer(BUILT_PROJECT, { dataDir });
  origin = await server.origin();
  browser = await openKillableBrowser(profileDir);
});

afterAll(async () => {
  await browser?.close();
  await stopServer();
  await rm(profileDir, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

async function stopServer(): Promise<void> {
  server?.process.kill();
  await server?.ended();
}

async function openPreview(page: Page): Promise<void> {
  await page.goto(`${origin}/?user=${PERSON}`);
  await page.waitForSelector('html[data-ready="true"]', { timeout: 60_000, state: 'attached' });
}

const paneOf = (page: Page): Locator => page.locator('#pane');
/** The pane's view that is on top; the others stay in the page, hidden. */
const viewOf = (page: Page): Locator => paneOf(page).getByRole('tabpanel');
const syncButton = (page: Page): Locator => paneOf(page).getByTitle('Sync now');

/** What the button says once so many edits are kept on this machine; whether it is trying to send them is of no matter. */
const unsent = (edits: number): RegExp => new RegExp(`^(Offline, ${edits} unsent|Sending ${edits})$`);
const submit = (page: Page): Promise<void> => viewOf(page).getByLabel('Reason').press('Enter');

/** Saves what stands in the form, and waits until the person is told that it is kept. */
async function save(page: Page, edits: number): Promise<void> {
  await submit(page);
  await Promise.all([
    viewOf(page).getByText('Saved on this computer.').waitFor(),
    syncButton(page)
      .filter({ hasText: unsent(edits) })
      .waitFor(),
  ]);
}

/** Saves what stands in the form, and kills the browser as soon as the pane counts it among the edits that it keeps. */
async function saveAndKill({ page, killOnce }: KillableBrowser, edits: number): Promise<void> {
  const kill = await killOnce(syncButton(page), unsent(edits));
  await submit(page).catch((error: unknown) => {
    if (!kill.isDone) throw error; // else the page went while Playwright still waited for its answer
  });
  await kill.gone;
}

/** Fills the forms for the edits one after the other; each is saved when the next one is asked for. */
async function* editsInThePane(page: Page): AsyncGenerator<MadeEdit> {
  const view = viewOf(page);
  for (let number = 1; number <= AFIS; number++) {
    await view.locator(`[data-record="afi/${number}"]`).click();
    for (let each = 1; each <= NOTES_PER_AFI; each++) {
      const note = `Note ${each} of AFI ${number}`;
      const reason = `Heard offline: ${note}`;
      await view.getByLabel(/^Note/).fill(note);
      await view.getByLabel('Reason').fill(reason);
      yield { recordId: `afi/${number}`, reason, values: { note } };
    }
    await view.getByRole('button', { name: 'All AFIs' }).click();
  }
  await paneOf(page).getByRole('tab', { name: 'Calls' }).click();
  await view.getByRole('button', { name: '101 calls' }).click();
  for (const [index, month] of MONTHS.entries()) {
    const values = { received: 20_000 + index, answered: 15_000 + index, answeredUnder10s: 9_000, notAnswered: 5_000 };
    const reason = `Counted offline: ${month}`;
    await view.getByLabel('Month').selectOption(month);
    await view.getByLabel('Received', { exact: true }).fill(`${values.received}`);
    await view.getByLabel('Answered', { exact: true }).fill(`${values.answered}`);
    await view.getByLabel('Answered < 10 secs', { exact: true }).fill(`${values.answeredUnder10s}`);
    await view.getByLabel('Not answered', { exact: true }).fill(`${values.notAnswered}`);
    await view.getByLabel('Reason').fill(reason);
    yield { recordId: `call-month/101/${month}`, reason, values };
  }
}

/** Keeps what the page pushes from the server until it is let go, and tells what that was. */
async function holdPushes(page: Page): Promise<{ readonly sent: readonly Push[]; letGo(): void }> {
  const sent: Push[] = [];
  let letGo = (): void => {};
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/push', async (route) => {
    await isLetGo;
    sent.push(...pushRequestSchema.parse(route.request().postDataJSON()).pushes);
    await route.continue();
  });
  return { sent, letGo };
}

describe('a browser that is killed', () => {
  it(`[S14] right after ${EDITS} offline edits has them all when it starts again, and sends each of them once`, async () => {
    await openPreview(browser.page);
    await expect.poll(() => syncButton(browser.page).innerText(), SOON).toBe('Up to date');
    const before = await loadDataset(await ServiceClient.signedIn(origin, PERSON));
    await stopServer();

    const made: MadeEdit[] = [];
    for await (const edit of editsInThePane(browser.page)) {
      made.push(edit);
      await (made.length < EDITS ? save(browser.page, made.length) : saveAndKill(browser, made.length));
    }

    server = startServer(BUILT_PROJECT, { dataDir, port: new URL(origin).port });
    await server.origin();
    const service = await ServiceClient.signedIn(origin, PERSON);
    expect((await service.commitsAfter(before.cursor)).commits).toEqual([]);
    browser = await openKillableBrowser(profileDir);
    const { page } = browser;
    const pushes = await holdPushes(page);
    await openPreview(page);
    await paneOf(page).getByRole('tab', { name: 'Unsent' }).click();
    const waiting = viewOf(page).getByRole('heading', { name: 'Waiting to be sent' });
    await expect.poll(() => waiting.innerText(), SOON).toBe(`Waiting to be sent (${EDITS})`);

    pushes.letGo();
    await expect.poll(() => syncButton(page).innerText(), SOON).toBe('Up to date');

    const { commits } = await service.commitsAfter(before.cursor);
    const logged = changesOf(commits);
    const values = (changes: object) =>
      Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));
    expect(logged.map(({ recordId, reason, changes }) => ({ recordId, reason, values: values(changes) }))).toEqual(
      made,
    );
    const loggedIds = logged.map(({ mutationId }) => mutationId);
    expect(new Set(loggedIds).size).toBe(EDITS);
    expect(pushes.sent.flatMap(({ mutations }) => mutations).map(({ mutationId }) => mutationId)).toEqual(loggedIds);

    const { state } = await loadDataset(service);
    for (const { recordId, values: last } of new Map(made.map((edit) => [edit.recordId, edit])).values()) {
      const revisions = made.filter((edit) => edit.recordId === recordId).length;
      expect(state.get(recordId)?.fields).toMatchObject(last);
      expect(state.get(recordId)?.revision).toBe((before.state.get(recordId)?.revision ?? 0) + revisions);
    }
  });
});
