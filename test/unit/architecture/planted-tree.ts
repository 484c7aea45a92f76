import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const DEPENDENCIES = [
  '@aws-sdk/client-dynamodb',
  '@azure/msal-browser',
  '@fluentui/react-components',
  '@microsoft/office-js-helpers',
  'idb',
  'react',
  'zod',
];
const DEV_DEPENDENCIES = ['@types/aws-lambda', '@univerjs/core', 'jose'];

/** What each file imports; `type ` in front of a module makes it a type-only import. Every one of these is allowed. */
const ALLOWED_IMPORTS = {
  'shared/domain/afi.ts': ['zod'],
  'shared/sync/protocol.ts': ['../domain/afi.ts', 'zod'],
  'addin/app.ts': [
    './taskpane/pane.ts',
    './replica/memory-replica-store.ts',
    './sync/sync-loop.ts',
    './sign-in/entra.ts',
  ],
  'addin/formulas/afi/afi.ts': ['type ../../replica/replica-port.ts', '../../../shared/domain/afi.ts'],
  'addin/workbook/plan-table.ts': ['type ../replica/replica-port.ts', '@microsoft/office-js-helpers'],
  'addin/replica/replica-port.ts': ['type ../../shared/domain/afi.ts'],
  'addin/replica/replica-store.ts': ['type ../../shared/sync/protocol.ts'],
  'addin/replica/memory-replica-store.ts': ['type ./replica-store.ts', '../../shared/sync/protocol.ts', 'idb'],
  'addin/sync/sync-loop.ts': ['type ../replica/replica-store.ts', '../../shared/sync/protocol.ts'],
  'addin/sign-in/entra.ts': ['@azure/msal-browser'],
  'addin/taskpane/pane.ts': ['react', '@fluentui/react-components', 'type ../sync/sync-loop.ts'],
  'addin/ribbon/refresh.ts': ['type ../sync/sync-loop.ts'],
  'addin/preview/main.ts': ['../app.ts', '@univerjs/core', 'virtual:peel-functions', '../../manifest.xml?raw'],
  'addin/build/plugin.ts': ['node:path'],
  'functions/app.ts': ['./handlers/push.ts', './data/dynamodb-repository.ts'],
  'functions/handlers/push.ts': [
    'type aws-lambda',
    '../sync/accept.ts',
    '../auth/roles.ts',
    '../../shared/sync/protocol.ts',
  ],
  'functions/sync/accept.ts': ['type ../data/repository.ts', '../../shared/domain/afi.ts', 'node:zlib'],
  'functions/auth/roles.ts': ['../../shared/domain/afi.ts'],
  'functions/data/repository.ts': ['type ../../shared/domain/afi.ts'],
  'functions/data/dynamodb-repository.ts': ['@aws-sdk/client-dynamodb', 'type ./repository.ts'],
  'functions/local/main.ts': ['../app.ts', 'jose', '../../seeds/afis.json'],
  'test/support/fixture.ts': ['../../functions/local/main.ts', '../../addin/preview/main.ts'],
  'vite.config.ts': ['./addin/build/plugin.ts'],
  'vitest.config.ts': ['./addin/build/plugin.ts'],
};

const TSCONFIG = {
  compilerOptions: { module: 'ESNext', moduleResolution: 'bundler', allowImportingTsExtensions: true },
};

function source(imports: readonly string[]): string {
  const statements = imports.map((module) =>
    module.startsWith('type ')
      ? `export type { Imported } from '${module.slice('type '.length)}';`
      : `import '${module}';`,
  );
  return `${statements.join('\n')}\n`;
}

function versions(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '1.0.0']));
}

function write(root: string, path: string, content: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function writePackage(root: string, name: string): void {
  const entry = name.startsWith('@types/') ? 'index.d.ts' : 'index.js';
  write(
    root,
    `node_modules/${name}/package.json`,
    JSON.stringify({ name, version: '1.0.0', main: entry, types: entry }),
  );
  write(root, `node_modules/${name}/${entry}`, 'export {};\n');
}

/** Makes a folder that is laid out like the repository and keeps every import rule, with the given files beside; returns its path. */
export function plantedTree(planted: Readonly<Record<string, readonly string[]>>): string {
  const root = mkdtempSync(join(tmpdir(), 'peel-planted-'));
  const manifest = { dependencies: versions(DEPENDENCIES), devDependencies: versions(DEV_DEPENDENCIES) };
  write(root, 'package.json', JSON.stringify(manifest));
  write(root, 'tsconfig.json', JSON.stringify(TSCONFIG));
  write(root, 'seeds/afis.json', '[]\n');
  write(root, 'manifest.xml', '<OfficeApp/>\n');
  for (const name of [...DEPENDENCIES, ...DEV_DEPENDENCIES]) writePackage(root, name);
  for (const [path, imports] of Object.entries({ ...ALLOWED_IMPORTS, ...planted })) write(root, path, source(imports));
  return root;
}
