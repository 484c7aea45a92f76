import type { Measure, Observation } from '../../../shared/domain/measure.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { readingOf, readingsNamed } from '../measures/measure-lookups.ts';
import { onDay } from '../plan-lookups.ts';
import { type Explainer, type Explanation, explainer, NOT_PUBLISHED, type RestsOn, restsOn } from './explanation.ts';

type MeasureFormula = 'MEASURE' | 'MEASURETREND';

/** What a reading counts, of what, and how sure its source is of it. */
function ofReading(measure: Measure, reading: Observation): Pick<Explanation, 'ratio' | 'rule'> {
  const { qualifier, plusOrMinus, quotation, numerator, denominator } = reading;
  const rule = [
    measure.definition.replace(/\.$/, ''),
    ...(qualifier === 'exact' ? [] : [`the source says "${qualifier}"`]),
    ...(plusOrMinus === undefined ? [] : [`plus or minus ${plusOrMinus}`]),
    ...(quotation === undefined ? [] : [`in its words: ${quotation}`]),
  ].join('; ');
  if (measure.unit !== 'percent' && numerator === undefined) return { rule };
  return { rule, ratio: { numerator: numerator ?? NOT_PUBLISHED, denominator: denominator ?? NOT_PUBLISHED } };
}

const ofReadings = (on: ReplicaReader, readings: readonly Observation[]): RestsOn[] =>
  on
    .all('observation')
    .filter(({ fields }) => readings.includes(fields))
    .map((reading) => restsOn(reading, 'value'));

export const MEASURE_EXPLAINERS: Readonly<Record<MeasureFormula, Explainer>> = {
  MEASURE: explainer(2, (reader, asAt, [name, period]) => {
    const named = readingsNamed(reader, name, asAt);
    const reading = readingOf(named, period);
    const { plan: on } = onDay(reader, asAt);
    return {
      figure: `${named.measure.name}, ${reading.period}`,
      ...ofReading(named.measure, reading),
      restsOn: ofReadings(on, [reading]),
      on,
    };
  }),
  MEASURETREND: explainer(1, (reader, asAt, [name]) => {
    const { measure, readings } = readingsNamed(reader, name, asAt);
    const { plan: on } = onDay(reader, asAt);
    return {
      figure: `${measure.name}, ${readings.length} ${readings.length === 1 ? 'reading' : 'readings'}`,
      rule: measure.definition,
      restsOn: ofReadings(on, readings),
      on,
    };
  }),
};
