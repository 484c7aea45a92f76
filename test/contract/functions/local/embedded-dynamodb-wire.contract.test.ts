import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { start } from './embedded-dynamodb-table.ts';

const MEGABYTE = 1024 * 1024;
const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'DynamoDB_20120810.ListTables',
  authorization: 'AWS4-HMAC-SHA256 any',
};

/** One connection, used again for every request where the engine leaves it open. */
function connection(endpoint: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return async (pieces: readonly string[]) => {
    const asked = request(endpoint, { agent, method: 'POST', headers: HEADERS });
    const answered = once(asked, 'response');
    for (const piece of pieces) if (!asked.write(piece)) await Promise.race([once(asked, 'drain'), answered]);
    asked.end();
    const [response] = (await answered) as [IncomingMessage];
    return { status: response.statusCode, body: await text(response), reused: asked.reusedSocket };
  };
}

describe('embedded DynamoDB: requests that are too large', () => {
  it.each([
    ['one byte over 16 MB', [...Array.from({ length: 16 }, () => 'x'.repeat(MEGABYTE)), 'x']],
    ['40 MB', Array.from({ length: 40 }, () => 'x'.repeat(MEGABYTE))],
  ])('are read to their end and answered with 413, and the connection goes on: %s', async (_case, pieces) => {
    const { endpoint } = await start();
    const send = connection(endpoint);
    expect(await send(pieces)).toMatchObject({ status: 413, body: '' });
    expect(await send(['{}'])).toEqual({ status: 200, body: '{"TableNames":[]}', reused: true });
  });
});
