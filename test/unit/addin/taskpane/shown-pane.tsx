import { act } from 'react';
import { vi } from 'vitest';
import { mountPane } from '../../../../addin/taskpane/mount-pane.tsx';
import type { PaneServices } from '../../../../addin/taskpane/pane-services.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A mounted pane as a person uses it: by what they read and what they press. */
export interface ShownPane {
  readonly element: HTMLElement;
  /** What can be read, hidden views left out. */
  text(): string;
  field(label: string): Control;
  button(name: string | RegExp, role?: string): HTMLElement;
  type(label: string, value: string): Promise<void>;
  press(name: string | RegExp, role?: string): Promise<void>;
  /** Runs something that changes what the pane shows. */
  after(change: () => unknown): Promise<void>;
  /** Waits until something holds that comes in its own time. */
  eventually(check: () => void): Promise<void>;
  close(): Promise<void>;
}

const isShown = (element: Element): boolean => element.closest('[hidden]') === null;
const plain = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

function typeInto(control: Control, value: string): void {
  // React listens to the element's own setter: the prototype's goes around it, as typing does
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value);
  control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}

/** Stands in for what jsdom leaves out of a browser: media queries, all of them answered with no. */
function answerMediaQueries(): void {
  const noMatch = (query: string): MediaQueryList =>
    Object.assign(new EventTarget(), { matches: false, media: query, onchange: null }) as MediaQueryList;
  Object.defineProperty(window, 'matchMedia', { value: noMatch, configurable: true, writable: true });
}

/** Stands in for the browser's dialogs, which jsdom leaves out: what is focused as one opens, and gets the focus back. */
function openDialogs(): void {
  const openers = new WeakMap<HTMLDialogElement, Element | null>();
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      openers.set(this, document.activeElement);
      this.open = true;
      this.querySelector<HTMLElement>('textarea, input, button')?.focus();
    },
    close(this: HTMLDialogElement) {
      if (!this.open) return;
      this.open = false;
      const opener = openers.get(this);
      if (opener instanceof HTMLElement) opener.focus();
      this.dispatchEvent(new Event('close'));
    },
  });
}

export async function showPane(services: PaneServices): Promise<ShownPane> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  answerMediaQueries();
  openDialogs();
  const element = document.createElement('main');
  document.body.append(element);
  const after = async (change: () => unknown): Promise<void> => {
    await act(async () => {
      await change();
    });
  };
  let unmount = (): void => {};
  await after(() => {
    unmount = mountPane(element, services);
  });

  const field = (label: string): Control => {
    const found = [...element.querySelectorAll('label')].find(
      (each) => isShown(each) && plain(each).replace(/( ?Unsent| ?\*)+$/, '') === label,
    );
    const control = element.querySelector<Control>(`[id="${found?.htmlFor ?? ''}"]`);
    if (control === null) throw new Error(`The pane shows no field ${label}`);
    return control;
  };
  const button = (name: string | RegExp, role?: string): HTMLElement => {
    const selector = role === undefined ? 'button:not([role])' : `[role="${role}"]`;
    const found = [...element.querySelectorAll<HTMLElement>(selector)].find(
      (each) => isShown(each) && (typeof name === 'string' ? plain(each) === name : name.test(plain(each))),
    );
    if (found === undefined) throw new Error(`The pane shows no ${role ?? 'button'} ${String(name)}`);
    return found;
  };
  const text = (): string => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const hidden of copy.querySelectorAll('[hidden]')) hidden.remove();
    return plain(copy);
  };
  return {
    element,
    text,
    field,
    button,
    after,
    type: (label, value) => after(() => typeInto(field(label), value)),
    press: (name, role) =>
      after(() => {
        button(name, role).focus();
        button(name, role).click();
      }),
    async eventually(check) {
      // what React draws meanwhile is nobody's act
      Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false });
      await vi.waitFor(check);
      Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
    },
    close: async () => {
      await after(unmount);
      element.remove();
    },
  };
}
