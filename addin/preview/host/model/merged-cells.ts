import { HostError } from '../rich-api/host-error.ts';
import { type Area, intersectAreas } from './a1.ts';
import type { CellRange } from './cell-range.ts';
import { refuseWhereProtected } from './protection-api.ts';
import { areaOf, gridRange } from './sheet.ts';

/** Excel offers no merging inside a table; the code is our reading. */
function refuseInTable({ sheet, area }: CellRange, location: string): void {
  const tables = sheet.workbook.grid.workbook.getTableList().filter(({ subUnitId }) => subUnitId === sheet.id);
  const isInTable = tables.some(({ range }) => intersectAreas(areaOf(range), area) !== undefined);
  if (isInTable) throw new HostError('InvalidOperation', 'Cells of a table cannot be merged.', location);
}

/** One cell of all, or of each row; what stands in the others is lost, as in Excel. */
export function mergeCells(range: CellRange, across: unknown): void {
  refuseWhereProtected(range.sheet, 'Range.merge');
  refuseInTable(range, 'Range.merge');
  if (across === true) range.grid.mergeAcross({ isForceMerge: true });
  else range.grid.merge({ isForceMerge: true });
}

/** Takes apart every merged cell that the range touches. */
export function unmergeCells(range: CellRange): void {
  refuseWhereProtected(range.sheet, 'Range.unmerge');
  for (const area of mergedAreas(range)) range.sheet.facade.getRange(gridRange(area)).breakApart();
}

/** The merged cells that the range touches, from top to bottom. */
export function mergedAreas({ sheet, area }: CellRange): Area[] {
  const merged = sheet.facade.getMergeData().map((one) => areaOf(one.getRange()));
  const touched = merged.filter((one) => intersectAreas(one, area) !== undefined);
  return touched.sort((first, second) => first.row - second.row || first.column - second.column);
}
