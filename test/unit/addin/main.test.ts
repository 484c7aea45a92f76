// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { installExcelNames } from './formulas/excel-cell.ts';

const example = readFileSync(join(import.meta.dirname, '../../../addin/assets/config.example.json'), 'utf8');

/** Excel around the page, as far as a start asks of it; `setStartupBehavior` rejects as in a read-only document. */
function installOffice(): { readonly settings: Map<string, unknown> } {
  installExcelNames();
  const settings = new Map<string, unknown>();
  vi.stubGlobal('Office', {
    onReady: async () => {},
    actions: { associate: vi.fn() },
    StartupBehavior: { load: 'Load', none: 'None' },
    addin: {
      setStartupBehavior: () => Promise.reject(new Error('The document is read-only')),
      getStartupBehavior: async () => 'None',
    },
    context: {
      requirements: { isSetSupported: () => true },
      document: {
        settings: {
          get: (name: string) => settings.get(name) ?? null,
          set: (name: string, value: unknown) => void settings.set(name, value),
          saveAsync: vi.fn(),
        },
      },
    },
  });
  // a workbook without tables of ours
  vi.stubGlobal('Excel', { run: async () => [] });
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
  document.body.innerHTML = '<main id="pane"><p>PEEL is starting</p></main>';
  return { settings };
}
const pane = () => document.getElementById('pane')?.textContent;

afterEach(() => vi.unstubAllGlobals());

describe('the page that Excel loads', () => {
  it('starts in a document that takes no start-up setting, and says nothing of it in the pane', async () => {
    const { settings } = installOffice();
    const complained = vi.spyOn(console, 'error').mockReturnValue();
    localStorage.setItem('peel.deployment-config', example);
    await import('../../../addin/main.ts');
    await vi.waitFor(() => expect(complained).toHaveBeenCalledWith(new Error('The document is read-only')));
    expect(pane()).toBe('PEEL is starting');
    expect(settings.get('peel.dataset')).toBe((JSON.parse(example) as { datasetId: string }).datasetId);
    complained.mockRestore();
  });
});
