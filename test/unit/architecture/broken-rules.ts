import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ICruiseResult } from 'dependency-cruiser';

export const repositoryRoot = join(import.meta.dirname, '../../..');

/** An import that a rule forbids. */
export interface BrokenRule {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** The arguments that `npm run check` gives to dependency-cruiser, so that both look at the same files. */
async function checkedFolders(): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8')) as {
    scripts: { 'check:imports': string };
  };
  return manifest.scripts['check:imports']
    .split(' ')
    .filter((word) => !/^(depcruise|--config|\.dependency)/.test(word));
}

/** Runs dependency-cruiser with the repository's own rules over a tree; returns every broken rule and how many files it read. */
export async function brokenRules(root: string): Promise<{ broken: BrokenRule[]; files: number }> {
  const program = join(repositoryRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(repositoryRoot, '.dependency-cruiser.cjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, '--config', config, '--output-type', 'json', ...(await checkedFolders())],
    { cwd: root, maxBuffer: 100 * 2 ** 20 },
  );
  const { summary } = JSON.parse(stdout) as ICruiseResult;
  const broken = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { broken, files: summary.totalCruised };
}
