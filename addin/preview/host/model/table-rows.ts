import type { ICellData } from '@univerjs/core';
import { CellPatches } from './cell-patches.ts';
import { formulaInExcel, formulaInGrid } from './formula-names.ts';
import type { Stretch, TableShape } from './table-shape.ts';
import type { WorkbookModel } from './workbook-model.ts';

/**
 * Gives new rows of a table what Excel gives them: the number formats of the row above, and the formulas of columns
 * that hold one formula throughout. Rows are those of the sheet; cells that hold something are left alone.
 */
export function fillNewRows(workbook: WorkbookModel, shape: TableShape, rows: Stretch): void {
  const sheet = workbook.sheet(shape.sheetId);
  const model = modelRow(shape, rows);
  if (model === undefined) return;
  const patches = new CellPatches();
  for (let column = shape.area.column; column < shape.area.column + shape.area.columnCount; column += 1) {
    const pattern = sheet.numberFormat(model, column);
    const formula = isCalculated(workbook, shape, column, rows, model) ? sheet.formula(model, column) : '';
    if (pattern === '' && formula === '') continue;
    for (let row = rows.at; row < rows.at + rows.count; row += 1) {
      const cell: ICellData = {};
      if (pattern !== '' && sheet.numberFormat(row, column) === '') cell.s = { n: { pattern } };
      if (formula !== '' && sheet.ownValue(row, column) === undefined && sheet.formula(row, column) === '')
        Object.assign(cell, {
          f: formulaInGrid(movedFormula(workbook, formula, row - model)),
          v: null,
          t: null,
          p: null,
          si: null,
        });
      if (Object.keys(cell).length > 0) patches.put(row, column, cell);
    }
  }
  workbook.writeUnseen(sheet, patches);
}

/** A formula as it reads some rows further down; structured references stay as they are. */
export function movedFormula(workbook: WorkbookModel, formula: string, down: number): string {
  if (down === 0) return formula;
  const lexer = workbook.injector.get(workbook.grid.packages.LexerTreeBuilder);
  return formulaInExcel(lexer.moveFormulaRefOffset(formulaInGrid(formula), 0, down));
}

/** The row above the new ones; the header lends nothing, then it is the row below them. */
function modelRow({ area }: TableShape, rows: Stretch): number | undefined {
  if (rows.at - 1 > area.row) return rows.at - 1;
  const below = rows.at + rows.count;
  return below < area.row + area.rowCount ? below : undefined;
}

/** Our reading of a calculated column: all other cells of it hold formulas, and two neighbours the same one. */
function isCalculated(
  workbook: WorkbookModel,
  { sheetId, area }: TableShape,
  column: number,
  rows: Stretch,
  model: number,
): boolean {
  const sheet = workbook.sheet(sheetId);
  const end = area.row + area.rowCount;
  const isNew = (row: number): boolean => row >= rows.at && row < rows.at + rows.count;
  let neighbour: number | undefined;
  for (let row = area.row + 1; row < end; row += 1) {
    if (isNew(row)) continue;
    if (sheet.formula(row, column) === '') return false;
    if (row !== model && (neighbour === undefined || Math.abs(row - model) < Math.abs(neighbour - model)))
      neighbour = row;
  }
  if (neighbour === undefined) return sheet.formula(model, column) !== '';
  const formula = sheet.formula(model, column);
  return sheet.formula(neighbour, column) === movedFormula(workbook, formula, neighbour - model);
}
