import { change, pointChange } from '../../../shared/domain/arithmetic.ts';
import type { Measure } from '../../../shared/domain/measure.ts';
import { observationsInOrder } from '../../../shared/domain/observation-order.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { measureValue } from '../measures/measure-lookups.ts';

export const MEASURE_HEADING = ['Measure', 'First value', 'Latest value', 'Change (percentages: in points)'] as const;

/** The evidence measures of an AFI: name, first value, latest value, change; blank where there is one reading only. */
export function measureRows(reader: ReplicaReader, afiId: string): unknown[][] {
  const measures = reader.all('measure').filter(({ fields }) => fields.afis.includes(afiId));
  const observations = reader.all('observation').map(({ fields }) => fields);
  return measures.flatMap(({ id, fields }) => {
    const readings = observationsInOrder(observations.filter(({ measure }) => measure === id));
    const [first] = readings;
    const latest = readings.at(-1);
    if (first === undefined || latest === undefined) return [];
    const changed = readings.length === 1 ? '' : changeBetween(fields, first.value, latest.value);
    return [[fields.name, measureValue(fields, first), measureValue(fields, latest), changed]];
  });
}

const changeBetween = ({ unit }: Measure, first: number, latest: number): number =>
  unit === 'percent' ? pointChange(first, latest) : change(first, latest);
