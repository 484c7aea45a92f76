/** Office's words for how the add-in is when its document is opened: not started, or started without its pane. */
export type StartState = 'Inactive' | 'Background';

/** The start state's place among what is saved; no key of an add-in. */
const START_STATE = 'preview:start-state';

/**
 * The add-in's settings in the document. `Office.context.document.settings` and `workbook.settings` share them; each
 * value is kept as the JSON text that the client makes of it.
 */
export class DocumentSettings {
  private readonly texts = new Map<string, string>();
  /** Excel keeps with the document, not among its settings, whether the add-in starts with it. */
  startState: StartState = 'Inactive';

  constructor(saved: Readonly<Record<string, unknown>> = {}) {
    for (const [key, value] of Object.entries(saved)) {
      if (key === START_STATE) this.startState = value === 'Background' ? 'Background' : 'Inactive';
      else this.set(key, value);
    }
  }

  /** All that is kept with the document, as the constructor takes it. */
  save(): Record<string, unknown> {
    const settings = Object.fromEntries(this.keys().map((key) => [key, this.get(key)]));
    return this.startState === 'Inactive' ? settings : { ...settings, [START_STATE]: this.startState };
  }

  keys(): string[] {
    return [...this.texts.keys()];
  }

  has(key: string): boolean {
    return this.texts.has(key);
  }

  get(key: string): unknown {
    const text = this.texts.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  set(key: string, value: unknown): void {
    this.texts.set(key, JSON.stringify(value));
  }

  delete(key: string): void {
    this.texts.delete(key);
  }

  /** What the client reads at start: names and JSON texts. */
  entries(): [string, string][] {
    return [...this.texts.entries()];
  }

  /** What `saveAsync` writes: all that the client holds, which replaces what is here. */
  replaceAll(entries: readonly (readonly [string, string])[]): void {
    this.texts.clear();
    for (const [key, text] of entries) this.texts.set(key, text);
  }
}
