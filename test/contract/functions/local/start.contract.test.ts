import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PROTOCOL } from '../../../../shared/sync/protocol.ts';
import {
  makeServerProject,
  type ServerProcess,
  type ServerProject,
  type ServerSettings,
  startServer,
} from '../../../support/server-project.ts';

let project: ServerProject;

beforeAll(async () => {
  project = await makeServerProject('start');
});
afterAll(() => project.remove());

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'peel-start-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function start(settings: ServerSettings): ServerProcess {
  const server = startServer(project, settings);
  onTestFinished(() => void server.process.kill('SIGKILL'));
  return server;
}

/** Starts a server and stops it as Ctrl+C does. */
async function startAndStop(dataDir: string): Promise<ServerProcess> {
  const server = start({ dataDir });
  await server.origin();
  server.process.kill('SIGINT');
  expect(await server.ended()).toEqual({ code: 0, signal: null });
  return server;
}

/** What a server says that does not start: one line for a person, no stack of calls. */
async function refusalOf(settings: ServerSettings): Promise<string> {
  const server = start(settings);
  expect(await server.ended()).toEqual({ code: 1, signal: null });
  expect(server.stdout).toBe('');
  expect(server.stderr.trim().split('\n')).toHaveLength(1);
  return server.stderr.trim();
}

/** Every file of a folder with its digest; without LevelDB's diary and lock, which hold no data. */
async function digests(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/^(LOG|LOG\.old|LOCK)$/.test(entry.name));
  const found = files.map(async ({ parentPath, name }) => {
    const bytes = await readFile(join(parentPath, name));
    return [join(parentPath, name), createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

describe('npm start', () => {
  it('prints one line with the URL, under which page and service answer, and gives the folder back on Ctrl+C', async () => {
    const dataDir = await temporaryFolder();
    const server = start({ dataDir });
    const origin = await server.origin();
    const page = await fetch(`${origin}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('A preview');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const officeJs = await fetch(`${origin}/lib/1/hosted/office.js`);
    expect([officeJs.status, officeJs.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('javascript'),
    ]);
    expect((await fetch(`${origin}/nothing-here`)).status).toBe(404);
    expect(await (await fetch(`${origin}/v1/health`)).json()).toEqual({ status: 'ok', protocol: PROTOCOL });

    server.process.kill('SIGINT');
    expect(await server.ended()).toEqual({ code: 0, signal: null });
    expect(server.stdout).toBe(`PEEL for Excel is open at ${origin}/ (stop with Ctrl+C)\n`);
    expect(server.stderr).toBe('');
    expect(await readdir(dataDir)).not.toContain('server.lock');
  });

  it('says who has the data folder, and leaves the server that has it alone', async () => {
    const dataDir = await temporaryFolder();
    const first = start({ dataDir });
    const origin = await first.origin();
    const refusal = await refusalOf({ dataDir });
    expect(refusal).toContain(`The data folder ${dataDir} is in use by another server (process ${first.process.pid}`);
    expect(refusal).toContain('Stop that server, or set PEEL_DATA_DIR to another folder');
    expect((await fetch(`${origin}/v1/health`)).status).toBe(200);
    expect((await fetch(`${origin}/local/token`, { method: 'POST', body: '{"user":"asha"}' })).status).toBe(200);
  });

  it('says that the port is taken, and touches no data', async () => {
    const other = createServer();
    const port = await new Promise<string>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve(String((other.address() as { port: number }).port)));
    });
    onTestFinished(() => void other.close());
    const dataDir = await temporaryFolder();
    expect(await refusalOf({ dataDir, port })).toBe(
      `Port ${port} is taken by another program: stop that program, or set PORT to another port (0 takes any free one).`,
    );
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('says what a port is', async () => {
    const dataDir = await temporaryFolder();
    expect(await refusalOf({ dataDir, port: 'abc' })).toBe(
      'PORT is "abc", but a port is a whole number from 0 (any free one) to 65535',
    );
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('says that the data folder is a file', async () => {
    const dataDir = join(await temporaryFolder(), 'letter.txt');
    await writeFile(dataDir, 'Dear Sir');
    const refusal = await refusalOf({ dataDir });
    expect(refusal).toContain(`The data folder ${dataDir} cannot be used: it is a file`);
    expect(refusal).toContain('set PEEL_DATA_DIR to another folder');
    expect(await readFile(dataDir, 'utf8')).toBe('Dear Sir');
  });

  it('says that the data folder is damaged, and leaves every file of it as it was', async () => {
    const dataDir = await temporaryFolder();
    await startAndStop(dataDir);
    const database = join(dataDir, 'dynamodb');
    const log = (await readdir(database)).find((name) => name.endsWith('.log'));
    const bytes = await readFile(join(database, log ?? ''));
    bytes.fill(0xa5, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 40);
    await writeFile(join(database, log ?? ''), bytes);
    const before = await digests(dataDir);

    const refusal = await refusalOf({ dataDir });
    expect(refusal).toContain(`The data folder ${dataDir} is damaged: the file dynamodb/${log}`);
    expect(refusal).toContain('Move the folder away and keep it, then start again with an empty one');
    expect(await digests(dataDir)).toEqual(before);
  });

  it('says that the preview was not built', async () => {
    const unbuilt = await makeServerProject('start-unbuilt');
    onTestFinished(() => unbuilt.remove());
    await rm(join(unbuilt.folder, 'dist/preview'), { recursive: true });
    const dataDir = await temporaryFolder();
    const server = startServer(unbuilt, { dataDir });
    expect(await server.ended()).toEqual({ code: 1, signal: null });
    expect(server.stderr).toContain('There is no preview in');
    expect(server.stderr).toContain('npm run build');
    expect(await readdir(dataDir)).toEqual([]);
  });
});
