import { describe, expect, it } from 'vitest';
import { ragOn } from '../../../shared/domain/afi.ts';
import { lastDayOfMonth } from '../../../shared/domain/calendar.ts';
import { callMonthId } from '../../../shared/domain/call-month.ts';
import { areaHasName } from '../../../shared/domain/inspection-area.ts';
import { RECORD_KINDS } from '../../../shared/domain/record-kinds.ts';
import { fieldsBy, seedRecord, seedRecords, seeds } from './seed-records.ts';

const afis = [...seedRecords('afi').values()];
const areas = [...seedRecords('inspection-area').values()];

/** Completion month as the slides print it, by AFI. */
const PROMISED: Record<string, readonly number[]> = {
  '2022-11': [15],
  '2022-12': [7, 13, 14, 16, 18],
  '2023-01': [5, 10, 11, 12, 17, 19],
  '2023-02': [1, 2, 3],
  '2023-04': [6],
  '2023-05': [4],
  '2023-12': [8, 9],
};

describe('the plan', () => {
  it('has nineteen AFIs, all in progress at the end of October 2022 and none with a status before', () => {
    expect(afis.map(({ number }) => number)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
    expect(new Set(afis.map(({ status }) => status))).toEqual(new Set(['In progress']));
    const before = seeds.entries.filter(({ kind }) => kind === 'afi').map((entry) => fieldsBy(entry, '2022-10-30'));
    expect(before.filter((fields) => 'status' in fields || 'baseline' in fields)).toEqual([]);
  });

  it.each(Object.entries(PROMISED))('promises completion by the end of %s', (month, numbers) => {
    const due = afis.filter(({ baseline }) => baseline === lastDayOfMonth(month));
    expect(due.map(({ number }) => number)).toEqual(numbers);
    expect(due.every(({ forecast, baseline }) => forecast === baseline)).toBe(true);
  });

  it('handles AFIs 1 to 3 and 10 to 12 together and every other alone', () => {
    for (const { number, handledWith } of afis) {
      const group = [
        [1, 2, 3],
        [10, 11, 12],
      ].find((numbers) => numbers.includes(number));
      expect(handledWith).toEqual(group ?? [number]);
    }
  });

  it('keeps both wordings where the slides shorten the report', () => {
    const shortened = afis.filter(({ planWording, reportWording }) => planWording !== reportWording);
    expect(shortened.map(({ number }) => number)).toEqual([7, 8]);
    expect(shortened[0]?.planWording).toContain('those that are vulnerable');
    expect(shortened[0]?.reportWording).toContain('callers who are vulnerable');
    expect(shortened[1]?.reportWording).toContain('appropriate advice');
  });

  it('lists AFI 4 under an area that is not graded, and under Crime data integrity in the report', () => {
    const afi = seedRecord('afi', 'afi/4');
    expect(seedRecord('inspection-area', afi.area)).toMatchObject({
      name: 'Victim Service Assessment',
      grade: 'Not graded',
    });
    expect(afi.reportSection).toBe('Crime data integrity');
  });

  it('finds the area of every other AFI by the heading under which the report lists it', () => {
    for (const afi of afis.filter(({ number }) => number !== 4)) {
      expect(areaHasName(seedRecord('inspection-area', afi.area), afi.reportSection), `AFI ${afi.number}`).toBe(true);
    }
  });

  it('quotes a qualifying word in each quotation, and none where the documents have none', () => {
    const quotations = afis.flatMap(({ qualifyingWords }) => qualifyingWords.map(({ quotation }) => quotation));
    expect(quotations.filter((text) => !/\b(often|sometimes|rarely|always)\b/i.test(text))).toEqual([]);
    const without = afis.filter(({ qualifyingWords }) => qualifyingWords.length === 0);
    expect(without.map(({ number }) => number)).toEqual([1, 3, 4, 5, 6, 19]);
  });

  it('makes AFI 15 overdue on the day of the panel, which was told that the plan remains current', () => {
    const afi = seedRecord('afi', 'afi/15');
    expect(ragOn(afi, '2022-10-31')).toBe('At risk');
    expect(ragOn(afi, '2022-12-06')).toBe('Overdue');
  });

  it('gives every AFI its actions, in the order of the slides', () => {
    const actions = [...seedRecords('action').values()];
    expect(actions).toHaveLength(62);
    const bullets = [10, 10, 10, 2, 3, 3, 4, 4, 5, 6, 6, 6, 3, 4, 3, 3, 4, 4, 4];
    for (const { number } of afis) {
      const own = actions.filter((action) => action.afis.includes(`afi/${number}`));
      expect(own.map(({ position }) => position)).toEqual(
        Array.from({ length: bullets[number - 1] ?? 0 }, (_, index) => index + 1),
      );
    }
  });
});

describe('the grades', () => {
  it('grades nine areas and leaves one not graded and two pending', () => {
    const withGrade = (grade: string): string[] => areas.filter((area) => area.grade === grade).map(({ name }) => name);
    expect(withGrade('Outstanding')).toEqual(['Recording data about crime']);
    expect(withGrade('Good')).toHaveLength(4);
    expect(withGrade('Adequate')).toEqual(['Protecting vulnerable people']);
    expect(withGrade('Requires improvement')).toHaveLength(3);
    expect(withGrade('Not graded')).toEqual(['Victim Service Assessment']);
    expect(withGrade('Pending')).toEqual(['Serious and organised crime', 'Counter corruption and vetting']);
    expect(areas.filter(({ gradeExpected }) => gradeExpected === 'December 2022')).toHaveLength(2);
  });

  it('gives no name to two areas', () => {
    for (const name of areas.flatMap((area) => [area.name, ...area.aliases])) {
      expect(
        areas.filter((area) => areaHasName(area, name)),
        name,
      ).toHaveLength(1);
    }
  });
});

describe('the figures', () => {
  it('has six months of calls of each channel', () => {
    const months = ['2022-04', '2022-05', '2022-06', '2022-07', '2022-08', '2022-09'];
    const expected = (['999', '101'] as const).flatMap((channel) => months.map((month) => callMonthId(channel, month)));
    expect([...seedRecords('call-month').keys()]).toEqual(expected);
  });

  it('has five VAWG categories in two periods, the later one immature', () => {
    const periods = [...seedRecords('vawg-period').values()];
    expect(periods).toHaveLength(10);
    expect(periods.every(({ immature, quarterTo }) => immature === (quarterTo === '2022-09'))).toBe(true);
    expect([...seedRecords('vawg-theme').values()].map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  });

  it('has records of every kind', () => {
    const kinds = new Set(seeds.entries.map(({ kind }) => kind));
    expect(RECORD_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});
