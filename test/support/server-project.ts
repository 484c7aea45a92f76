import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const PROJECT_ROOT = join(import.meta.dirname, '../..');

/** Just enough of the project to run the server in a process of its own, as `npm start` does. */
export interface ServerProject {
  readonly folder: string;
  remove(): Promise<void>;
}

/** The whole project as it is built, with the real preview. */
export const BUILT_PROJECT: Pick<ServerProject, 'folder'> = { folder: PROJECT_ROOT };

export interface ServerSettings {
  readonly dataDir: string;
  readonly port?: string;
}

export interface ServerProcess {
  readonly process: ChildProcess;
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves with the page's origin once it is printed; rejects where the process ends before. */
  origin(): Promise<string>;
  /** Resolves when the process has ended and all that it printed was read. */
  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Bundles the server as `npm run build:server` does, beside a preview of one line instead of the built one. */
export async function makeServerProject(name: string): Promise<ServerProject> {
  // inside node_modules, so that the bundle finds the packages that it leaves out
  const folder = join(PROJECT_ROOT, 'node_modules/.cache', `peel-${name}-${process.pid}`);
  await mkdir(join(folder, 'dist/preview'), { recursive: true });
  await Promise.all([
    cp(join(PROJECT_ROOT, 'serverless.yml'), join(folder, 'serverless.yml')),
    cp(join(PROJECT_ROOT, 'seeds'), join(folder, 'seeds'), { recursive: true }),
    writeFile(join(folder, 'dist/preview/index.html'), '<!doctype html><title>A preview</title>'),
    build({
      entryPoints: [join(PROJECT_ROOT, 'functions/local/main.ts')],
      outfile: join(folder, 'dist/local/main.mjs'),
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
    }),
  ]);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts the server of a project; `port` is what PORT holds, 0 for any free one unless told. */
export function startServer(
  project: Pick<ServerProject, 'folder'>,
  { dataDir, port = '0' }: ServerSettings,
): ServerProcess {
  const env = { ...process.env, PORT: port, PEEL_DATA_DIR: dataDir, BROWSER: 'none' };
  const child = spawn(process.execPath, [join(project.folder, 'dist/local/main.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const origin = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const url = /http:\/\/localhost:\d+/.exec(printed.stdout)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.once('close', (code) => reject(new Error(`The server ended with ${code}: ${printed.stderr}`)));
  });
  origin.catch(() => undefined); // a test of a server that does not start never asks for it
  return {
    process: child,
    get stdout() {
      return printed.stdout;
    },
    get stderr() {
      return printed.stderr;
    },
    origin: () => origin,
    ended: async () => {
      const [code, signal] = await closed;
      return { code, signal };
    },
  };
}
