import { inBlocks } from './cell-blocks.ts';
import { runInExcel } from './excel-refusal.ts';
import type { CellToExplain } from './failing-cells.ts';
import { type PeelCellAt, peelCellsOf, valueReader } from './peel-cells.ts';
import { readUsedSheets, type UsedSheet } from './used-sheets.ts';

/** What only those who know the formulas can tell of a cell. */
export interface CellKnowledge {
  /** It is well, though its plain value is an error: its function gave more than a plain value. */
  readonly isCard: (cell: CellToExplain) => boolean;
  /** Its function has an answer that the cell does not show: it is not followed any more. */
  readonly isDead: (cell: CellToExplain) => boolean;
  /** The formula as it is typed: Excel writes another name where it opened the workbook before it knew the functions. */
  readonly typedFormula: (formula: string) => string;
}

export interface Revival {
  /** Dead cells that show what PEEL answers again. */
  readonly revived: number;
  /** Cells that still show an error, rightly or not. */
  readonly failing: number;
  /** Dead cells on protected worksheets, which only the person can enter again. */
  readonly locked: number;
}

type Waking = 'recalculate' | 'enter again';

interface Found {
  readonly sheet: UsedSheet;
  readonly cell: PeelCellAt;
  readonly isDead: boolean;
}

/** `Range.setDirty` came with ExcelApi 1.9; the manifest asks for less. */
const canSetDirty = (): boolean => Office.context.requirements.isSetSupported('ExcelApi', '1.9');

/**
 * Wakes the PEEL cells that show an error or are dead, in all worksheets: streams are not always started again when a
 * workbook is opened (office-js#4981, #6556, #1984). First they are recalculated; `#NAME?`, and what is dead after
 * `settled`, is entered again, since nothing else helps there (#6355, #4502). Cells on protected worksheets cannot be.
 */
export async function reviveCells(knowledge: CellKnowledge, settled: () => Promise<void>): Promise<Revival> {
  const first = await runInExcel(async (context) => {
    const held = await readUsedSheets(context);
    const found = find(held, knowledge);
    const mayDirty = canSetDirty();
    wake(context, found, knowledge, (cell) => (mayDirty && cell.shows !== '#NAME?' ? 'recalculate' : 'enter again'));
    await context.sync();
    return { failing: failing(held, knowledge), dead: found.filter(({ isDead }) => isDead).length };
  });
  if (first.dead === 0) return { revived: 0, failing: first.failing, locked: 0 };
  await settled();
  const still = await runInExcel(async (context) => {
    const found = find(await readUsedSheets(context), knowledge).filter(({ isDead }) => isDead);
    wake(context, found, knowledge, () => 'enter again');
    await context.sync();
    return found;
  });
  if (still.some(({ sheet }) => !sheet.isProtected)) await settled();
  const sheets = await runInExcel(readUsedSheets);
  const left = find(sheets, knowledge).filter(({ isDead }) => isDead);
  return {
    revived: Math.max(0, first.dead - left.length),
    failing: failing(sheets, knowledge),
    locked: left.filter(({ sheet }) => sheet.isProtected).length,
  };
}

const failing = (sheets: readonly UsedSheet[], { isCard }: CellKnowledge): number =>
  sheets.flatMap((sheet) => {
    const valueAt = valueReader(sheets, sheet);
    return peelCellsOf(sheet).filter(({ isError, formula, shows }) => isError && !isCard({ formula, shows, valueAt }));
  }).length;

/** The cells that show an error, and those that are dead without showing one. What only lacks room is not asleep. */
function find(sheets: readonly UsedSheet[], { isDead }: CellKnowledge): Found[] {
  return sheets.flatMap((sheet) => {
    const valueAt = valueReader(sheets, sheet);
    return peelCellsOf(sheet)
      .filter(({ shows }) => shows !== '#SPILL!')
      .map((cell) => ({ sheet, cell, isDead: isDead({ formula: cell.formula, shows: cell.shows, valueAt }) }))
      .filter(({ cell, isDead: dead }) => cell.isError || dead);
  });
}

function wake(
  context: Excel.RequestContext,
  found: readonly Found[],
  { typedFormula }: CellKnowledge,
  how: (cell: PeelCellAt) => Waking,
): void {
  for (const sheet of new Set(found.map((each) => each.sheet))) {
    const worksheet = context.workbook.worksheets.getItem(sheet.id);
    const cells = found.filter((each) => each.sheet === sheet).map(({ cell }) => cell);
    for (const waking of ['recalculate', 'enter again'] as const) {
      // one write to a protected worksheet would fail the whole batch
      if (waking === 'enter again' && sheet.isProtected) continue;
      for (const { row, column, rows } of inBlocks(cells.filter((cell) => how(cell) === waking))) {
        const range = worksheet.getRangeByIndexes(row, column, rows.length, rows[0]?.length ?? 1);
        if (waking === 'recalculate') range.setDirty();
        else range.formulas = rows.map((formulas) => formulas.map(typedFormula));
      }
    }
  }
}
