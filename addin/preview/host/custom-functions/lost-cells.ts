import type { LostCell } from '../preview-host.ts';
import type { CellKey } from './cell-key.ts';

/** Cells whose functions Excel does not call although it should: they show what they showed last. */
export class LostCells {
  private readonly cells = new Map<CellKey, LostCell>();

  add(cell: CellKey, lost: LostCell): void {
    this.cells.set(cell, lost);
  }

  /** What a cell goes on showing; undefined where nothing is wrong with it. */
  of(cell: CellKey): LostCell | undefined {
    return this.cells.get(cell);
  }

  /** The formula was entered again. */
  noteEntered(cell: CellKey): void {
    this.cells.delete(cell);
  }

  /** A recalculation was asked for; returns whether the cell now calls its functions. */
  noteDirty(cell: CellKey): boolean {
    if (this.cells.get(cell)?.wakes !== 'recalculated') return false;
    this.cells.delete(cell);
    return true;
  }

  keys(): CellKey[] {
    return [...this.cells.keys()];
  }
}
