import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson } from './http-messages.ts';
import { LocalCloudError } from './local-cloud-error.ts';

export interface OpenPort {
  /** `http://localhost:3000`: whichever address a browser takes for that name, this process answers. */
  readonly origin: string;
  /** From now on every request is answered by this, not with 503. */
  answerWith(listener: RequestListener): void;
  close(): Promise<void>;
}

const IPV4 = '127.0.0.1';
const IPV6 = '::1';
/** A free port of one address may be taken on the other. */
const FREE_PORT_TRIES = 10;

const PORT_PROBLEMS = new Map([
  ['EADDRINUSE', 'is taken by another program: stop that program'],
  ['EACCES', 'may not be opened from this account: ask for the right to do so'],
]);
/** This machine has no such address. */
const NO_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

const startingUp: RequestListener = (_request, response) => {
  response.setHeader('retry-after', '1');
  sendJson(response, 503, { message: 'Starting; ask again in a second' });
};

/**
 * Opens the port for this machine alone, on both of its loopback addresses; 0 takes a free one. Throws LocalCloudError
 * where another program has it on either, since a browser might then open that program.
 */
export async function openPort(port: number, options: ServerOptions = {}): Promise<OpenPort> {
  for (let tries = port === 0 ? FREE_PORT_TRIES : 1; ; tries--) {
    try {
      return opened(await listenOnBoth(port, options));
    } catch (error) {
      if (tries > 1 && codeOf(error) === 'EADDRINUSE') continue;
      const problem = PORT_PROBLEMS.get(codeOf(error));
      if (problem === undefined) throw error;
      const message = `Port ${port} ${problem}, or set PORT to another port (0 takes any free one).`;
      throw new LocalCloudError('port-taken', message, { cause: error });
    }
  }
}

async function listenOnBoth(port: number, options: ServerOptions): Promise<[Server, ...Server[]]> {
  const first = await listen(IPV4, port, options);
  try {
    return [first, await listen(IPV6, portOf(first), options)];
  } catch (error) {
    if (NO_ADDRESS.includes(codeOf(error))) return [first];
    await closeServer(first);
    throw error;
  }
}

async function listen(host: string, port: number, options: ServerOptions): Promise<Server> {
  const server = createServer(options, startingUp).listen(port, host);
  await once(server, 'listening');
  return server;
}

function opened(servers: readonly [Server, ...Server[]]): OpenPort {
  return {
    origin: `http://localhost:${portOf(servers[0])}`,
    answerWith: (listener) => {
      for (const server of servers) server.removeAllListeners('request').on('request', listener);
    },
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

/** Stops listening and drops every connection: who was cut off sends again, and the ledger knows what was taken. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}
