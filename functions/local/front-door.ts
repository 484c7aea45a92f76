import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson } from './http-messages.ts';
import { LocalCloudError } from './local-cloud-error.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

export interface FrontDoorParts {
  readonly gateway: Answer;
  /** Answers true where the request was for it. */
  readonly signIn: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
  readonly site: Answer | null;
  readonly logError: (message: string, error: unknown) => void;
}

const HOST = '127.0.0.1';
/** Any other name in the Host header is a page elsewhere that had its name point here. */
const OWN_NAMES = ['localhost', HOST];

const PORT_PROBLEMS = new Map([
  ['EADDRINUSE', 'is taken by another program: stop that program'],
  ['EACCES', 'may not be opened from this account: ask for the right to do so'],
]);

/**
 * Opens the port; 0 takes a free one. Until serveFrontDoor every request is answered with 503. Throws LocalCloudError
 * where another program has the port.
 */
export async function openPort(port: number): Promise<{ server: Server; origin: string }> {
  const server = createServer((_request, response) => {
    response.setHeader('retry-after', '1');
    sendJson(response, 503, { message: 'Starting; ask again in a second' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const problem = PORT_PROBLEMS.get(error.code ?? '');
      const message = `Port ${port} ${problem}, or set PORT to another port (0 takes any free one).`;
      reject(problem === undefined ? error : new LocalCloudError('port-taken', message, { cause: error }));
    });
    server.listen(port, HOST, resolve);
  });
  return { server, origin: `http://localhost:${(server.address() as AddressInfo).port}` };
}

/** Sends each request to the part of the house that it is for. */
export function serveFrontDoor(server: Server, { gateway, signIn, site, logError }: FrontDoorParts): void {
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const base = `http://${request.headers.host ?? HOST}`;
    if (!URL.canParse(request.url ?? '/', base)) return sendJson(response, 400, { message: 'Bad Request' });
    const url = new URL(request.url ?? '/', base);
    if (!OWN_NAMES.includes(url.hostname))
      return sendJson(response, 421, { message: `Ask for http://localhost, not for ${url.hostname}` });
    if (url.pathname.startsWith('/v1/')) return gateway(request, response, url);
    if (await signIn(request, response, url)) return;
    if (site === null) return sendJson(response, 404, { message: 'Not Found' });
    return site(request, response, url);
  };
  server.removeAllListeners('request').on('request', (request: IncomingMessage, response: ServerResponse) => {
    route(request, response).catch((error: unknown) => {
      logError(`${request.method} ${request.url} failed`, error);
      if (!response.headersSent) sendJson(response, 500, { message: 'Internal Server Error' });
      else response.destroy();
    });
  });
}

/** Stops listening and drops every connection: who was cut off sends again, and the ledger knows what was taken. */
export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
