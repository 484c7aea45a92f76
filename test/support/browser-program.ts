import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A Chromium that can be started: its program, what its environment needs on top of ours, and its arguments. */
export interface BrowserProgram {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

const LINUX = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge',
  '/usr/bin/microsoft-edge-stable',
  '/snap/bin/chromium',
];

const MACOS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

// Containers have neither a sandbox for root nor a GPU.
const INSTALLED_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic'];

function programsUnder(folders: readonly (string | undefined)[], programs: readonly string[]): string[] {
  return folders.flatMap((folder) => (folder ? programs.map((program) => join(folder, program)) : []));
}

function usualPaths(): readonly string[] {
  const { env, platform } = process;
  if (platform === 'darwin') return programsUnder(['/Applications', `${env.HOME ?? ''}/Applications`], MACOS);
  if (platform === 'win32') {
    return programsUnder([env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA], WINDOWS);
  }
  return LINUX;
}

/** A browser that somebody installed, as a program to start. */
export function installedBrowser(path: string): BrowserProgram {
  return { path, env: {}, args: INSTALLED_ARGS };
}

/** The Chromium, Chrome and Edge programs that stand in their usual places on this system, the likeliest first. */
export function installedBrowsers(): BrowserProgram[] {
  return usualPaths()
    .filter((path) => existsSync(path))
    .map(installedBrowser);
}
