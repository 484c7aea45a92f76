import { describe, expect, it } from 'vitest';
import { meaningIn, newRowOf, recordsIn, requestOf, seeded, shownOf } from './kind-cells.ts';

const replica = await seeded();
const ONE = 'meeting-action/police-and-crime-panel/2022-09-27/1';
const inOne = (column: string, content: string | number | boolean) =>
  meaningIn(replica, 'meeting-actions', column, content, ONE);
const NEW = {
  board: 'Police and Crime Panel',
  raisedOn: '27/09/2022',
  text: '=1+1 is text',
  givenTo: 'PCC',
  state: 'open',
  dueOn: '',
  outcome: '',
  afis: 'AFI 7 and 13',
};

describe('the table of meeting actions', () => {
  it('has the actions in the order in which they were raised', () => {
    const ids = recordsIn(replica, 'meeting-actions').map(({ id }) => id);
    expect(ids).toHaveLength(19);
    expect(ids.filter((id) => id.includes('/2022-09-27/')).map((id) => id.slice(-1))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
  });

  it('shows an action with its board, dates and AFIs', () => {
    expect(shownOf(replica, 'meeting-actions', ONE)).toMatchObject({
      board: 'Kent and Medway Police and Crime Panel',
      raisedOn: 44_831,
      givenTo: 'Commissioner',
      state: 'Open',
      dueOn: 44_958,
      afis: '',
    });
    expect(shownOf(replica, 'meeting-actions', 'meeting-action/performance-and-delivery-board/2022-12-06/1').afis).toBe(
      '1 to 19',
    );
  });

  it.each<[string | number, readonly string[]]>([
    [7, ['afi/7']],
    ['7, 13', ['afi/7', 'afi/13']],
    ['13; 7', ['afi/7', 'afi/13']],
    ['AFIs 1 to 3 & 7', ['afi/1', 'afi/2', 'afi/3', 'afi/7']],
    ['AFI 1–2', ['afi/1', 'afi/2']],
  ])('reads the AFIs %j', (content, value) => {
    expect(inOne('afis', content)).toEqual({ value });
  });

  it('reads no AFIs from an empty cell, and refuses those that are not in the plan', () => {
    expect(
      meaningIn(replica, 'meeting-actions', 'afis', '', 'meeting-action/performance-and-delivery-board/2022-12-06/1'),
    ).toEqual({ value: [] });
    expect(inOne('afis', '7, 20')).toEqual({
      problem: 'There is no AFI 20 in the plan: type other numbers, such as 7, 13',
    });
    for (const content of [44_562, 7.13, '3 to 1', 'seven', true])
      expect(inOne('afis', content)).toHaveProperty('problem');
  });

  it('reads states, days and offices', () => {
    expect(inOne('state', 'COMPLETE')).toEqual({ value: 'Complete' });
    expect(inOne('dueOn', '1 February 2023')).toEqual({ value: '2023-02-01' });
    expect(inOne('office', 'Strategic planning')).toEqual({ value: 'strategic-planning' });
    expect(inOne('raisedOn', '')).toEqual({ problem: 'This must not be empty' });
  });

  it('takes a new row under the next number of its board and day, and saves it', async () => {
    const own = await seeded();
    const request = requestOf(own, 'meeting-actions', NEW);
    expect(request).toEqual({
      kind: 'meeting-action',
      recordId: 'meeting-action/police-and-crime-panel/2022-09-27/7',
      values: {
        board: 'board/police-and-crime-panel',
        raisedOn: '2022-09-27',
        text: '=1+1 is text',
        givenTo: 'PCC',
        state: 'Open',
        afis: ['afi/7', 'afi/13'],
        meeting: 'meeting/police-and-crime-panel/2022-09-27',
        provenance: {
          document: 'Entered in Excel by Maria Lindqvist',
          dated: '2022-11-01',
          place: 'Worksheet table “Meeting actions”',
        },
      },
    });
    expect(await own.edit(request)).toMatchObject({ saved: true });
    await own.edit({ kind: 'meeting-action', recordId: request.recordId, op: 'delete', values: {} });
    expect(requestOf(own, 'meeting-actions', NEW).recordId).toBe('meeting-action/police-and-crime-panel/2022-09-27/8');
  });

  it('begins with 1 on another day, and says what it lacks', () => {
    expect(requestOf(replica, 'meeting-actions', { ...NEW, raisedOn: 44_866 }).recordId).toBe(
      'meeting-action/police-and-crime-panel/2022-11-01/1',
    );
    expect(newRowOf(replica, 'meeting-actions', { ...NEW, text: '', state: '' })).toEqual({ lacks: ['text', 'state'] });
  });
});
