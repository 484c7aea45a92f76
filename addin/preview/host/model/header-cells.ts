/** The cells that hold the columns' names. */
export interface HeaderCells {
  read(sheetId: string, row: number, column: number): string;
  /** Nobody typed it: raises no change event. */
  write(sheetId: string, row: number, column: number, name: string): void;
}

/** Excel's header names: `Column3` where there is none, `Status2` for a second `Status`. */
export function uniqueNames(texts: readonly string[]): string[] {
  const taken = new Set<string>();
  const isFree = (name: string): boolean => !taken.has(name.toLowerCase());
  const names = texts.map((text) => {
    const name = text !== '' && isFree(text) ? text : '';
    if (name !== '') taken.add(name.toLowerCase());
    return name;
  });
  return names.map((name, index) => {
    if (name !== '') return name;
    const stem = texts[index] || 'Column';
    let number = texts[index] ? 2 : 1;
    while (!isFree(`${stem}${number}`)) number += 1;
    taken.add(`${stem}${number}`.toLowerCase());
    return `${stem}${number}`;
  });
}
