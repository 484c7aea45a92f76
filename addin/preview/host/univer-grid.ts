import type { IWorkbookData, Univer } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import type * as SheetPackages from '@univerjs/preset-sheets-node-core';
import type { FWorkbook } from '@univerjs/sheets/facade';
import type {} from '@univerjs/sheets-data-validation/facade';
import type {} from '@univerjs/sheets-note/facade';
import type {} from '@univerjs/sheets-numfmt/facade';
import type * as TablePackages from '@univerjs/sheets-table';
import type {} from '@univerjs/sheets-table/facade';

type UniverCore = typeof import('@univerjs/core');

/**
 * The parts of Univer's packages that the host names at run time. The page imports them as ES modules and Node as
 * CommonJS, and their classes are compared by identity: so they are handed in and never imported here.
 */
export type UniverPackages = Pick<UniverCore, 'ICommandService' | 'IUndoRedoService' | 'numfmt'> &
  Pick<typeof TablePackages, 'TableManager'> &
  Pick<
    typeof SheetPackages,
    | 'ArrayValueObject'
    | 'BaseFunction'
    | 'BooleanValueObject'
    | 'ERROR_TYPE_SET'
    | 'ErrorValueObject'
    | 'FormulaDataModel'
    | 'FunctionType'
    | 'IDescriptionService'
    | 'IFunctionService'
    | 'LexerTreeBuilder'
    | 'NullValueObject'
    | 'NumberValueObject'
    | 'SetFormulaCalculationNotificationMutation'
    | 'SetFormulaCalculationStartMutation'
    | 'StringValueObject'
  >;

/** A running Univer with one workbook open. */
export interface UniverGrid {
  readonly univer: Univer;
  readonly facade: FUniver;
  readonly workbook: FWorkbook;
  readonly packages: UniverPackages;
}

/** What a new sheet of the grid has, by whatever way it is made: a formula beyond its edge would be `#NAME?`. */
export const NEW_SHEET = { rowCount: 1000, columnCount: 40 } as const;

/** A new workbook's data; its sheets grow when something is written beyond their edge. */
export function emptyWorkbook(sheetNames: readonly string[] = ['Sheet1']): IWorkbookData {
  const sheets = sheetNames.map((name, index) => ({ id: `sheet-${index + 1}`, name }));
  return {
    id: 'preview',
    name: 'Preview',
    appVersion: '',
    // The enum exists only at run time in packages that are handed in later.
    locale: 'enUS' as IWorkbookData['locale'],
    styles: {},
    sheetOrder: sheets.map((sheet) => sheet.id),
    sheets: Object.fromEntries(sheets.map(({ id, name }) => [id, { id, name, ...NEW_SHEET, cellData: {} }])),
  };
}
