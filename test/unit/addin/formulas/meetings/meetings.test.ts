import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormulaName } from '../../../../../addin/formulas/catalogue.ts';
import { loggedChange } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { type LaterDataset, seededOn } from '../later-changes.ts';
import { serial } from '../plan-fixture.ts';

const BOARDS =
  'Crime Management and Investigative Quality Board, Force Improvement Board, PEEL meetings with the HMICFRS Force Liaison Lead, PEEL Oversight Board, Performance and Delivery Board, Kent and Medway Police and Crime Panel, Victim Justice Board';
const WRONG_BOARD = `#VALUE! board must be one board's name, or words that only one has: ${BOARDS}`;
const DELIVERY = 'Performance and Delivery Board';

let dataset: LaterDataset;
beforeAll(installExcelNames);
beforeEach(async () => {
  dataset = await seededOn('2023-02-01');
});

const shown = (name: FormulaName, ...values: unknown[]): unknown => enter(name, ...values).shown;
const rowsOf = (name: FormulaName, ...values: unknown[]): unknown[][] => shown(name, ...values) as unknown[][];

describe('MEETINGS', () => {
  it('has a board’s meetings in order of their dates, with the questions and actions of each', () => {
    const [heading, ...rows] = rowsOf('MEETINGS', 'Performance & Delivery Board', true);
    expect(heading).toEqual(['Date', 'Board', 'Meeting', 'Venue', 'Questions asked', 'Actions raised']);
    const [, june, october, november] = rows;
    expect(rows.map(([date]) => date)).toEqual(
      ['2017-06-07', '2022-06-08', '2022-10-31', '2022-11-30'].map((day) => serial(day)),
    );
    expect(june?.slice(4)).toEqual([0, 1]);
    expect(october).toEqual([
      44_865,
      DELIVERY,
      'Bespoke HMICFRS PEEL Inspection - Performance and Delivery Board',
      'Kent Police Headquarters, North Kent (also broadcast via Microsoft Teams Live)',
      18,
      0,
    ]);
    expect(november?.slice(1)).toEqual([
      DELIVERY,
      'Performance and Delivery Board announced for 30 November 2022',
      '',
      0,
      0,
    ]);
  });

  it('has all boards’ in one order where none is named, as they were known on a day', () => {
    const dates = (...values: unknown[]) => rowsOf('MEETINGS', null, null, ...values).map(([date]) => Number(date));
    expect(dates()).toHaveLength(12);
    expect(dates()).toEqual(dates().sort((one, other) => one - other));
    expect(dates('2022-10-30')).toHaveLength(6);
    // the meeting of 30 November 2022 was announced at that of 31 October
    expect(dates('2022-10-31').at(-1)).toBe(serial('2022-11-30'));
  });

  it.each([
    ['Oversight', 2],
    ['PEEL Oversight Board', 2],
    ['the Panel', 6],
    ['police & crime panel', 6],
    ['the Commissioner’s Performance and Delivery Board', 4],
    [0, 12],
  ])('takes the board as %j', (board, count) => {
    expect(rowsOf('MEETINGS', board)).toHaveLength(count);
  });

  it('is sent again only where one of its meetings, questions or actions came or changed', async () => {
    const cells = [
      enter('MEETINGS', 'Oversight'),
      enter('MEETINGS', 'Panel'),
      enter('MEETINGS', 'Oversight', null, '2022-12-31'),
    ];
    const meeting = {
      board: 'board/peel-oversight-board',
      heldOn: '2023-01-26',
      title: 'PEEL Oversight Board, 26 January 2023',
      provenance: { document: 'Minutes', dated: '2023-01-26', place: 'Heading' },
    };
    const id = 'meeting/peel-oversight-board/2023-01-26';
    await dataset.arrives(loggedChange('meeting', id, meeting, { effectiveOn: '2023-01-26' }));
    expect(cells.map(({ results }) => results.length)).toEqual([2, 1, 1]);
  });
});

describe('MEETINGACTIONS', () => {
  it('has a board’s actions in the order in which they were raised, with what became of each', () => {
    const [heading, ...rows] = rowsOf('MEETINGACTIONS', DELIVERY, null, true);
    expect(heading).toEqual(['Raised on', 'Board', 'Action', 'Given to', 'State', 'Due', 'Outcome', 'AFIs']);
    expect(rows.map(([raisedOn, , , givenTo, state, , , afis]) => [raisedOn, givenTo, state, afis])).toEqual([
      [serial('2021-12-01'), 'Kent Police', 'Discharged', ''],
      [serial('2022-06-08'), 'Kent Police', 'Discharged', ''],
      [serial('2022-12-06'), 'Kent Police', 'Open', '1 to 19'],
    ]);
    const [borders] = rows;
    expect(borders?.[6]).toContain('a written briefing was received instead');
  });

  it('keeps the order of a meeting’s actions, also past the ninth', async () => {
    const action = (number: number) =>
      loggedChange('meeting-action', `meeting-action/peel-oversight-board/2023-01-26/${number}`, {
        board: 'board/peel-oversight-board',
        text: `Action ${number}`,
        raisedOn: '2023-01-26',
        state: 'Open',
        afis: ['afi/7', 'afi/8'],
        provenance: { document: 'Minutes', dated: '2023-01-26', place: `Action ${number}` },
      });
    await dataset.arrives(...[10, 9, 11, 2].map(action));
    const rows = rowsOf('MEETINGACTIONS', 'Oversight Board');
    expect(rows.map(([, , text, , , due, , afis]) => [text, due, afis])).toEqual(
      [2, 9, 10, 11].map((number) => [`Action ${number}`, '', '7, 8']),
    );
  });

  it('[S13] an action that was discharged at the meeting is open in a cell as at the day before', () => {
    const states = (asAt: string) => rowsOf('MEETINGACTIONS', DELIVERY, null, null, asAt).map((row) => row[4]);
    expect(states('2022-10-30')).toEqual(['Open', 'Open']);
    expect(states('2022-10-31')).toEqual(['Discharged', 'Discharged']);
    expect(rowsOf('MEETINGACTIONS', null, 'discharged')).toHaveLength(2);
    expect(rowsOf('MEETINGACTIONS', 'Panel', 'Open', null, '2022-09-30')).toHaveLength(1);
  });

  it('follows an action’s state where it shows it, and nowhere else', async () => {
    const cells = [
      enter('MEETINGACTIONS', 'Panel', 'Not stated'),
      enter('MEETINGACTIONS', DELIVERY),
      enter('MEETINGACTIONS', 'Panel', null, null, '2022-12-31'),
      enter('MEETINGACTIONS', 'Panel', null, null, '2023-01-20'),
    ];
    const id = 'meeting-action/police-and-crime-panel/2022-09-27/5';
    await dataset.arrives(
      loggedChange('meeting-action', id, { state: 'Complete' }, { revision: 2, effectiveOn: '2023-01-20' }),
    );
    expect(cells.map(({ results }) => results.length)).toEqual([2, 1, 1, 2]);
  });
});

describe('a formula over meetings that cannot answer', () => {
  it.each<[FormulaName, unknown[], string]>([
    ['MEETINGS', ['Board'], WRONG_BOARD],
    ['MEETINGS', ['PEEL'], WRONG_BOARD],
    ['MEETINGS', ['Pan'], WRONG_BOARD],
    ['MEETINGS', ['?'], WRONG_BOARD],
    ['MEETINGACTIONS', [true], WRONG_BOARD],
    ['MEETINGS', [null, 'perhaps'], '#VALUE! headers must be TRUE or FALSE'],
    ['MEETINGACTIONS', [null, 'Lost'], '#VALUE! state must be one of Open, Complete, Discharged, Not stated'],
    [
      'MEETINGS',
      [null, null, 'soon'],
      '#VALUE! asAt must be a date, such as an Excel date, 2022-10-31 or 31 October 2022',
    ],
    ['MEETINGS', [null, null, '2017-06-06'], '#N/A No meeting is recorded as at 6 June 2017'],
    [
      'MEETINGS',
      ['Victims’ Justice Board'],
      '#N/A No meeting of Victim Justice Board is recorded (recorded: Kent and Medway Police and Crime Panel, PEEL Oversight Board, Performance and Delivery Board)',
    ],
    ['MEETINGACTIONS', ['Oversight'], '#N/A No action of PEEL Oversight Board is recorded'],
    [
      'MEETINGACTIONS',
      [DELIVERY, 'Complete', null, '2022-10-30'],
      '#N/A No action of Performance and Delivery Board in state Complete is recorded as at 30 October 2022 (recorded: Open)',
    ],
  ])('%s(%j) says %s', (name, values, message) => {
    expect(shown(name, ...values)).toBe(message);
  });
});
