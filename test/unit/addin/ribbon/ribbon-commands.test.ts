// @vitest-environment jsdom
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('give the button back after a failure too, and tell why', async () => {
    failing = true;
    await office.host.clickRibbon(RIBBON_COMMANDS.refresh);
    expect(failures).toEqual(['Refresh did not work: Finish editing the cell first']);
  });

  it('show the pane', async () => {
    office.host.setVisibility('Hidden');
    await office.host.clickRibbon(RIBBON_COMMANDS.showPane);
    expect(office.host.visibility).toBe('Visible');
  });
});
