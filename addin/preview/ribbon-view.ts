import type { PreviewHost } from './host/preview-host.ts';
import type { RibbonButton } from './manifest-ribbon.ts';

/** Draws the ribbon's groups and buttons; a press runs the command that the add-in associated, as in Excel. */
export function showRibbon(element: HTMLElement, buttons: readonly RibbonButton[], host: PreviewHost): void {
  for (const group of new Set(buttons.map((button) => button.group))) {
    const box = document.createElement('div');
    box.className = 'ribbon-group';
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', group);
    const label = document.createElement('span');
    label.className = 'ribbon-group-label';
    label.textContent = group;
    const row = document.createElement('div');
    row.className = 'ribbon-buttons';
    row.append(...buttons.filter((button) => button.group === group).map((button) => buttonElement(button, host)));
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

function buttonElement(button: RibbonButton, host: PreviewHost): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  const icon = document.createElement('img');
  icon.src = button.icon;
  icon.alt = '';
  element.append(icon, button.label);
  element.title = button.description;
  element.dataset.control = button.id;
  element.addEventListener('click', () => void press(element, button, host)); // a command that nobody bound shows in the console
  return element;
}

/** Ignores further presses until the command has said that it is done, as Excel does; the button keeps the focus. */
async function press(element: HTMLButtonElement, button: RibbonButton, host: PreviewHost): Promise<void> {
  if (button.functionName === null) return host.setVisibility('Visible');
  if (element.ariaDisabled === 'true') return;
  element.ariaDisabled = 'true';
  try {
    await host.clickRibbon(button.functionName);
  } finally {
    element.ariaDisabled = null;
  }
}
