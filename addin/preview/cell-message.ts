import type { PreviewHost, SelectedCell } from './host/preview-host.ts';

/** Shows below the grid why the selected cell fails: what Excel shows in the cell's error card. */
export function showCellMessage(element: HTMLElement, host: PreviewHost): void {
  const show = ({ sheetName, address, error }: SelectedCell): void => {
    const where = `${sheetName} ${address}`;
    element.classList.toggle('failing', error !== undefined);
    element.textContent = error === undefined ? where : `${where}: ${error.code} ${error.message}`;
  };
  show(host.selectedCell());
  host.onSelection(show);
}
