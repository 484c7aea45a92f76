import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendJson } from '../../../../functions/local/http-messages.ts';
import { type OpenPort, openPort } from '../../../../functions/local/open-port.ts';

const loopback = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, address }) => internal && ['127.0.0.1', '::1'].includes(address));
const addresses = loopback.map(({ address }) => address);

async function opened(port = 0): Promise<OpenPort> {
  const found = await openPort(port);
  onTestFinished(() => found.close());
  return found;
}

/** Another program on a free port of one address. */
async function anotherProgram(host: string): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  return { server, port: address.port };
}

const urlOf = (host: string, port: string | number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;

describe('the port that is printed', () => {
  it('is answered by this process on every loopback address that localhost may mean', async () => {
    const port = await opened();
    port.answerWith((_request, response) => sendJson(response, 200, { message: 'here' }));
    expect(addresses).toContain('127.0.0.1');
    const urls = [port.origin, ...addresses.map((address) => urlOf(address, new URL(port.origin).port))];
    for (const url of urls) expect(await (await fetch(url)).json()).toEqual({ message: 'here' });
  });

  it('answers 503 until it is ready', async () => {
    const { origin } = await opened();
    const { status, headers } = await fetch(`${origin}/v1/health`);
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
  });

  it.each(addresses)('is refused where another program has it on %s, and nothing stays open', async (address) => {
    const { server, port } = await anotherProgram(address);
    await expect(openPort(port)).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(`Port ${port} is taken by another program`),
    });
    server.close();
    await once(server, 'close');
    expect((await opened(port)).origin).toBe(`http://localhost:${port}`);
  });

  it('drops every connection when it is closed', async () => {
    const port = await openPort(0);
    const asked = new Promise<void>((resolve) => port.answerWith(() => resolve()));
    const dropped = expect(fetch(port.origin)).rejects.toThrow('fetch failed');
    await asked;
    await port.close();
    await dropped;
    await expect(fetch(port.origin)).rejects.toThrow('fetch failed');
  });
});
