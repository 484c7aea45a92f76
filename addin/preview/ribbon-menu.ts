import type { RibbonMenu } from './manifest-ribbon.ts';

/** Draws the menu's own button, or an item, as the ribbon draws its buttons. */
type DrawButton = (look: Pick<RibbonMenu, 'id' | 'label' | 'description' | 'icon'>) => HTMLButtonElement;

/** Where a key leads in the menu; null where it leads nowhere. */
function movedTo(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

interface MenuElements {
  readonly opener: HTMLButtonElement;
  readonly list: HTMLElement;
  readonly items: readonly HTMLButtonElement[];
}

function menuElements(menu: RibbonMenu, draw: DrawButton): MenuElements {
  const opener = draw(menu);
  opener.classList.add('ribbon-menu-button');
  opener.setAttribute('aria-haspopup', 'menu');
  const list = document.createElement('div');
  list.className = 'ribbon-menu-items';
  list.setAttribute('role', 'menu');
  list.setAttribute('aria-label', menu.label);
  const items = menu.items.map((item) => {
    const element = draw(item);
    element.setAttribute('role', 'menuitem');
    element.tabIndex = -1;
    return element;
  });
  list.append(...items);
  return { opener, list, items };
}

/**
 * A ribbon button that opens a menu, with the keyboard of the ARIA pattern: arrows, Home and End go through the items,
 * Escape goes back to the button, Tab goes on. `onPick` has the menu's button, and the item's place from 0.
 */
export function ribbonMenu(
  menu: RibbonMenu,
  draw: DrawButton,
  onPick: (opener: HTMLButtonElement, at: number) => void,
): HTMLElement {
  const { opener, list, items } = menuElements(menu, draw);
  const show = (isOpen: boolean): void => {
    list.hidden = !isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
  };
  show(false);
  opener.addEventListener('click', () => {
    if (opener.ariaDisabled === 'true') return;
    show(list.hasAttribute('hidden'));
    if (!list.hidden) items[0]?.focus();
  });
  opener.addEventListener('keydown', (event) => {
    const isDown = event.key === 'ArrowDown';
    if ((!isDown && event.key !== 'ArrowUp') || opener.ariaDisabled === 'true') return;
    event.preventDefault();
    show(true);
    items.at(isDown ? 0 : -1)?.focus();
  });
  list.addEventListener('keydown', (event) => {
    const at = items.findIndex((item) => item.matches(':focus'));
    const next = movedTo(event.key, at, items.length);
    if (next === null && event.key !== 'Escape') return;
    event.preventDefault();
    if (next !== null) return items[next]?.focus();
    show(false);
    opener.focus();
  });
  for (const [at, item] of items.entries())
    item.addEventListener('click', () => {
      show(false);
      opener.focus();
      onPick(opener, at);
    });
  const box = document.createElement('div');
  box.className = 'ribbon-menu';
  box.append(opener, list);
  box.addEventListener('focusout', ({ relatedTarget }) => {
    const isWithin = relatedTarget instanceof Node && box.contains(relatedTarget);
    if (!isWithin) show(false);
  });
  return box;
}
