import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDataFolder } from './data-folder.ts';
import { openStore } from './open-store.ts';
import { operations } from './operations.ts';
import { RequestTokens } from './request-tokens.ts';
import { sweepExpiredItems } from './time-to-live.ts';
import { wireListener } from './wire-listener.ts';

const HOST = '127.0.0.1';
const SWEEP_EVERY_MS = 10 * 60 * 1000;

export interface EmbeddedDynamoDbOptions {
  /** Folder that keeps the tables; null keeps them in memory. */
  dataDir: string | null;
  /** Default: any free port. */
  port?: number;
  /** Milliseconds since 1970, for expiry of items and request tokens. Default: the system's clock. */
  now?: () => number;
  /** Told of failures that are answered with 500. Default: `console.error`. */
  report?: (error: unknown) => void;
}

export interface EmbeddedDynamoDb {
  endpoint: string;
  /** Deletes expired items and request tokens now; happens by itself every ten minutes. */
  sweep(): Promise<void>;
  /** Answers what is under way, then closes the tables and gives the data folder back. */
  close(): Promise<void>;
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, HOST);
  await once(server, 'listening');
  return `http://${HOST}:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  await closed;
}

/**
 * Starts DynamoDB for one machine: dynalite with transactions, on the loopback address only.
 *
 * Lacks streams, backups, PartiQL and the consumed capacity of transactions. An answered write survives the death of the
 * process (LevelDB has handed it to the operating system), not a power cut. Expired items are deleted by a sweep.
 * Throws DataFolderError, or the server's own error when the port is taken.
 */
export async function startEmbeddedDynamoDb(options: EmbeddedDynamoDbOptions): Promise<EmbeddedDynamoDb> {
  const { dataDir, port = 0, now = Date.now, report = console.error } = options;
  const folder = dataDir === null ? null : await openDataFolder(dataDir);
  const store = await openStore(folder).catch(async (error: unknown) => {
    await folder?.close();
    throw error;
  });
  const tokens = new RequestTokens(store.db, now);
  const server = createServer(wireListener(operations(store, tokens), report));

  let sweeping = Promise.resolve();
  const sweep = () => {
    const earlier = sweeping.catch(() => undefined);
    sweeping = earlier.then(() => tokens.purge()).then(() => sweepExpiredItems(store, now));
    return sweeping;
  };
  const timer = setInterval(() => void sweep().catch(report), SWEEP_EVERY_MS);
  timer.unref();

  const close = async () => {
    clearInterval(timer);
    await stop(server);
    await sweeping.catch(() => undefined);
    await store.db.close();
    await folder?.close();
  };
  try {
    return { endpoint: await listen(server, port), sweep, close };
  } catch (error) {
    await close();
    throw error;
  }
}
