import { ExcelRefusalError, runInExcel } from './excel-refusal.ts';

/** Where a cell stands; the worksheet's id stays when it is renamed. */
export interface CellPlace {
  readonly sheetId: string;
  /** `B7`. */
  readonly address: string;
}

/** Shows a cell to the person: its worksheet comes to the front, and it is selected. */
export async function selectCell({ sheetId, address }: CellPlace): Promise<void> {
  await runInExcel(async (context) => {
    const sheet = context.workbook.worksheets.getItem(sheetId);
    sheet.load('visibility');
    await context.sync();
    if (sheet.visibility !== Excel.SheetVisibility.visible) throw new ExcelRefusalError('hidden');
    sheet.activate();
    sheet.getRange(address).select();
    await context.sync();
  });
}
