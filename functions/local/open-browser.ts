import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, [string, string[]]>> = {
  darwin: ['open', []],
  win32: ['cmd', ['/c', 'start', '']],
};

/** Opens the page in the person's default browser, unless BROWSER=none or CI says not to. A machine without one is no error. */
export function openBrowser(url: string, environment: NodeJS.ProcessEnv): void {
  const isUnwanted = environment.BROWSER === 'none' || (environment.CI ?? '') !== '';
  if (isUnwanted) return;
  const [command, before] = OPENERS[process.platform] ?? ['xdg-open', []];
  const opener = spawn(command, [...before, url], { stdio: 'ignore', detached: true });
  opener.on('error', () => undefined); // the URL stands on the terminal all the same
  opener.unref();
}
