import { byGrade } from '../../../shared/domain/inspection-area.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';

export const GRADE_HEADING = ['Inspection area', 'Grade', 'Grade expected', 'AFIs'] as const;

/** A row for each inspection area, best grade first. */
export function gradeRows(reader: ReplicaReader): unknown[][] {
  const afis = reader.all('afi');
  return [...reader.all('inspection-area')]
    .sort((one, other) => byGrade(one.fields, other.fields))
    .map(({ id, fields: { name, grade, gradeExpected } }) => [
      name,
      grade,
      gradeExpected ?? '',
      afis.filter(({ fields }) => fields.area === id).length,
    ]);
}
