import { gradeNotThere } from '../grades/grade-not-there.ts';
import { areaNamed, onDay } from '../plan-lookups.ts';
import { type Explainer, explainer, restsOn } from './explanation.ts';

type GradeFormula = 'GRADE' | 'GRADES';

export const GRADE_EXPLAINERS: Readonly<Record<GradeFormula, Explainer>> = {
  GRADE: explainer(1, (reader, asAt, [area]) => {
    const { plan: on, day } = onDay(reader, asAt);
    const { id, fields } = areaNamed(reader, on, area);
    const found = on.record('inspection-area', id);
    if (found === null && day !== null) throw gradeNotThere(reader, fields, day);
    return {
      figure: `Grade of ${fields.name}`,
      rule: "HMICFRS's grade, as the source prints it",
      restsOn: found === null ? [] : [restsOn(found, 'grade', found.fields.gradeSource)],
      on,
    };
  }),
  GRADES: explainer(1, (reader, asAt) => {
    const { plan: on } = onDay(reader, asAt);
    return {
      figure: 'Grades of the inspection areas',
      rule: "HMICFRS's grades, as the source prints them, best first; an AFI counts under the area where the plan lists it",
      restsOn: on.all('inspection-area').map((area) => restsOn(area, 'grade', area.fields.gradeSource)),
      on,
    };
  }),
};
