import { runInExcel } from './excel-refusal.ts';

/** What a person chose; the workbook keeps it for those who open it next. */
export const STARTUP_SETTING = 'peel.startup';

const canChoose = (): boolean => Office.context.requirements.isSetSupported('SharedRuntime', '1.1');

/** Whether the add-in starts with the workbook, so that its cells answer before anyone opens the pane. */
export async function loadsWithWorkbook(): Promise<boolean> {
  return canChoose() && (await Office.addin.getStartupBehavior()) === Office.StartupBehavior.load;
}

/** Rejects where this Excel knows no such choice. */
export async function setLoadsWithWorkbook(isOn: boolean): Promise<void> {
  if (!canChoose())
    throw new Error('This Excel cannot load PEEL with the workbook. Open the PEEL pane, and its cells answer');
  const { load, none } = Office.StartupBehavior;
  await Office.addin.setStartupBehavior(isOn ? load : none);
  await runInExcel(async (context) => {
    context.workbook.settings.add(STARTUP_SETTING, isOn ? load : none);
    await context.sync();
  });
}
