import { describe, expect, it } from 'vitest';
import { passesFilter, planSections, printedNumbers } from '../../../../addin/taskpane/plan/plan-sections.ts';
import { ragOnDay } from '../../../../addin/taskpane/plan/rag-on-day.ts';
import { seededCommits, seededRecords } from './seeded-records.ts';
import { asha, seededServices } from './seeded-services.ts';

const { replica, historyArrives } = await seededServices(seededRecords(), asha);
const afis = replica.all('afi');
const areas = replica.all('inspection-area');
const afi = (number: number) => {
  const found = afis.find(({ fields }) => fields.number === number);
  if (found === undefined) throw new Error(`The seeds hold no AFI ${number}`);
  return found;
};

describe('the plan', () => {
  it('stands by inspection area, and in it by what is handled together', () => {
    const sections = planSections(afis, areas);
    expect(sections.map(({ area }) => area?.fields.name).slice(0, 3)).toEqual([
      'Responding to the public',
      'Investigating crime',
      'Good use of resources',
    ]);
    const investigating = sections[1]?.groups.map((group) => group.map(({ fields }) => fields.number));
    expect(investigating).toEqual([[2], [10, 11, 12], [13], [14]]);
    expect(sections.flatMap(({ groups }) => groups.flat())).toHaveLength(19);
  });

  it('is searched by every typed word, in wordings, area names and offices', () => {
    const found = (text: string) =>
      afis
        .filter((each) =>
          passesFilter(each, areas.find(({ id }) => id === each.fields.area) ?? null, { text, status: '' }),
        )
        .map(({ fields }) => fields.number);
    expect(found('repeat CALLERS')).toEqual([7]);
    expect(found('afi 15')).toEqual([15]);
    expect(found('treating the public with fairness')).toEqual([5]);
    expect(found('unicorn')).toEqual([]);
  });

  it('is filtered by status', () => {
    const passing = afis.filter((each) => passesFilter(each, null, { text: '', status: 'Discharged' }));
    expect(passing).toEqual([]);
  });

  it('prints numbers in a row short', () => {
    expect([[7], [10, 11, 12], [1, 3], [1, 2, 5]].map(printedNumbers)).toEqual([
      '7',
      '10 to 12',
      '1 and 3',
      '1, 2 and 5',
    ]);
  });
});

describe('a RAG as at a day', () => {
  it('is what held then, once the history is here', async () => {
    expect(ragOnDay(replica, afi(7), '2026-11-22')).toBe('Overdue');
    expect(ragOnDay(replica, afi(7), '2022-10-31')).toBe('On track');
    expect(ragOnDay(replica, afi(7), '2022-06-01')).toBe('Changed since');
    await historyArrives(seededCommits());
    expect(ragOnDay(replica, afi(15), '2022-10-31')).toBe('At risk');
    expect(ragOnDay(replica, afi(15), '2022-12-06')).toBe('Overdue');
    expect(ragOnDay(replica, afi(7), '2022-06-01')).toBe('Not recorded');
  });
});
