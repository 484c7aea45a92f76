// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ribbonGroups } from '../../../../addin/preview/manifest-ribbon.ts';
import { showRibbon } from '../../../../addin/preview/ribbon-view.ts';
import { INSERT_COMMANDS } from '../../../../addin/ribbon/insert-table.ts';

const manifest = readFileSync(join(import.meta.dirname, '../../../../manifest.xml'), 'utf8');
let ribbon: HTMLElement;
let pressed: string[];
/** Ends the command that runs. */
let end: () => void;

const buttons = (): HTMLButtonElement[] => [...ribbon.querySelectorAll('button')];
const button = (label: string): HTMLButtonElement => {
  const found = buttons().find(({ textContent }) => textContent === label);
  if (found === undefined) throw new Error(`The ribbon has no ${label}`);
  return found;
};
const key = (name: string) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
const isOpen = () => button('Insert table').getAttribute('aria-expanded') === 'true';
const focused = () => document.activeElement?.textContent;

beforeEach(() => {
  ribbon = document.createElement('section');
  document.body.append(ribbon);
  pressed = [];
  showRibbon(ribbon, ribbonGroups(manifest), {
    clickRibbon: (name) => {
      pressed.push(name);
      return new Promise((resolve) => {
        end = resolve;
      });
    },
    setVisibility: (visibility) => void pressed.push(visibility),
    onRibbonUpdate: () => () => {},
  });
});
afterEach(() => ribbon.remove());

describe('the preview’s ribbon', () => {
  it('shows what the manifest has, a menu as a menu', () => {
    expect(buttons().map(({ textContent }) => textContent)).toEqual([
      'Show pane',
      'Insert table',
      'Improvement plan',
      '999 calls',
      '101 calls',
      'VAWG',
      'Measures',
      'Meeting actions',
      'Refresh',
    ]);
    expect(buttons().map(({ title }) => title)).not.toContain('');
    const menu = ribbon.querySelector('[role="menu"]');
    expect(menu?.querySelectorAll('[role="menuitem"]')).toHaveLength(Object.keys(INSERT_COMMANDS).length);
    expect([menu?.hasAttribute('hidden'), isOpen()]).toEqual([true, false]);
  });

  it('runs a button’s command, once until it has ended', async () => {
    button('Refresh').click();
    button('Refresh').click();
    expect(pressed).toEqual(['refreshPeel']);
    end();
    await Promise.resolve();
    await Promise.resolve();
    button('Refresh').click();
    expect(pressed).toHaveLength(2);
    button('Show pane').click();
    expect(pressed.at(-1)).toBe('Visible');
  });

  it('goes through a menu by keyboard and comes back', () => {
    button('Insert table').focus();
    button('Insert table').click();
    expect([isOpen(), focused()]).toEqual([true, 'Improvement plan']);
    for (const name of ['ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home']) key(name);
    expect(focused()).toBe('Improvement plan');
    key('ArrowUp');
    expect(focused()).toBe('Meeting actions');
    key('Escape');
    expect([isOpen(), focused()]).toEqual([false, 'Insert table']);
    key('ArrowUp');
    expect([isOpen(), focused()]).toEqual([true, 'Meeting actions']);
    button('Refresh').focus();
    expect(isOpen()).toBe(false);
  });

  it('runs the picked item’s command, and the menu waits for it', () => {
    button('Insert table').click();
    button('101 calls').click();
    expect([pressed, isOpen(), focused()]).toEqual([['insertCalls101Table'], false, 'Insert table']);
    button('Insert table').click();
    expect(isOpen()).toBe(false);
  });
});
