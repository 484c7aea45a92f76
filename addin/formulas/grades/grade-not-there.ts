import type { Day } from '../../../shared/domain/calendar.ts';
import type { InspectionArea } from '../../../shared/domain/inspection-area.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { type FormulaError, notAvailable } from '../formula-error.ts';
import { longDay, notInPlanYet } from '../plan-lookups.ts';

/** Why an area has no grade on a day. The report may itself leave a grade pending: it was published, the grade was not. */
export function gradeNotThere(reader: ReplicaReader, area: InspectionArea, day: Day): FormulaError {
  const publishedOn = reader.record('inspection', area.inspection)?.fields.publishedOn;
  if (publishedOn === undefined || day >= publishedOn)
    return notInPlanYet(reader, area, `The grade of ${area.name}`, day);
  return notAvailable(`The report was published on ${longDay(publishedOn)}; ask for that day or later`);
}
