// @vitest-environment jsdom
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSERT_COMMANDS } from '../../../../addin/ribbon/insert-table.ts';
import { RIBBON_COMMANDS, registerRibbonCommands, showPane } from '../../../../addin/ribbon/ribbon-commands.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

let office: HeadlessOffice;
let failing = false;
const done: string[] = [];
const failures: string[] = [];

beforeAll(async () => {
  office = await bootHeadlessOffice({ functions: { functions: [] }, namespace: 'PEEL' });
  registerRibbonCommands(
    {
      refresh: async () => {
        if (failing) throw new Error('Finish editing the cell first');
        done.push('refreshed');
      },
      showPane,
      insertTable: async ({ kind, scope }) => {
        if (failing) throw new Error('A cell is being edited');
        done.push(`${kind} ${scope.channel ?? ''}`.trim());
      },
    },
    (message) => failures.push(message),
  );
}, 60_000);
afterAll(() => office.host.dispose());

describe('the ribbon’s commands', () => {
  it('refresh, and give the button back', async () => {
    await office.host.clickRibbon(RIBBON_COMMANDS.refresh);
    expect(done).toEqual(['refreshed']);
  });

  it('insert each table of the menu', async () => {
    done.length = 0;
    for (const command of Object.keys(INSERT_COMMANDS)) await office.host.clickRibbon(command);
    expect(done).toEqual(['plan', 'calls 999', 'calls 101', 'vawg', 'measures', 'meeting-actions']);
  });

  it('give the button back after a failure too, and tell why', async () => {
    failing = true;
    await office.host.clickRibbon(RIBBON_COMMANDS.refresh);
    expect(failures).toEqual(['Refresh did not work: Finish editing the cell first']);
  });

  it('show the pane where a table could not be inserted, so that the reason is seen', async () => {
    failing = true;
    failures.length = 0;
    office.host.setVisibility('Hidden');
    await office.host.clickRibbon('insertPlanTable');
    expect(office.host.visibility).toBe('Visible');
    expect(failures).toEqual(['Inserting the table did not work: A cell is being edited']);
  });

  it('show the pane', async () => {
    office.host.setVisibility('Hidden');
    await office.host.clickRibbon(RIBBON_COMMANDS.showPane);
    expect(office.host.visibility).toBe('Visible');
  });
});
