import { change, pointChange, roundTo } from '../../../shared/domain/arithmetic.ts';
import type { Measure, Observation } from '../../../shared/domain/measure.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';

export const MEASURE_HEADING = ['Measure', 'First value', 'Latest value', 'Change (percentages: in points)'] as const;

/** The evidence measures of an AFI: name, first value, latest value, change; blank where there is one reading only. */
export function measureRows(reader: ReplicaReader, afiId: string): unknown[][] {
  const measures = reader.all('measure').filter(({ fields }) => fields.afis.includes(afiId));
  const observations = reader.all('observation').map(({ fields }) => fields);
  return measures.flatMap(({ id, fields }) => {
    const readings = observations.filter(({ measure }) => measure === id).sort(byPeriod);
    const [first] = readings;
    const latest = readings.at(-1);
    if (first === undefined || latest === undefined) return [];
    const changed = readings.length === 1 ? '' : changeBetween(fields, first.value, latest.value);
    return [[fields.name, inExcel(fields, first.value), inExcel(fields, latest.value), changed]];
  });
}

/** A percentage as Excel holds it, a fraction: 81 is 0.81. */
const inExcel = ({ unit }: Measure, value: number): number => (unit === 'percent' ? roundTo(value / 100, 6) : value);

const changeBetween = ({ unit }: Measure, first: number, latest: number): number =>
  unit === 'percent' ? pointChange(first, latest) : change(first, latest);

const byPeriod = (one: Observation, other: Observation): number => lastDay(one).localeCompare(lastDay(other));
const lastDay = ({ to, from, provenance }: Observation): string => to ?? from ?? provenance.dated;
