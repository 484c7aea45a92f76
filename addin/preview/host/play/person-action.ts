/** What somebody types or pastes: `null` leaves a cell as it is, `''` empties it, `=` begins a formula. */
export type EnteredValues = readonly (readonly (string | number | boolean | null)[])[];

/** A block of cells: the sheet's name, and an A1 address without it. */
interface OnCells {
  readonly sheetName: string;
  readonly address: string;
}

/** Whole rows `5:6` or whole columns `B:C` of a sheet. */
interface OnLines {
  readonly sheetName: string;
  readonly lines: string;
}

/** A table by its name or id. */
interface OnTable {
  readonly table: string;
}

/** Something that a person does in the workbook with keyboard and mouse, the add-in having no part in it. */
export type PersonAction =
  | (OnCells & { readonly does: 'enter'; readonly values: EnteredValues })
  | (OnCells & { readonly does: 'clear' | 'merge' | 'unmerge' })
  /** Cells or rows of another place of the workbook; `to` is the first cell there. */
  | (OnCells & { readonly does: 'cut and paste' | 'copy and paste'; readonly to: string; readonly toSheet?: string })
  | (OnLines & { readonly does: 'insert rows' | 'delete rows' | 'insert columns' | 'delete columns' })
  | (OnLines & { readonly does: 'hide columns' | 'show columns' })
  /** Dragged to stand before another column: `E`. */
  | (OnLines & { readonly does: 'move columns'; readonly before: string })
  /** Rows of the table's body, from 0. */
  | (OnTable & {
      readonly does: 'insert table rows' | 'delete table rows';
      readonly at: number;
      readonly count: number;
    })
  /** Columns of the table, from 0. */
  | (OnTable & {
      readonly does: 'insert table columns' | 'delete table columns';
      readonly at: number;
      readonly count: number;
    })
  | (OnTable & { readonly does: 'sort table'; readonly column: string; readonly isDescending?: boolean })
  /** Only rows whose cell reads as one of these stay in sight. */
  | (OnTable & { readonly does: 'filter table'; readonly column: string; readonly shows: readonly string[] })
  | (OnTable & { readonly does: 'clear filters' | 'delete table' | 'convert table to range' })
  | (OnTable & { readonly does: 'rename column'; readonly column: string; readonly to: string })
  | (OnTable & { readonly does: 'rename table'; readonly to: string })
  /** The whole range that the table shall have. */
  | (OnTable & { readonly does: 'resize table'; readonly address: string })
  | { readonly does: 'rename sheet'; readonly sheetName: string; readonly to: string }
  /** Counted from 0. */
  | { readonly does: 'move sheet'; readonly sheetName: string; readonly to: number }
  | { readonly does: 'add sheet' | 'delete sheet' | 'show sheet'; readonly sheetName: string }
  /** The grid's own undo: of what people do, and of what the add-in writes, which Excel forgets at once. */
  | { readonly does: 'undo' | 'redo' };
