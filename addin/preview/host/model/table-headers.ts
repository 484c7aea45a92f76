import type { ICommandInfo } from '@univerjs/core';
import { CellPatches, UNSEEN } from './cell-patches.ts';
import { formulaInGrid } from './formula-names.ts';
import type { TableRegister } from './table-register.ts';
import type { WorkbookModel } from './workbook-model.ts';

const SET_VALUES = 'sheet.mutation.set-range-values';

interface SetRangeValues {
  readonly unitId: string;
  readonly subUnitId: string;
  readonly cellValue?: Readonly<Record<number, Readonly<Record<number, unknown>>>>;
  readonly trigger?: string;
}

interface Renamed {
  readonly from: string;
  readonly to: string;
}

/** Keeps what formulas call the columns at what the headers say, and rewrites the formulas as Excel does. Returns what ends it. */
export function watchHeaders(workbook: WorkbookModel): () => void {
  const commands = workbook.injector.get(workbook.grid.packages.ICommandService);
  const watcher = commands.onCommandExecuted((command: Readonly<ICommandInfo>, options) => {
    if (command.id !== SET_VALUES || options?.fromFormula === true) return;
    const { unitId, subUnitId, cellValue = {}, trigger } = command.params as SetRangeValues;
    if (unitId !== workbook.id || trigger === UNSEEN) return;
    for (const id of workbook.tables.ids(subUnitId)) {
      if (isHeaderWritten(workbook.tables, id, cellValue)) renameColumns(workbook, id);
    }
  });
  return () => watcher.dispose();
}

function isHeaderWritten(tables: TableRegister, id: string, cells: NonNullable<SetRangeValues['cellValue']>): boolean {
  const area = tables.shape(id)?.area;
  const inRow = area === undefined ? undefined : cells[area.row];
  if (area === undefined || inRow === undefined) return false;
  return Object.keys(inRow).some((key) => Number(key) >= area.column && Number(key) < area.column + area.columnCount);
}

function renameColumns(workbook: WorkbookModel, id: string): void {
  const before = workbook.tables.columnNames(id);
  workbook.tables.headersChanged(id);
  const after = workbook.tables.columnNames(id);
  const renamed = before.flatMap((from, index) => {
    const to = after[index];
    return to === undefined || to === from ? [] : [{ from, to }];
  });
  if (renamed.length > 0) rewriteFormulas(workbook, workbook.tables.name(id), renamed);
}

/** Excel's escape for the characters that mean something in a structured reference. */
function escaped(name: string): string {
  return name.replace(/['[\]#]/g, "'$&");
}

function rewritten(formula: string, table: string, renamed: readonly Renamed[]): string {
  const names = new Map(renamed.map(({ from, to }) => [escaped(from).toLowerCase(), escaped(to)]));
  const reference = new RegExp(
    `(?<![\\w.])(${table.replaceAll('.', '\\.')})\\[((?:\\[(?:'.|[^\\[\\]'])*\\]|'.|[^\\[\\]'])*)\\]`,
    'gi',
  );
  return formula.replace(reference, (whole, name: string, inner: string) => {
    const alone = names.get(inner.toLowerCase());
    if (alone !== undefined) return `${name}[${alone}]`;
    if (!inner.includes('[')) return whole;
    const columns = inner.replace(/\[((?:'.|[^[\]'])*)\]/g, (part, column: string) => {
      const to = names.get(column.toLowerCase());
      return to === undefined ? part : `[${to}]`;
    });
    return `${name}[${columns}]`;
  });
}

function rewriteFormulas(workbook: WorkbookModel, table: string, renamed: readonly Renamed[]): void {
  for (const sheet of workbook.sheets()) {
    const patches = new CellPatches();
    for (const { row, column, formula } of sheet.formulaCellsUnflushed()) {
      const now = rewritten(formula, table, renamed);
      if (now !== formula) patches.put(row, column, { f: formulaInGrid(now), si: null });
    }
    workbook.writeUnseen(sheet, patches);
  }
}
