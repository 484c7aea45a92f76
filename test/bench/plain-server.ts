import { Agent, createServer, request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { closeServer } from '../../functions/local/open-port.ts';

const HOST = '127.0.0.1';
const agent = new Agent({ keepAlive: true });

export interface PlainServer {
  /** Serves these bytes from now on, one body a path: `/0`, `/1`. */
  serve(bodies: readonly Uint8Array[]): void;
  /** Reads every body off the socket, decompresses and parses it. */
  readAll(): Promise<void>;
  /** Posts a body to be read and answered with `{}`. */
  post(body: string): Promise<void>;
  close(): Promise<void>;
}

/** The limit: a server that does nothing but hand bytes over, and a client that does nothing but parse them. */
export async function startPlainServer(): Promise<PlainServer> {
  let served: readonly Uint8Array[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'GET') return response.end(served[Number(request.url?.slice(1))]);
    return request.resume().once('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const origin = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  return {
    serve: (bodies) => {
      served = bodies;
    },
    async readAll() {
      const read = await Promise.all(served.map((_, index) => exchange(`${origin}/${index}`)));
      for (const bytes of read) JSON.parse(gunzipSync(bytes).toString());
    },
    async post(body) {
      JSON.parse((await exchange(`${origin}/`, {}, body)).toString());
    },
    close: () => closeServer(server),
  };
}

/** The bytes of an answer as they came off the socket. */
export function exchange(url: string, headers: OutgoingHttpHeaders = {}, body?: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const request = httpRequest(url, { agent, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => resolve(Buffer.concat(chunks)));
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}
