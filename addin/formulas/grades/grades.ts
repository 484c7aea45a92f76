import { liveCell } from '../live-cell.ts';
import { areaNamed, notInPlanYet, onDay, spilled } from '../plan-lookups.ts';
import { optionalSwitch } from '../typed-arguments.ts';
import { gradeNotThere } from './grade-not-there.ts';
import { GRADE_HEADING, gradeRows } from './grade-rows.ts';

/**
 * HMICFRS's grade of an inspection area, such as Adequate; "Not graded" or "Pending" where it has none.
 * @customfunction
 * @param area The inspection area, by any name that the plan or the report prints
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function grade(area: unknown, asAt: unknown, invocation: CustomFunctions.StreamingInvocation<string>): void {
  liveCell(invocation, (reader) => {
    const { plan, day } = onDay(reader, asAt);
    const { id, fields } = areaNamed(reader, plan, area);
    const found = plan.record('inspection-area', id);
    if (found === null && day !== null) throw gradeNotThere(reader, fields, day);
    return found?.fields.grade ?? fields.grade;
  });
}

/**
 * HMICFRS's grades of all inspection areas, spilled, best first: area, grade, when a pending grade was expected, and how
 * many AFIs the plan lists under the area.
 * @customfunction
 * @param [headers] TRUE for a heading row
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function grades(
  headers: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const hasHeading = optionalSwitch(headers, 'headers');
    const { plan, day } = onDay(reader, asAt);
    const rows = gradeRows(plan);
    const [ever] = reader.all('inspection-area');
    if (rows.length === 0 && day !== null && ever !== undefined)
      throw notInPlanYet(reader, ever.fields, 'The report with the grades', day);
    return spilled(rows, GRADE_HEADING, hasHeading, 'No inspection area is recorded');
  });
}
