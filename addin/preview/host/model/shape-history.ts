import type { UniverGrid } from '../univer-grid.ts';
import type { TableShape } from './table-shape.ts';

/** Of our own making: sets a table's shape, so that the grid's undo can take it back. */
const RESHAPE = 'preview.mutation.reshape-table';
/** Univer's CommandType.MUTATION. */
const MUTATION = 2;

interface Reshape {
  readonly unitId: string;
  readonly tableId: string;
  readonly shape: TableShape;
}

/** Lets the grid's undo and redo take back and do again what the model does to a table's shape. */
export class ShapeHistory {
  constructor(
    private readonly grid: UniverGrid,
    private readonly workbookId: string,
    reshape: (tableId: string, shape: TableShape) => void,
  ) {
    grid.univer
      .__getInjector()
      .get(grid.packages.ICommandService)
      .registerCommand({
        id: RESHAPE,
        type: MUTATION,
        handler: (_accessor, { tableId, shape }: Reshape) => {
          reshape(tableId, shape);
          return true;
        },
      });
  }

  note(tableId: string, before: TableShape, after: TableShape): void {
    const to = (shape: TableShape): { id: string; params: Reshape } => ({
      id: RESHAPE,
      params: { unitId: this.workbookId, tableId, shape },
    });
    this.undoRedo.pushUndoRedo({
      unitID: this.workbookId,
      undoMutations: [to(before)],
      redoMutations: [to(after)],
    });
  }

  /** All that is done within is one step of undo. */
  asOneStep<T>(action: () => T): T {
    const batching = this.undoRedo.__tempBatchingUndoRedo(this.workbookId);
    try {
      return action();
    } finally {
      batching.dispose();
    }
  }

  private get undoRedo() {
    return this.grid.univer.__getInjector().get(this.grid.packages.IUndoRedoService);
  }
}
