import type { ICellData, IStyleData } from '@univerjs/core';
import type { Area } from './a1.ts';

type CellMatrix = Record<number, Record<number, ICellData>>;

interface SheetWrites<S> {
  readonly sheet: S;
  readonly cells: CellMatrix;
  /** What was written as values or formulas: one onChanged each, as in Excel. Formats raise none. */
  readonly areas: Area[];
}

/**
 * Holds what the add-in writes until the batch ends or reads, then hands it to the grid in one command per sheet:
 * Univer takes 20 ms for a command whether it writes one cell or a thousand.
 */
export class PendingWrites<S extends { readonly id: string }> {
  private readonly bySheet = new Map<string, SheetWrites<S>>();
  private flushing: readonly Area[] | undefined;

  constructor(private readonly writeCells: (sheet: S, cells: CellMatrix) => void) {}

  /** The areas of the command that runs now; undefined when the grid changes for another reason. */
  get areasBeingWritten(): readonly Area[] | undefined {
    return this.flushing;
  }

  /** The number format that a cell will have; undefined when no waiting write changes it. */
  numberFormat(sheet: S, row: number, column: number): string | undefined {
    const style = this.bySheet.get(sheet.id)?.cells[row]?.[column]?.s;
    return typeof style === 'object' ? style?.n?.pattern : undefined;
  }

  putContent(sheet: S, area: Area, cellAt: (row: number, column: number) => ICellData | undefined): void {
    const wrote = this.put(sheet, area, cellAt);
    if (wrote) this.of(sheet).areas.push(area);
  }

  /** `null` clears a part of the style. */
  putStyle(sheet: S, area: Area, styleAt: (row: number, column: number) => IStyleData): void {
    this.put(sheet, area, (row, column) => ({ s: styleAt(row, column) }));
  }

  flush(): void {
    if (this.bySheet.size === 0) return;
    const waiting = [...this.bySheet.values()];
    this.bySheet.clear();
    for (const { sheet, cells, areas } of waiting) {
      this.flushing = areas;
      try {
        this.writeCells(sheet, cells);
      } finally {
        this.flushing = undefined;
      }
    }
  }

  private put(sheet: S, area: Area, cellAt: (row: number, column: number) => ICellData | undefined): boolean {
    const { cells } = this.of(sheet);
    let wrote = false;
    for (let row = area.row; row < area.row + area.rowCount; row += 1) {
      for (let column = area.column; column < area.column + area.columnCount; column += 1) {
        const patch = cellAt(row, column);
        if (patch === undefined) continue;
        const cellsOfRow = cells[row] ?? {};
        cells[row] = cellsOfRow;
        cellsOfRow[column] = mergePatch(cellsOfRow[column], patch);
        wrote = true;
      }
    }
    return wrote;
  }

  private of(sheet: S): SheetWrites<S> {
    const known = this.bySheet.get(sheet.id);
    if (known !== undefined) return known;
    const fresh: SheetWrites<S> = { sheet, cells: {}, areas: [] };
    this.bySheet.set(sheet.id, fresh);
    return fresh;
  }
}

function mergePatch(earlier: ICellData | undefined, later: ICellData): ICellData {
  if (earlier === undefined) return { ...later };
  const styles = [earlier.s, later.s].filter((style) => typeof style === 'object' && style !== null);
  return styles.length === 0 ? { ...earlier, ...later } : { ...earlier, ...later, s: Object.assign({}, ...styles) };
}
