import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readZip } from './read-zip.ts';

// CloudFormation has a shape of its own for every type of resource
export type Json = ReturnType<typeof JSON.parse>;

export interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Record<string, Json>;
}

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Conditions: Readonly<Record<string, Json>>;
}

export const FUNCTIONS = ['health', 'snapshot', 'changes', 'push', 'history', 'createDataset', 'renewEpoch'];

export interface PackagedStack {
  readonly template: Template;
  /** The one file that a function's zip must hold. */
  bundleOf(name: string): Promise<Buffer>;
  remove(): Promise<void>;
}

/** Packages as `npm run package` does, into a folder of its own. */
export async function packageStack(settings: Record<string, string> = {}): Promise<PackagedStack> {
  const folder = await mkdtemp(join(tmpdir(), 'peel-package-'));
  const { PATH = '', HOME = '' } = process.env;
  const program = join('node_modules', 'serverless', 'bin', 'serverless.js');
  // no AWS credentials, and nothing of this machine's environment
  await promisify(execFile)(process.execPath, [program, 'package', '--package', folder], {
    env: { PATH, HOME, CI: '1', ...settings },
  });
  return {
    template: JSON.parse(await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8')),
    bundleOf: async (name) => {
      const files = readZip(await readFile(join(folder, `${name}.zip`)));
      const [file, ...others] = [...files];
      if (file?.[0] !== 'functions/app.mjs' || others.length > 0)
        throw new Error(`${name}.zip holds ${[...files.keys()].join(', ')}`);
      return file[1];
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
