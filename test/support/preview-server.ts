import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROJECT_ROOT = join(import.meta.dirname, '../..');

export interface PreviewServer {
  /** `http://localhost:51234` */
  readonly origin: string;
  readonly port: number;
  /** Everything that it printed on standard output so far, a line each. */
  readonly lines: readonly string[];
  /** Stops it as Ctrl+C does; resolves when the process has ended. */
  stop(): Promise<void>;
}

/** Starts what `npm start` starts, once built: its own process, its own data folder, a free port unless one is given. */
export async function startPreviewServer(dataDir: string, port = 0): Promise<PreviewServer> {
  const env = { ...process.env, PORT: String(port), PEEL_DATA_DIR: dataDir, BROWSER: 'none' };
  const server = spawn(process.execPath, [join(PROJECT_ROOT, 'dist/local/main.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const url = await new Promise<URL>((resolve, reject) => {
    let complaints = '';
    server.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    server.stdout.on('data', (chunk: Buffer) => {
      lines.push(...chunk.toString().split('\n').filter(Boolean));
      const address = /http:\/\/localhost:\d+\//.exec(lines.join('\n'))?.[0];
      if (address !== undefined) resolve(new URL(address));
    });
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${complaints}`)));
  });
  return { origin: url.origin, port: Number(url.port), lines, stop: () => stop(server) };
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}
