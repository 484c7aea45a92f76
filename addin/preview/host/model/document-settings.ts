/**
 * The add-in's settings in the document. `Office.context.document.settings` and `workbook.settings` share them; each
 * value is kept as the JSON text that the client makes of it.
 */
export class DocumentSettings {
  private readonly texts = new Map<string, string>();

  constructor(initial: Readonly<Record<string, unknown>> = {}) {
    for (const [key, value] of Object.entries(initial)) this.set(key, value);
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
