import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IConfiguration } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrokenRule, brokenRules, repositoryRoot } from './broken-rules.ts';
import { plantedTree } from './planted-tree.ts';

/** One forbidden import for each way to break a rule: the rule, the file that breaks it, what that file imports. */
const PLANTS: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['no-cycles', 'shared/domain/hen.ts', './egg.ts'],
  ['no-cycles', 'shared/domain/egg.ts', 'type ./hen.ts'],
  ['no-unresolvable', 'shared/domain/lost.ts', './nowhere.ts'],
  ['nobody-imports-test', 'functions/local/fixture-user.ts', '../../test/support/fixture.ts'],
  ['nobody-imports-test', 'addin/preview/fixture-user.ts', 'type ../../test/support/fixture.ts'],
  ['nobody-imports-local', 'functions/handlers/local-user.ts', '../local/main.ts'],
  ['nobody-imports-local', 'functions/lambda.ts', 'type ./local/main.ts'],
  ['nobody-imports-preview', 'addin/app.tsx', './preview/main.ts'],
  ['nobody-imports-preview', 'addin/taskpane/preview-user.ts', 'type ../preview/main.ts'],
  ['nobody-imports-build', 'addin/preview/build-user.ts', '../build/plugin.ts'],
  ['addin-never-imports-functions', 'addin/sync/server-user.ts', 'type ../../functions/sync/accept.ts'],
  ['addin-never-imports-functions', 'addin/preview/server-user.ts', '../../functions/auth/roles.ts'],
  ['functions-never-imports-addin', 'functions/local/client-user.ts', 'type ../../addin/app.ts'],
  ['seeds-are-loaded-by-local', 'functions/handlers/seed-user.ts', '../../seeds/afis.json'],
  ['shipped-code-runs-without-dev-packages', 'functions/handlers/verifier.ts', 'jose'],
  ['shared-is-pure', 'shared/domain/reader.ts', 'node:fs'],
  ['shared-is-pure', 'shared/sync/store.ts', 'idb'],
  ['shared-is-pure', 'shared/sync/view.ts', 'type ../../addin/replica/replica-port.ts'],
  ['domain-knows-no-sync', 'shared/domain/message.ts', 'type ../sync/protocol.ts'],
  ['formulas-read-the-replica', 'addin/formulas/asker.ts', '../sync/sync-loop.ts'],
  ['formulas-read-the-replica', 'addin/formulas/table-reader.ts', 'type ../workbook/plan-table.ts'],
  ['formulas-read-the-replica', 'addin/formulas/store-user.ts', 'type ../replica/replica-store.ts'],
  ['workbook-reads-the-replica', 'addin/workbook/sender.ts', 'type ../sync/sync-loop.ts'],
  ['workbook-reads-the-replica', 'addin/workbook/store-user.ts', '../replica/replica-store.ts'],
  ['replica-knows-shared-only', 'addin/replica/sender.ts', '../sync/sync-loop.ts'],
  ['sync-knows-the-replica', 'addin/sync/token-user.ts', '../sign-in/entra.ts'],
  ['sign-in-stands-alone', 'addin/sign-in/replica-user.ts', 'type ../replica/replica-port.ts'],
  ['only-app-picks-a-store', 'addin/formulas/store-picker.ts', '../replica/memory-replica-store.ts'],
  ['only-app-picks-a-store', 'addin/sync/store-picker.ts', '../replica/memory-replica-store.ts'],
  ['views-never-import-app', 'addin/taskpane/app-user.ts', 'type ../app.ts'],
  ['views-never-import-app', 'addin/ribbon/app-user.ts', '../app.ts'],
  ['taskpane-is-passed-its-ports', 'addin/taskpane/sender.ts', '../sync/sync-loop.ts'],
  ['ribbon-is-passed-its-ports', 'addin/ribbon/table-user.ts', '../workbook/plan-table.ts'],
  ['preview-enters-through-app', 'addin/preview/shortcut.ts', '../replica/memory-replica-store.ts'],
  ['react-in-the-pane-only', 'addin/formulas/styled.ts', '@fluentui/react-components'],
  ['react-in-the-pane-only', 'addin/ribbon/element.ts', 'type react'],
  ['univer-in-the-preview-only', 'addin/workbook/grid.ts', 'type @univerjs/core'],
  ['msal-in-sign-in-only', 'addin/taskpane/signer.ts', '@azure/msal-browser'],
  ['office-js-helpers-in-the-workbook-only', 'addin/sign-in/authenticator.ts', '@microsoft/office-js-helpers'],
  ['handlers-call-decisions', 'functions/handlers/storer.ts', 'type ../data/repository.ts'],
  ['handlers-call-decisions', 'functions/handlers/root-user.ts', '../app.ts'],
  ['sync-decides-through-the-port', 'functions/sync/storer.ts', '../data/dynamodb-repository.ts'],
  ['sync-decides-through-the-port', 'functions/sync/answerer.ts', 'type aws-lambda'],
  ['sync-decides-through-the-port', 'functions/sync/reader.ts', 'node:fs'],
  ['auth-knows-claims-only', 'functions/auth/decider.ts', '../sync/accept.ts'],
  ['data-knows-records-and-aws', 'functions/data/authoriser.ts', 'type ../auth/roles.ts'],
  ['aws-sdk-in-data-only', 'functions/handlers/table-user.ts', 'type @aws-sdk/client-dynamodb'],
  ['aws-sdk-in-data-only', 'functions/sync/table-user.ts', '@aws-sdk/client-dynamodb'],
];

function ruleNames(): (string | undefined)[] {
  const config = createRequire(import.meta.url)('../../../.dependency-cruiser.cjs') as IConfiguration;
  return (config.forbidden ?? []).map(({ name }) => name);
}

describe('import rules', () => {
  let tree: string;
  let broken: BrokenRule[];

  beforeAll(async () => {
    tree = plantedTree(Object.fromEntries(PLANTS.map(([, file, imports]) => [file, [imports]])));
    ({ broken } = await brokenRules(tree));
  }, 60_000);

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('the repository breaks none', async () => {
    const result = await brokenRules(repositoryRoot);
    expect(result.broken).toEqual([]);
    expect(result.files).toBeGreaterThan(50);
  }, 60_000);

  it.each(PLANTS)('%s catches %s importing %s', (rule, file) => {
    // A cycle is reported once, at one of its files.
    const atFile = broken.filter(({ from, to }) => from === file || (rule === 'no-cycles' && to === file));
    expect(atFile.map((found) => found.rule)).toContain(rule);
  });

  it('what is allowed is not reported', () => {
    const planted = PLANTS.map(([, file]) => file);
    expect(broken.filter(({ from }) => !planted.includes(from))).toEqual([]);
  });

  it('every rule has a planted violation', () => {
    const caught = PLANTS.map(([rule]) => rule);
    expect(ruleNames().filter((name) => name === undefined || !caught.includes(name))).toEqual([]);
  });
});
