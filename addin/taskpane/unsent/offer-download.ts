/** A browser may still be reading the file when the press has long been handled. */
const KEPT_MS = 60_000;

/**
 * Hands a text to the browser as a file to download. Nobody tells whether it was kept: Excel's web view on a Mac ignores
 * it without an error (office-js issue 2700, "by design").
 */
export function offerDownload(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

/** Whether the pane stands in Excel on a Mac, where nothing can be downloaded. */
export function cannotDownload(): boolean {
  return String(globalThis.Office?.context?.platform ?? '') === 'Mac';
}
