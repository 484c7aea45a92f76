// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { seededRecords } from '../seeded-records.ts';
import { asha, type SeededServices, seededServices } from '../seeded-services.ts';
import { type ShownPane, showPane } from '../shown-pane.tsx';
import { planTable } from './stand-in-tables.ts';

// Fluent's first render takes seconds on a busy machine
vi.setConfig({ testTimeout: 30_000 });
const records = seededRecords();
let pane: ShownPane;
let seeded: SeededServices;

async function open(): Promise<void> {
  seeded = await seededServices(records, asha);
  pane = await showPane(seeded.services);
  await pane.press('Tables', 'tab');
  await pane.press('Insert a table…');
}
const inserted = () => seeded.tables.asked.filter((call) => call !== 'insertable');
const tick = (label: string) => pane.after(() => pane.field(label).click());
const ticked = () =>
  [...pane.element.querySelectorAll<HTMLInputElement>('fieldset input[type="checkbox"]')].map(({ checked }) => checked);

afterEach(() => pane.close());

describe('inserting a table', () => {
  it('begins with the columns that most people want, on a new worksheet', async () => {
    await open();
    expect(document.activeElement?.textContent).toBe('Insert a table');
    expect(ticked()).toEqual([true, true, true, true, true, false, false]);
    await pane.press('Insert');
    expect(inserted()).toEqual(['insert plan title,status,forecast,rag,lead new sheet']);
  });

  it('tells where the table is, with the way there', async () => {
    await open();
    await pane.press('Insert');
    await pane.after(() => seeded.tables.tell({ tables: [planTable()] }));
    expect(pane.text()).toContain('Plan inserted at AFIs!A3.');
    expect(document.activeElement).toBe(pane.button('Insert a table…'));
    await pane.press('AFIs!A3');
    expect(inserted().at(-1)).toBe('select s1 A3');
  });

  it('takes other columns, in their order, and another place', async () => {
    await open();
    await pane.type('Table', '101 calls');
    expect(ticked()).toEqual([true, true, true]);
    await tick('Month');
    await tick('Received');
    await tick('Month');
    await tick('From the selected cell down and to the right');
    await pane.press('Insert');
    expect(inserted()).toEqual(['insert calls 101 month,answered selected cell']);
  });

  it('takes all columns or none, and wants at least one', async () => {
    await open();
    await pane.press('All');
    expect(ticked()).not.toContain(false);
    await pane.press('None');
    expect(pane.text()).toContain('Choose at least one column.');
    await pane.press('Insert');
    expect(inserted()).toEqual([]);
    await tick('Note');
    await pane.press('Insert');
    expect(inserted()).toEqual(['insert plan note new sheet']);
  });

  it('says in words why it could not be, and keeps what was chosen', async () => {
    await open();
    await tick('Note');
    seeded.tables.refuse('There is not enough room at B2: Sheet1!D7 is not empty. Select another cell');
    await pane.press('Insert');
    expect(pane.text()).toContain('Sheet1!D7 is not empty. Select another cell.');
    expect(ticked().at(-1)).toBe(true);
    await pane.press('All tables');
    expect(document.activeElement).toBe(pane.button('Insert a table…'));
  });

  it('says so where the kinds of tables cannot be loaded', async () => {
    seeded = await seededServices(records, asha);
    vi.spyOn(console, 'error').mockImplementation(() => {});
    seeded.tables.refuse('Failed to fetch');
    pane = await showPane(seeded.services);
    await pane.press('Tables', 'tab');
    await pane.press('Insert a table…');
    expect(pane.text()).toContain('The list of tables could not be loaded.');
    vi.restoreAllMocks();
  });
});
