// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INSERT_COMMANDS } from '../../addin/ribbon/insert-table.ts';
import { RIBBON_COMMANDS } from '../../addin/ribbon/ribbon-commands.ts';
import { INSERTABLE_KINDS } from '../../addin/workbook/tables/kinds/table-kinds.ts';

const root = join(import.meta.dirname, '../..');
const manifest = new DOMParser().parseFromString(readFileSync(join(root, 'manifest.xml'), 'utf8'), 'application/xml');

const all = (name: string): Element[] => [...manifest.getElementsByTagNameNS('*', name)];
const childNames = (element: Element | undefined): string[] =>
  [...(element?.children ?? [])].map((child) => child.localName);
const resources = new Map(
  ['Image', 'Url', 'String']
    .flatMap(all)
    .filter((element) => element.hasAttribute('id'))
    .map((element) => [element.getAttribute('id') ?? '', element.getAttribute('DefaultValue') ?? '']),
);
const addresses = [...manifest.querySelectorAll('[DefaultValue]')]
  .map((element) => element.getAttribute('DefaultValue') ?? '')
  .filter((value) => /^\w+:\/\//.test(value));
/** Where a file of the built add-in comes from: a page of its own folder, an asset, or the build. */
const sourceOf = (path: string): string[] => [`addin/taskpane${path}`, `addin/assets${path}`];

describe('manifest.xml', () => {
  it('is well-formed, with its elements in the order of Microsoft’s schema', () => {
    expect(all('parsererror')).toEqual([]);
    expect(childNames(manifest.documentElement)).toEqual([
      'Id',
      'Version',
      'ProviderName',
      'DefaultLocale',
      'DisplayName',
      'Description',
      'IconUrl',
      'HighResolutionIconUrl',
      'SupportUrl',
      'AppDomains',
      'Hosts',
      'Requirements',
      'DefaultSettings',
      'Permissions',
      'VersionOverrides',
    ]);
    expect(childNames(all('VersionOverrides')[0])).toEqual(['Hosts', 'Resources', 'WebApplicationInfo']);
    const host = all('Host').find((element) => element.children.length > 0);
    expect(childNames(host)).toEqual(['Runtimes', 'AllFormFactors', 'DesktopFormFactor']);
    expect(childNames(all('DesktopFormFactor')[0])).toEqual(['GetStarted', 'FunctionFile', 'ExtensionPoint']);
    const customFunctions = all('ExtensionPoint').find(
      (element) => element.getAttribute('xsi:type') === 'CustomFunctions',
    );
    expect(childNames(customFunctions)).toEqual(['Script', 'Page', 'Metadata', 'Namespace']);
    expect(childNames(all('CustomTab')[0])).toEqual(['Group', 'Label']);
    expect(childNames(all('Resources')[0])).toEqual(['Images', 'Urls', 'ShortStrings', 'LongStrings']);
  });

  it('names only resources that exist, with ids of at most 32 characters, each of them used', () => {
    const named = [...manifest.querySelectorAll('[resid]')].map((element) => element.getAttribute('resid') ?? '');
    expect(named.filter((id) => !resources.has(id))).toEqual([]);
    expect([...resources.keys()].filter((id) => !named.includes(id))).toEqual([]);
    expect([...resources.keys()].filter((id) => id.length > 32)).toEqual([]);
    const inOne = (list: string, most: number): string[] =>
      childNames(all(list)[0]).length === 0
        ? [`${list} is empty`]
        : [...(all(list)[0]?.children ?? [])]
            .map((entry) => entry.getAttribute('DefaultValue') ?? '')
            .filter((text) => text.length === 0 || text.length > most);
    expect(inOne('ShortStrings', 125)).toEqual([]);
    expect(inOne('LongStrings', 250)).toEqual([]);
  });

  it('has what Microsoft’s schema asks of a menu: label, tip, icon, then items with an action each', () => {
    const menus = all('Control').filter((control) => control.getAttribute('xsi:type') === 'Menu');
    expect(menus.map(childNames)).toEqual([['Label', 'Supertip', 'Icon', 'Items']]);
    expect(all('Item').map(childNames)).toEqual(
      Object.keys(INSERT_COMMANDS).map(() => ['Label', 'Supertip', 'Icon', 'Action']),
    );
    const labels = all('Item').map((item) => resources.get(item.firstElementChild?.getAttribute('resid') ?? ''));
    expect(labels).toEqual(INSERTABLE_KINDS.map(({ kind, scope }) => kind.title(scope)));
    const ids = [...all('Control'), ...all('Item')].map((element) => element.getAttribute('id'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stays on one https origin', () => {
    expect([...new Set(addresses.map((address) => new URL(address).origin))]).toEqual(['https://localhost:3000']);
  });

  it('names only files that the build makes', () => {
    const paths = [...new Set(addresses.map((address) => new URL(address).pathname))];
    const missing = paths.filter(
      (path) => path !== '/functions.json' && !sourceOf(path).some((file) => existsSync(join(root, file))),
    );
    expect(missing).toEqual([]);
  });

  it('runs everything in one shared runtime', () => {
    const runtime = all('Runtime')[0];
    expect(runtime?.getAttribute('lifetime')).toBe('long');
    const pages = [...all('Page'), ...all('FunctionFile'), ...all('Action')].flatMap((element) => [
      element.getAttribute('resid') ?? [...element.children].map((child) => child.getAttribute('resid')).find(Boolean),
    ]);
    expect(new Set(pages.filter((id) => id !== undefined))).toEqual(new Set([runtime?.getAttribute('resid')]));
    const page = resources.get(runtime?.getAttribute('resid') ?? '');
    expect(page).toBe(all('DefaultSettings')[0]?.firstElementChild?.getAttribute('DefaultValue'));
  });

  it('asks for what the code needs and no more', () => {
    const sets = all('Set').map((set) => `${set.getAttribute('Name')} ${set.getAttribute('MinVersion')}`);
    expect(sets).toEqual(['SharedRuntime 1.1', 'CustomFunctionsRuntime 1.2', 'ExcelApi 1.7']);
    expect(all('Permissions')[0]?.textContent).toBe('ReadWriteDocument');
  });

  it('gives the ribbon commands that the add-in associates, under the namespace PEEL', () => {
    const commands = all('FunctionName').map((element) => element.textContent);
    // Show pane is a ShowTaskpane action
    expect(commands).toEqual([...Object.keys(INSERT_COMMANDS), RIBBON_COMMANDS.refresh]);
    expect(resources.get('Functions.Namespace')).toBe('PEEL');
    expect(all('Id')[0]?.textContent).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
