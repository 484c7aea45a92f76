import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserProgram } from './browser-program.ts';

const run = promisify(execFile);
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/chromium');

// The package was built for Lambda: it unpacks its shared libraries only where it believes to be on one, and it
// changes the environment of the process that imports it, so it gets a process of its own.
const LAMBDA = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
const UNPACK = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();`;

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

async function packageVersion(): Promise<string> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const manifest = JSON.parse(await readFile(join(entry, '../../../package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

async function unpackInto(folder: string): Promise<void> {
  // Unpacked beside its place and renamed, so that an interrupted run leaves no half-written browser behind.
  const partial = await mkdtemp(`${folder}-`);
  try {
    const env = { ...process.env, ...LAMBDA, TMPDIR: partial };
    await run(process.execPath, ['--input-type=module', '--eval', UNPACK], { cwd: import.meta.dirname, env });
    await writeFile(join(partial, 'fonts/fonts.conf'), fontsConf(folder));
    await rename(partial, folder);
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    throw new Error(`The Chromium of @sparticuz/chromium cannot be unpacked into ${folder}.`, { cause });
  }
}

/**
 * The headless Chromium that `npm install` brought, unpacked once per version of its package.
 * It runs on Linux x64 only; elsewhere this throws.
 */
export async function bundledChromium(): Promise<BrowserProgram> {
  const system = `${process.platform} ${process.arch}`;
  if (system !== 'linux x64')
    throw new Error(`The Chromium of @sparticuz/chromium is for Linux x64, this is ${system}.`);
  await mkdir(CACHE, { recursive: true });
  const folder = join(CACHE, await packageVersion());
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
    // Its own list of arguments makes it a single process, which loses pages under load.
    args: ['--no-sandbox'],
  };
}
