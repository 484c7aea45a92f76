import { describe, expect, it } from 'vitest';
import { boardsNamed } from '../../../../shared/domain/meeting.ts';

const NAMES = [
  'Force Improvement Board',
  'PEEL Oversight Board',
  'Performance and Delivery Board',
  'Kent and Medway Police and Crime Panel',
  'Victim Justice Board',
];
const boards = NAMES.map((name) => ({ fields: { name } }));
const meant = (typed: string): string[] => boardsNamed(boards, typed).map(({ fields }) => fields.name);

describe('a board that somebody typed', () => {
  it.each([
    ['PEEL Oversight Board', 'PEEL Oversight Board'],
    ['  peel   oversight board ', 'PEEL Oversight Board'],
    ['Performance & Delivery Board', 'Performance and Delivery Board'],
    ["the Commissioner's Performance and Delivery Board", 'Performance and Delivery Board'],
    ['victims’ justice board', 'Victim Justice Board'],
    ['the Panel', 'Kent and Medway Police and Crime Panel'],
    ['Police and Crime Panel', 'Kent and Medway Police and Crime Panel'],
    ['Force Improvement', 'Force Improvement Board'],
  ])('%j is the %s', (typed, name) => expect(meant(typed)).toEqual([name]));

  it('may be several, or none, but never one by half a word', () => {
    expect(meant('Board')).toEqual(NAMES.filter((name) => name.endsWith('Board')));
    expect(['Pan', 'Delivery Performance', '', ' ', '?', 'the'].map(meant)).toEqual([[], [], [], [], [], []]);
  });

  it('is the one of just that name, though others hold its words', () => {
    const [whole, longer] = [{ fields: { name: 'Oversight Board' } }, { fields: { name: 'PEEL Oversight Board' } }];
    expect(boardsNamed([longer, whole], 'oversight board')).toEqual([whole]);
  });
});
