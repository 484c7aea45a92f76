import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './http-messages.ts';
import type { OpenPort } from './open-port.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

export interface FrontDoorParts {
  readonly gateway: Answer;
  /** Answers true where the request was for it. */
  readonly signIn: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
  readonly site: Answer | null;
  readonly logError: (message: string, error: unknown) => void;
}

/** Any other name in the Host header is a page elsewhere that had its name point here. */
const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Sends each request to the part of the house that it is for. */
export function serveFrontDoor(port: OpenPort, { gateway, signIn, site, logError }: FrontDoorParts): void {
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const base = `http://${request.headers.host ?? 'localhost'}`;
    if (!URL.canParse(request.url ?? '/', base)) return sendJson(response, 400, { message: 'Bad Request' });
    const url = new URL(request.url ?? '/', base);
    if (!OWN_NAMES.includes(url.hostname))
      return sendJson(response, 421, { message: `Ask for http://localhost, not for ${url.hostname}` });
    if (url.pathname.startsWith('/v1/')) return gateway(request, response, url);
    if (await signIn(request, response, url)) return;
    if (site === null) return sendJson(response, 404, { message: 'Not Found' });
    return site(request, response, url);
  };
  port.answerWith((request, response) => {
    route(request, response).catch((error: unknown) => {
      logError(`${request.method} ${request.url} failed`, error);
      if (!response.headersSent) sendJson(response, 500, { message: 'Internal Server Error' });
      else response.destroy();
    });
  });
}
