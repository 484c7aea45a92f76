import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './launch-browser.ts';
import { BUILT_PROJECT, type ServerProcess, startServer } from './server-project.ts';

/** The built server on a data folder of its own, and a browser to open its page with. */
export interface PreviewUnderTest {
  readonly browser: Browser;
  /** `http://localhost:51234`, the same after a restart. */
  readonly origin: string;
  readonly server: ServerProcess;
  /** Ends the server and starts another on the same data and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

async function end(server: ServerProcess): Promise<void> {
  server.process.kill();
  await server.ended();
}

/** Starts what `npm start` starts once built, on a free port; the test closes it. */
export async function startPreview(): Promise<PreviewUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'peel-e2e-'));
  let server = startServer(BUILT_PROJECT, { dataDir });
  const origin = await server.origin();
  const browser = await launchBrowser();
  return {
    browser,
    origin,
    get server() {
      return server;
    },
    async restart() {
      await end(server);
      server = startServer(BUILT_PROJECT, { dataDir, port: new URL(origin).port });
      await server.origin();
    },
    async close() {
      await browser.close();
      await end(server);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
