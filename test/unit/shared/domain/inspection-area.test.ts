import { describe, expect, it } from 'vitest';
import { areaHasName, byGrade, type InspectionArea } from '../../../../shared/domain/inspection-area.ts';

const SOURCE = { document: 'Slides', dated: '2022-10-31', place: 'slide 2' };
const area = (name: string, grade: InspectionArea['grade'], aliases: string[] = []): InspectionArea => ({
  inspection: 'inspection/kent-2021-22',
  name,
  aliases,
  grade,
  gradeSource: SOURCE,
  provenance: SOURCE,
});

describe('an inspection area', () => {
  const treatment = area('Treatment of the public', 'Good', ['Engagement / Treating the Public with Fairness']);

  it.each([
    'treatment of the public',
    ' Treatment  of the public. ',
    'Engagement/Treating the public with fairness',
    'engagement - treating the public with fairness',
  ])('has the name %j', (typed) => expect(areaHasName(treatment, typed)).toBe(true));

  it.each(['', 'Treatment', 'Treatment of the publics', 'of the public'])('has not the name %j', (typed) =>
    expect(areaHasName(treatment, typed)).toBe(false),
  );

  it('takes & for and', () => {
    expect(areaHasName(area('Serious and organised crime', 'Pending'), 'Serious & Organised Crime')).toBe(true);
  });

  it('stands by its grade, best first, then by its name', () => {
    const areas = [
      area('Z', 'Pending'),
      area('B', 'Inadequate'),
      area('C', 'Good'),
      area('A', 'Not graded'),
      area('B', 'Good'),
      area('X', 'Outstanding'),
    ];
    expect(areas.sort(byGrade).map(({ name }) => name)).toEqual(['X', 'B', 'C', 'B', 'A', 'Z']);
  });
});
