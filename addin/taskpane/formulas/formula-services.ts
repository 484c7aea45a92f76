import type { FormulaGuide } from '../../formulas/guide/formula-guide.ts';
import type { FailingCells } from '../../workbook/failing-cells.ts';
import type { Insertion, InsertRequest } from '../../workbook/insert-formula.ts';
import type { CellPlace } from '../../workbook/select-cell.ts';

/** What the pane may ask of the formulas and of the open workbook; the composition root passes it in. */
export interface FormulaServices {
  /** Loaded at the first call: the functions' metadata and examples are not needed before somebody looks at them. */
  readonly guide: () => Promise<FormulaGuide>;
  /** Rejects, in words for the person, where Excel does not let the add-in look. */
  readonly findFailing: () => Promise<FailingCells>;
  /** Likewise. */
  readonly selectCell: (cell: CellPlace) => Promise<void>;
  /** Likewise; what it does not do without asking, it tells. */
  readonly insert: (request: InsertRequest) => Promise<Insertion>;
  /** What the ribbon's Refresh does. */
  readonly refresh: () => Promise<void>;
  /** Calls after each Refresh; returns what ends it. */
  readonly onRefreshed: (listener: () => void) => () => void;
}
