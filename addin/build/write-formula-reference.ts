import { readFileSync, writeFileSync } from 'node:fs';
import type { CustomFunctionMetadata } from 'virtual:peel-functions';
import { functionsJson } from './custom-functions-metadata.ts';
import { formulaReference, withFormulaReference } from './formula-reference.ts';
import { peelFormulas } from './peel-formulas.ts';

// `npm run readme` runs this, bundled, in the project's folder: the bundle's own place is elsewhere
const metadata = JSON.parse(await functionsJson({ ...peelFormulas, folder: 'addin/formulas' })) as {
  functions: CustomFunctionMetadata[];
};
writeFileSync(
  'README.md',
  withFormulaReference(readFileSync('README.md', 'utf8'), formulaReference(metadata.functions)),
);
