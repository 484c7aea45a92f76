// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { seededRecords } from '../seeded-records.ts';
import { maria, type SeededServices, seededServices } from '../seeded-services.ts';
import { type ShownPane, showPane } from '../shown-pane.tsx';
import { returningEdits } from '../unsent/returning-edits.ts';
import { planTable, trouble } from './stand-in-tables.ts';

// Fluent's first render takes seconds on a busy machine
vi.setConfig({ testTimeout: 30_000 });
const records = seededRecords();
let pane: ShownPane;
let seeded: SeededServices;

const inConflict = (key: string, address: string) =>
  trouble(key, address, { kind: 'conflict', text: 'Force complete', why: 'Choose in the pane' });

/** The person's edits of AFIs meet those of another office, and the table says so; AFI 9 is in conflict outside it. */
async function open(...numbers: readonly number[]): Promise<void> {
  seeded = await seededServices(records, maria);
  const office = returningEdits(seeded);
  for (const number of [...numbers, 9])
    await office.edit({ recordId: `afi/${number}`, values: { status: 'Force complete' } });
  for (const number of [...numbers, 9]) await seeded.remoteEdit('afi', `afi/${number}`, { status: 'Not started' });
  await office.answer();
  seeded.tables.tell({
    tables: [
      planTable({
        troubles: numbers.map((number) => inConflict(`afi/${number}`, `C${number + 3}`)),
        conflicts: numbers.map((number) => `afi/${number}`),
      }),
    ],
  });
  pane = await showPane(seeded.services);
  await pane.press(/^Tables/, 'tab');
}
const dialog = () => pane.element.querySelector('dialog');
const agree = (name: string) =>
  pane.after(() =>
    [...(dialog()?.querySelectorAll('button') ?? [])].find((each) => each.textContent === name)?.click(),
  );

afterEach(() => pane.close());

describe('[S6] the conflicts of a table', () => {
  it('show both values and the choice, of its own records only, with a way to the cell', async () => {
    await open(7);
    expect(pane.text()).toContain('Conflicts (1)Go to cell C10AFI 7In conflict');
    expect(pane.text()).toMatch(/Mine.?Force complete.?Theirs.?Not started/);
    expect(pane.text()).not.toContain('AFI 9');
    expect(() => pane.button('Keep all mine…')).toThrow();
  });

  it('are decided one by one as under Unsent', async () => {
    await open(7);
    await pane.press('Take mine');
    expect(seeded.replica.record('afi', 'afi/7')?.fields.status).toBe('Force complete');
    expect(pane.text()).toContain('AFI 7: yours is saved.');
    expect(document.activeElement).toBe(pane.button('Plan'));
  });

  it('are decided all at once after a question with their number', async () => {
    await open(7, 8);
    await pane.press('Keep all mine…');
    expect(dialog()?.textContent).toContain('Keep mine in 2 conflicts?');
    await pane.press('Cancel');
    expect(seeded.tables.asked).toEqual([]);
    await pane.press('Take all theirs…');
    expect(dialog()?.textContent).toContain('Take theirs in 2 conflicts?');
    await agree('Take all theirs');
    expect(seeded.tables.asked).toEqual(['choose all plan theirs']);
    expect(pane.text()).toContain('2 conflicts of PEEL_Plan: theirs are kept.');
  });

  it('lead to the record', async () => {
    await open(7);
    await pane.press('Open AFI 7');
    expect(pane.button('Plan', 'tab').getAttribute('aria-selected')).toBe('true');
    expect(pane.text()).toContain('First promised');
  });
});
