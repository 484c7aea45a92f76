import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateCustomFunctionsMetadata } from 'custom-functions-metadata';
import type { Plugin } from 'vite';

const VIRTUAL_MODULE = 'virtual:peel-functions';
const RESOLVED_MODULE = `\0${VIRTUAL_MODULE}`;

/** What the plugin reads and must find: the formulas' folder, and the ids (upper case, without the namespace) of all of them. */
export interface CustomFunctionsOptions {
  readonly folder: string;
  readonly expected: readonly string[];
}

/** The files of a folder, and of the folders in it, that hold a custom function. */
export function formulaFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .filter((file) => /@customfunction\b/i.test(readFileSync(file, 'utf8')))
    .sort();
}

function difference(wanted: readonly string[], found: readonly string[]): string[] {
  const missing = wanted.filter((id) => !found.includes(id)).map((id) => `${id} is expected but was not generated`);
  const unknown = found.filter((id) => !wanted.includes(id)).map((id) => `${id} was generated but is not expected`);
  return [...missing, ...unknown];
}

/**
 * Generates functions.json from the docstrings of the formulas.
 * Returns the JSON text that Excel reads; throws when a docstring is wrong or the functions are not exactly the expected ones.
 */
export async function functionsJson({ folder, expected }: CustomFunctionsOptions): Promise<string> {
  const { metadataJson, errors } = await generateCustomFunctionsMetadata(formulaFiles(folder), false);
  if (errors.length > 0) throw new Error(`functions.json cannot be generated:\n${errors.join('\n')}`);
  // One error empties the generator's result and an exported arrow function is skipped silently, so the ids are compared.
  const { functions } = JSON.parse(metadataJson || '{"functions":[]}') as { functions: { id: string }[] };
  const problems = difference(
    expected,
    functions.map(({ id }) => id),
  );
  if (functions.length === 0) problems.push('no custom function was generated');
  if (problems.length > 0)
    throw new Error(`functions.json differs from the expected functions:\n${problems.join('\n')}`);
  return metadataJson;
}

/** Vite plugin: emits functions.json beside the page and offers the same metadata as the module `virtual:peel-functions`. */
export function customFunctionsMetadata(options: CustomFunctionsOptions): Plugin {
  return {
    name: 'peel:custom-functions-metadata',
    resolveId: (id) => (id === VIRTUAL_MODULE ? RESOLVED_MODULE : undefined),
    async load(id) {
      if (id !== RESOLVED_MODULE) return undefined;
      for (const file of formulaFiles(options.folder)) this.addWatchFile(file);
      const metadata = JSON.parse(await functionsJson(options)) as { functions: unknown; enums?: unknown };
      return `export const functions = ${JSON.stringify(metadata.functions)};
export const enums = ${JSON.stringify(metadata.enums ?? [])};`;
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'functions.json', source: await functionsJson(options) });
    },
  };
}
