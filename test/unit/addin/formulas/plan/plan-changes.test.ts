import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../../../shared/sync/record.ts';
import { loggedChange } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { type LaterDataset, seededOn } from '../later-changes.ts';
import { serial } from '../plan-fixture.ts';

const HEADING = ['AFI', 'What changed', 'Before', 'After', 'Effective on'];
const DATE_OR_BOARD =
  'must be a date, such as 31 October 2022, or a board whose last meeting is meant: Crime Management and Investigative Quality Board, Force Improvement Board, PEEL meetings with the HMICFRS Force Liaison Lead, PEEL Oversight Board, Performance and Delivery Board, Kent and Medway Police and Crime Panel, Victim Justice Board';

let dataset: LaterDataset;
let revision: number;
beforeAll(installExcelNames);
beforeEach(async () => {
  dataset = await seededOn('2023-02-01');
  revision = 3;
});

const shown = (...values: unknown[]): unknown => enter('PLANCHANGES', ...values).shown;
/** AFI 7 as it is set from a day; returns nothing until it has arrived. */
async function setAfi7(effectiveOn: string, values: Record<string, FieldValue | null>): Promise<void> {
  revision += 1;
  await dataset.arrives(loggedChange('afi', 'afi/7', values, { revision, effectiveOn }));
}

describe('PLANCHANGES', () => {
  it('tells what the meeting of 31 October 2022 added: status, dates, board and wording of each AFI, and one note', () => {
    const [heading, ...rows] = shown('2022-10-30', '31 October 2022') as unknown[][];
    expect(heading).toEqual(HEADING);
    expect(rows).toHaveLength(19 * 5 + 1);
    const on = serial('2022-10-31');
    const due = serial('2022-12-31');
    expect(rows.filter(([number]) => number === 7)).toEqual([
      [7, 'Status', 'Not recorded', 'In progress', on],
      [7, 'Due', 'Not recorded', due, on],
      [7, 'First promised', 'Not recorded', due, on],
      [7, 'Board', 'Not recorded', 'Force Improvement Board', on],
      [
        7,
        'Wording in the plan',
        'Not recorded',
        'The force needs to make sure that repeat callers and those that are vulnerable are routinely identified',
        on,
      ],
    ]);
    expect(rows.filter(([, what]) => what === 'Note').map(([number]) => number)).toEqual([4]);
  });

  it('gives each field its own day, also where it shares a group with one that changed later', async () => {
    await setAfi7('2022-11-10', { status: 'In progress', forecast: '2023-01-31' });
    await setAfi7('2022-11-20', { status: 'In progress', forecast: '2023-02-28' });
    await setAfi7('2023-01-16', { status: 'Force complete', forecast: '2023-02-28' });
    await setAfi7('2023-01-20', { owner: 'Tim Smith', leadOffice: 'crime', supportingOffices: [] });
    const day = serial;
    expect(shown('2022-10-31')).toEqual([
      HEADING,
      [7, 'Status', 'In progress', 'Force complete', day('2023-01-16')],
      [7, 'Due', day('2022-12-31'), day('2023-02-28'), day('2022-11-20')],
      [7, 'Owner', 'Not recorded', 'Tim Smith', day('2023-01-20')],
      [7, 'Lead office', 'Force Control and Incident Room', 'Crime Command', day('2023-01-20')],
      [7, 'Supporting offices', 'Strategic Planning', 'None', day('2023-01-20')],
    ]);
    expect(shown('2022-11-12', '2023-01-01')).toEqual([
      HEADING,
      [7, 'Due', day('2023-01-31'), day('2023-02-28'), day('2022-11-20')],
    ]);
  });

  it('says nothing of what was changed and changed back', async () => {
    await setAfi7('2022-11-10', { status: 'Returned', forecast: '2022-12-31' });
    await setAfi7('2022-11-20', { status: 'In progress', forecast: '2022-12-31' });
    expect(shown('2022-10-31')).toBe('#N/A Nothing in the plan changed between 31 October 2022 and 1 February 2023');
  });

  it('shows a sign-off, a regrouping and HMICFRS’s words as people read them', async () => {
    const source = { document: 'Letter', dated: '2023-01-20', place: 'page 1' };
    await setAfi7('2023-01-20', {
      status: 'Discharged',
      forecast: '2022-12-31',
      signOff: { by: 'Tim Smith', on: '2023-01-19', board: 'board/peel-oversight-board' },
    });
    await setAfi7('2023-01-21', {
      handledWith: [7, 8, 9],
      qualifyingWords: [{ quotation: 'It often did.', source }],
      area: 'inspection-area/kent-2021-22/investigating-crime',
    });
    const rows = (shown('2022-10-31') as unknown[][]).slice(1).map((row) => row.slice(1, 4));
    expect(rows).toEqual([
      ['Status', 'In progress', 'Discharged'],
      ['Sign-off', 'Not recorded', 'Tim Smith, 19 January 2023, PEEL Oversight Board'],
      ['Inspection area', 'Responding to the public', 'Investigating crime'],
      ['Handled with', '7', '7 to 9'],
      ['HMICFRS’s words', expect.any(String), 'It often did.'],
    ]);
  });

  it('has one row for an AFI that came into the plan or left it', async () => {
    expect((shown('2022-04-27', '2022-04-28') as unknown[][])[7]).toEqual([
      7,
      'In the plan',
      'No',
      'The force needs to make sure that repeat callers and callers who are vulnerable are routinely identified',
      serial('2022-04-28'),
    ]);
    const deletion = loggedChange('afi', 'afi/19', {}, { revision: 4, effectiveOn: '2022-12-01' });
    await dataset.arrives({ ...deletion, op: 'delete' });
    expect(shown('2022-10-31')).toEqual([
      HEADING,
      [
        19,
        'In the plan',
        'The force should review its digital capability and capacity to effectively target online child abuse',
        'No',
        serial('2022-12-01'),
      ],
    ]);
    const restoring = loggedChange('afi', 'afi/19', {}, { revision: 5, effectiveOn: '2023-01-10' });
    await dataset.arrives({ ...restoring, op: 'restore' });
    expect((shown('2022-12-02') as unknown[][])[1]?.slice(1)).toEqual([
      'In the plan',
      'No',
      'The force should review its digital capability and capacity to effectively target online child abuse',
      serial('2023-01-10'),
    ]);
    expect(shown('2022-10-31')).toContain('Nothing in the plan changed');
  });

  it('takes a board for the day of its last meeting', async () => {
    await setAfi7('2022-11-10', { status: 'In progress', forecast: '2023-01-31' });
    const row = [7, 'Due', serial('2022-12-31'), serial('2023-01-31'), serial('2022-11-10')];
    // its meeting of 30 November 2022 was only announced
    expect(shown('Performance & Delivery Board')).toEqual([HEADING, row]);
    expect(shown('the oversight board')).toHaveLength(1 + 19 * 5 + 1);
    expect(shown('oversight', 'the Commissioner’s Performance and Delivery Board')).toHaveLength(1 + 19 * 5 + 1);
    // so was the panel's of 1 February 2023, which is today
    expect(shown('Panel')).toContain('between 6 December 2022 and 1 February 2023');
    expect(shown('Panel', 'Panel')).toEqual(shown('2022-09-27', '2022-12-06'));
  });

  it.each<[unknown[], string]>([
    [[], `#VALUE! from ${DATE_OR_BOARD}`],
    [['Board'], `#VALUE! from ${DATE_OR_BOARD}`],
    [[true], `#VALUE! from ${DATE_OR_BOARD}`],
    [['2022-10-31', 'tomorrow'], `#VALUE! to ${DATE_OR_BOARD}`],
    [['2022-10-31', '2022-10-30'], '#VALUE! from must be a day that is not after 30 October 2022'],
    [['2022-01-01', '2022-04-27'], '#N/A The plan was published on 28 April 2022'],
    [['2022-11-01', '2022-11-01'], '#N/A Nothing in the plan changed between 1 November 2022 and 1 November 2022'],
    [
      ['Force Improvement Board'],
      '#N/A There is no meeting of Force Improvement Board before 1 February 2023 (recorded: none)',
    ],
    [
      ['Oversight', '2022-08-25'],
      '#N/A There is no meeting of PEEL Oversight Board before 25 August 2022 (recorded: 25 August 2022, 27 October 2022)',
    ],
  ])('PLANCHANGES(%j) says %s', (values, message) => {
    expect(shown(...values)).toBe(message);
  });

  it('is sent again only where the change falls between its days', async () => {
    const cells = {
      before: enter('PLANCHANGES', '2022-10-30', '2022-10-31'),
      across: enter('PLANCHANGES', '2022-10-31', '2022-12-31'),
      after: enter('PLANCHANGES', '2022-12-31'),
    };
    await setAfi7('2022-11-10', { status: 'In progress', forecast: '2023-01-31' });
    expect(Object.values(cells).map(({ results }) => results.length)).toEqual([1, 2, 1]);
  });
});
