import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { BodyTooLargeError, readBody, sendJson } from './http-messages.ts';
import type { LocalIssuer } from './local-issuer.ts';
import type { PreviewUser } from './preview-users.ts';

const MAX_BODY_BYTES = 1024;
const tokenRequestSchema = z.strictObject({ user: z.string() });

/** The preview's sign-in: the list of its people, a token for one of them, and the issuer's public keys. */
export function createSignInRoutes(issuer: LocalIssuer, users: readonly PreviewUser[], clock: () => Date) {
  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const user = await requestedUser(request, users);
    if (user === null) {
      const allowed = users.map(({ id }) => id).join(', ');
      return sendJson(response, 400, { message: `Send { "user": one of ${allowed} } as JSON` });
    }
    sendJson(response, 200, await issuer.issue(user, clock()));
  };

  return async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /.well-known/openid-configuration':
        sendJson(response, 200, { issuer: issuer.issuer, jwks_uri: `${issuer.issuer}/local/jwks.json` });
        return true;
      case 'GET /local/jwks.json':
        sendJson(response, 200, issuer.jwks);
        return true;
      case 'GET /local/users':
        sendJson(response, 200, users);
        return true;
      case 'POST /local/token':
        await token(request, response);
        return true;
      default:
        return false;
    }
  };
}

async function requestedUser(request: IncomingMessage, users: readonly PreviewUser[]): Promise<PreviewUser | null> {
  try {
    const { user } = tokenRequestSchema.parse(JSON.parse((await readBody(request, MAX_BODY_BYTES)).toString('utf8')));
    return users.find(({ id }) => id === user) ?? null;
  } catch (error) {
    const isBadInput =
      error instanceof SyntaxError || error instanceof z.ZodError || error instanceof BodyTooLargeError;
    if (isBadInput) return null;
    throw error;
  }
}
