import type { PreviewHost } from './host/preview-host.ts';
import type { RibbonButton, RibbonGroup, RibbonMenu } from './manifest-ribbon.ts';
import { ribbonMenu } from './ribbon-menu.ts';

type RibbonHost = Pick<PreviewHost, 'clickRibbon' | 'setVisibility' | 'onRibbonUpdate'>;

/** Draws the ribbon's groups, buttons and menus; a press runs the command that the add-in associated, as in Excel. */
export function showRibbon(element: HTMLElement, groups: readonly RibbonGroup[], host: RibbonHost): void {
  for (const group of groups) {
    const box = document.createElement('div');
    box.className = 'ribbon-group';
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', group.label);
    const label = document.createElement('span');
    label.className = 'ribbon-group-label';
    label.textContent = group.label;
    const row = document.createElement('div');
    row.className = 'ribbon-buttons';
    row.append(...group.controls.map((control) => controlElement(control, host)));
    box.append(row, label);
    element.append(box);
  }
  host.onRibbonUpdate(({ id, enabled, visible }) => {
    const button = element.querySelector<HTMLButtonElement>(`[data-control="${CSS.escape(id)}"]`);
    if (button === null) return;
    if (enabled !== undefined) button.disabled = !enabled;
    if (visible !== undefined) button.hidden = !visible;
  });
}

function controlElement(control: RibbonButton | RibbonMenu, host: RibbonHost): HTMLElement {
  if ('items' in control)
    return ribbonMenu(control, buttonElement, (opener, at) => {
      const item = control.items[at];
      if (item !== undefined) void press(opener, item, host); // a command that nobody bound shows in the console
    });
  const element = buttonElement(control);
  element.addEventListener('click', () => void press(element, control, host)); // likewise
  return element;
}

function buttonElement({ id, icon, label, description }: Omit<RibbonButton, 'functionName'>): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  const image = document.createElement('img');
  image.src = icon;
  image.alt = '';
  element.append(image, label);
  element.title = description;
  element.dataset.control = id;
  return element;
}

/** Ignores further presses until the command has said that it is done, as Excel does; the button keeps the focus. */
async function press(element: HTMLButtonElement, button: RibbonButton, host: RibbonHost): Promise<void> {
  if (button.functionName === null) return host.setVisibility('Visible');
  if (element.ariaDisabled === 'true') return;
  element.ariaDisabled = 'true';
  try {
    await host.clickRibbon(button.functionName);
  } finally {
    element.ariaDisabled = null;
  }
}
