/**
 * Univer reads no underscore in the name of a table (TABLE_NAME_REGEX of its formula engine), and Excel's names are
 * full of them: in the grid another character stands for it, that looks alike and that Univer takes for a letter.
 */
const UNDERSCORE = 'ˍ';

/** The name that the grid knows a table by. */
export function tableNameInGrid(name: string): string {
  return name.replaceAll('_', UNDERSCORE);
}

/** The name that Excel and the add-in know a table by. */
export function tableNameInExcel(name: string): string {
  return name.replaceAll(UNDERSCORE, '_');
}

/** A formula as the grid reads it. Text in quotes stays as it is. */
export function formulaInGrid(formula: string): string {
  if (!formula.includes('_') || !formula.includes('[')) return formula;
  return formula.replace(/"[^"]*"|[A-Za-z_\\][\w.\\]*(?=\[)/g, (part) =>
    part.startsWith('"') ? part : tableNameInGrid(part),
  );
}

/** A formula as Excel shows it. */
export function formulaInExcel(formula: string): string {
  return formula.includes(UNDERSCORE) ? tableNameInExcel(formula) : formula;
}
