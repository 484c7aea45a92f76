import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds serverless.yml, from this file upwards: the bundle in dist/ and the sources find the same one. */
export function findProjectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'serverless.yml'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No serverless.yml above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}
