import type { ICommandInfo, IRange } from '@univerjs/core';
import { areaOf } from './sheet.ts';
import {
  movedTo,
  type Stretch,
  type TableShape,
  withColumnsInserted,
  withColumnsMoved,
  withColumnsRemoved,
  withRowsInserted,
  withRowsRemoved,
} from './table-shape.ts';

interface RangeMutation {
  readonly subUnitId: string;
  readonly range: IRange;
}

interface MoveColumns {
  readonly subUnitId: string;
  readonly sourceRange: IRange;
  readonly targetRange: IRange;
}

interface MoveRange {
  readonly from: { readonly subUnitId: string };
  readonly to: { readonly subUnitId: string };
  readonly fromRange?: IRange;
  readonly toRange?: IRange;
}

const rowsOf = ({ startRow, endRow }: IRange): Stretch => ({ at: startRow, count: endRow - startRow + 1 });
const columnsOf = ({ startColumn, endColumn }: IRange): Stretch => ({
  at: startColumn,
  count: endColumn - startColumn + 1,
});

const ON_RANGE: Readonly<Record<string, (shape: TableShape, range: IRange) => TableShape>> = {
  'sheet.mutation.insert-row': (shape, range) => withRowsInserted(shape, rowsOf(range)),
  'sheet.mutation.remove-rows': (shape, range) => withRowsRemoved(shape, rowsOf(range)),
  'sheet.mutation.insert-col': (shape, range) => withColumnsInserted(shape, columnsOf(range)),
  'sheet.mutation.remove-col': (shape, range) => withColumnsRemoved(shape, columnsOf(range)),
};

/** Where a table stands after a change of its sheet; the same shape when that does not touch it. */
export function afterMutation(shape: TableShape, { id, params }: Readonly<ICommandInfo>): TableShape {
  const onRange = ON_RANGE[id];
  if (onRange !== undefined) {
    const { subUnitId, range } = params as RangeMutation;
    return subUnitId === shape.sheetId ? onRange(shape, range) : shape;
  }
  if (id === 'sheet.mutation.move-columns') {
    const { subUnitId, sourceRange, targetRange } = params as MoveColumns;
    if (subUnitId !== shape.sheetId) return shape;
    return withColumnsMoved(shape, columnsOf(sourceRange), targetRange.startColumn);
  }
  return id === 'sheet.mutation.move-range' ? afterBlockMove(shape, params as MoveRange) : shape;
}

/** A table goes along when all of it is in the block that is cut and pasted, or shifted. */
function afterBlockMove(shape: TableShape, { from, to, fromRange, toRange }: MoveRange): TableShape {
  if (fromRange === undefined || toRange === undefined || from.subUnitId !== shape.sheetId) return shape;
  const block = areaOf(fromRange);
  const { row, column, rowCount, columnCount } = shape.area;
  const inRows = row >= block.row && row + rowCount <= block.row + block.rowCount;
  const inColumns = column >= block.column && column + columnCount <= block.column + block.columnCount;
  if (!inRows || !inColumns) return shape;
  const down = toRange.startRow - fromRange.startRow;
  return movedTo(shape, to.subUnitId, row + down, column + toRange.startColumn - fromRange.startColumn);
}
