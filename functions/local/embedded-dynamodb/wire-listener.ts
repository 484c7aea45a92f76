import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { BodyTooLargeError, readBody } from '../http-messages.ts';
import { isWireError, missingAuthentication, serializationError, unknownOperation } from './wire-errors.ts';

const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
const TARGET = /^DynamoDB_20120810\.(\w+)$/;

export type AnswerOperation = (operation: string, body: object) => Promise<object>;

function parseBody(body: Buffer): object {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw serializationError();
}

function send(response: ServerResponse, status: number, answer: object): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}

async function handle(request: IncomingMessage, response: ServerResponse, answer: AnswerOperation): Promise<void> {
  const body = await readBody(request, MAX_REQUEST_BYTES);
  const operation = TARGET.exec(String(request.headers['x-amz-target']))?.[1];
  if (!operation) throw unknownOperation();
  // A web page cannot send this header without asking first, and is not answered: pages cannot reach the data.
  if (!request.headers.authorization?.startsWith('AWS4-')) throw missingAuthentication();
  send(response, 200, await answer(operation, parseBody(body)));
}

/** Speaks DynamoDB's JSON protocol. What is no refusal is reported and answered with 500, without details. */
export function wireListener(answer: AnswerOperation, report: (error: unknown) => void): RequestListener {
  return (request, response) => {
    handle(request, response, answer).catch((error: unknown) => {
      // The client has gone away: there is nobody to answer.
      if (request.destroyed && !request.complete) return;
      if (error instanceof BodyTooLargeError) {
        response.writeHead(413, { 'content-length': 0 }).end();
        return;
      }
      if (isWireError(error)) {
        send(response, error.statusCode, error.body);
        return;
      }
      report(error);
      send(response, 500, {
        __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
        message: 'Internal error',
      });
    });
  };
}
