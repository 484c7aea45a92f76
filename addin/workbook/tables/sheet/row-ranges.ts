import type { TableReading } from '../bound-table.ts';
import type { CellContent } from '../table-kind.ts';
import type { RowWrite } from '../table-work.ts';

/** Rows of what Excel is handed for each cell; null leaves a cell as it is. Row and place count from 0 in the table's body. */
export interface WriteBlock {
  readonly row: number;
  readonly place: number;
  readonly inputs: readonly (readonly (CellContent | null)[])[];
}

type Places = TableReading['places'];
type Inputs = (CellContent | null)[];

/** [S20] Text as Excel is handed it so that it stays text, whatever it begins with; other contents as they are. */
const asInput = (content: CellContent): CellContent =>
  typeof content === 'string' && content !== '' ? `'${content}` : content;

/** What a table's whole row is handed: null for columns that are not ours, or that nothing is written into. */
export function rowInputs(
  { cells, formulas = {} }: Pick<RowWrite, 'cells' | 'formulas'>,
  places: Places,
  width: number,
): Inputs {
  const inputs: Inputs = Array.from({ length: width }, () => null);
  for (const [column, place] of Object.entries(places)) {
    const content = cells[column];
    inputs[place] = formulas[column] ?? (content === undefined ? null : asInput(content));
  }
  return inputs;
}

/**
 * Changed cells in as few ranges as rows allow: one for each row, from its first changed cell to its last, and one for
 * rows that stand together and change in the same columns. Cells of columns that are not in the table are left out.
 */
export function writeBlocks(writes: readonly RowWrite[], { places, width }: TableReading): WriteBlock[] {
  const blocks: { row: number; place: number; inputs: Inputs[] }[] = [];
  for (const write of [...writes].sort((one, other) => one.row - other.row)) {
    const all = rowInputs(write, places, width);
    const first = all.findIndex(isWritten);
    if (first < 0) continue;
    const inputs = all.slice(first, all.length - [...all].reverse().findIndex(isWritten));
    const above = blocks.at(-1);
    const goesOn =
      above !== undefined &&
      above.row + above.inputs.length === write.row &&
      above.place === first &&
      sameColumns(above.inputs[0], inputs);
    if (goesOn) above.inputs.push(inputs);
    else blocks.push({ row: write.row, place: first, inputs: [inputs] });
  }
  return blocks;
}

const isWritten = (input: CellContent | null): boolean => input !== null;

function sameColumns(one: Inputs | undefined, other: Inputs): boolean {
  return one?.length === other.length && one.every((input, at) => isWritten(input) === isWritten(other[at] ?? null));
}
