import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

/** A workbook in this process with the sheets Plan and Calls, and no function. */
export const bootWorkbook = (): Promise<HeadlessOffice> =>
  bootHeadlessOffice({ functions: { functions: [] }, namespace: 'PEEL', sheetNames: ['Plan', 'Calls'] });

/** A fresh sheet for one test. */
export async function newSheet(name: string): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.add(name);
    await context.sync();
  });
}

export async function readRange(sheetName: string, address: string): Promise<Excel.Interfaces.RangeData> {
  return Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem(sheetName).getRange(address);
    range.load('address,values,formulas,text,numberFormat,valueTypes');
    await context.sync();
    return range.toJSON();
  });
}

export async function failure(action: () => Promise<unknown>): Promise<OfficeExtension.Error> {
  try {
    await action();
  } catch (error) {
    return error as OfficeExtension.Error;
  }
  throw new Error('Nothing failed');
}
