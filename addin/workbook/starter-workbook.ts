import { printedMonth, type Quarter, quarterOfMonth } from '../../shared/domain/calendar.ts';
import { CALL_CHANNELS } from '../../shared/domain/call-month.ts';
import type { ReplicaReader } from '../replica/replica-port.ts';
import { callsSheet } from './calls-sheet.ts';
import { planSheet } from './plan-sheet.ts';
import type { SheetLayout } from './sheet-layout.ts';
import { tryItSheet } from './try-it-sheet.ts';
import { writeSheet } from './write-sheet.ts';

/** The sheets of a first workbook over what a replica holds; they hold formulas, no figures. */
function starterSheets(reader: ReplicaReader): SheetLayout[] {
  const numbers = reader.all('afi').map(({ fields }) => fields.number);
  const months = reader.all('call-month').map(({ fields }) => fields.month);
  const quarters: Quarter[] = [...new Set([...months].sort().map(quarterOfMonth))];
  const reported = reader.all('action').map(({ fields }) => fields.reportedOn);
  const asAt = reported.sort().at(-1) ?? reader.today();
  const lastQuarter = quarters.at(-1) ?? quarterOfMonth(asAt.slice(0, 7));
  const firstOfLast = [...months].sort().find((month) => quarterOfMonth(month) === lastQuarter);
  return [
    planSheet(
      numbers.sort((one, other) => one - other),
      asAt,
    ),
    callsSheet(CALL_CHANNELS, quarters),
    tryItSheet(printedMonth(firstOfLast ?? asAt.slice(0, 7)), lastQuarter),
  ];
}

/**
 * Makes the sheets Plan, Calls and Try it in the open workbook, replacing sheets of these names, and shows the plan.
 * Call it once the replica is loaded: it asks for one row per AFI that it finds.
 */
export async function buildStarterWorkbook(reader: ReplicaReader): Promise<void> {
  const { ExcelUtilities } = await import('@microsoft/office-js-helpers');
  const layouts = starterSheets(reader);
  await Excel.run(async (context) => {
    for (const layout of layouts) {
      writeSheet(await ExcelUtilities.forceCreateSheet(context.workbook, layout.name), layout);
    }
    await context.sync();
    const first = layouts[0];
    if (first !== undefined) context.workbook.worksheets.getItem(first.name).activate();
    await context.sync();
  });
}
