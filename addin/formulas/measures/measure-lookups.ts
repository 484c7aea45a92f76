import { roundTo } from '../../../shared/domain/arithmetic.ts';
import { type Day, lastDayOfMonth, parseDay } from '../../../shared/domain/calendar.ts';
import type { Measure, Observation } from '../../../shared/domain/measure.ts';
import { observationsInOrder, periodEnd } from '../../../shared/domain/observation-order.ts';
import { parseEnd, parseMonthRange } from '../../../shared/domain/period.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { badArgument, notAvailable } from '../formula-error.ts';
import { longDay, onDay } from '../plan-lookups.ts';
import { dayIn, isLeftOut, monthIn, textOf } from '../typed-arguments.ts';

const MIN_PART = 3;
const MAX_NAMED = 5;

/** Small letters, digits and single spaces: how names and periods are compared that people type. */
const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim();

/** A measure with its readings in order of time, as they were on a day. */
export interface Readings {
  readonly measure: Measure;
  /** Never empty. */
  readonly readings: readonly Observation[];
}

export function readingsNamed(reader: ReplicaReader, name: unknown, asAt: unknown): Readings {
  const { plan, day } = onDay(reader, asAt);
  // what was not in the dataset yet is named as it is known now
  const { id, fields: measure } =
    measureNamed(plan, name) ?? measureNamed(reader, name) ?? unknownMeasure(reader, name);
  const observations = plan.all('observation').map(({ fields }) => fields);
  const readings = observationsInOrder(observations.filter((each) => each.measure === id));
  if (readings.length > 0) return { measure, readings };
  throw notAvailable(
    `No reading of "${measure.name}" ${day === null ? 'is recorded' : `was recorded on ${longDay(day)}`}`,
  );
}

/** By id, whole name, or a part of the name that no other measure has; null where none has it. */
function measureNamed(reader: ReplicaReader, argument: unknown): RecordOf<'measure'> | null {
  const typed = textOf(argument);
  const words = plainWords(typed);
  if (words.length < MIN_PART) throw badArgument('name', 'the name of a measure, or a part of it that no other has');
  const measures = reader.all('measure');
  const whole = measures.find(
    ({ id, fields }) => id === typed || id === `measure/${typed}` || plainWords(fields.name) === words,
  );
  if (whole !== undefined) return whole;
  const having = measures.filter(({ fields }) => plainWords(fields.name).includes(words));
  if (having.length > 1) throw badArgument('name', `the name of one measure; "${typed}" is in ${named(having)}`);
  return having[0] ?? null;
}

/** Says which measures share a word with what was typed. */
function unknownMeasure(reader: ReplicaReader, argument: unknown): never {
  const typed = textOf(argument);
  const words = plainWords(typed)
    .split(' ')
    .filter((word) => word.length > MIN_PART);
  const near = reader.all('measure').filter(({ fields }) => {
    const own = plainWords(fields.name).split(' ');
    return words.some((word) => own.includes(word));
  });
  const hint = near.length === 0 ? 'PEEL.AFIMEASURES lists those of an AFI' : `near it: ${named(near)}`;
  throw notAvailable(`There is no measure "${typed}" (${hint})`);
}

function named(measures: readonly RecordOf<'measure'>[]): string {
  const names = measures.map(({ fields }) => fields.name).sort();
  const more = names.splice(MAX_NAMED).length;
  return names.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** The reading of a period: as it is printed, its months, its day, its end ("to September 2022"), or a part that no other has; the latest where it is left out. */
export function readingOf({ measure, readings }: Readings, period: unknown): Observation {
  if (isLeftOut(period)) return latestOf(readings);
  const typed = textOf(period);
  const words = plainWords(typed);
  const printed = readings.filter((each) => plainWords(each.period) === words).at(-1);
  if (printed !== undefined) return printed;
  const dated = datedReadings(readings, period);
  // a month never stands for the half-year whose name it is a part of
  const isPart = dated === null && words.length >= MIN_PART;
  const [found, ...others] = isPart
    ? readings.filter((each) => plainWords(each.period).includes(words))
    : (dated ?? []);
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined) throw badArgument('period', `that of one reading: ${periods([found, ...others])}`);
  if (dated === null) throw badArgument('period', `one of ${periods(readings)}`);
  throw notAvailable(
    `There is no reading of "${measure.name}" for ${asTyped(period)} (recorded: ${periods(readings)})`,
  );
}

/** The latest reading; refused where a year and a quarter both end last, of which neither is the later. */
function latestOf(readings: readonly Observation[]): Observation {
  const latest = readings.at(-1);
  if (latest === undefined) throw notAvailable('No reading is recorded');
  const end = periodEnd(latest);
  const rivals = end === null ? [latest] : readings.filter((each) => periodEnd(each) === end);
  if (new Set(rivals.map((each) => plainWords(each.period))).size === 1) return latest;
  throw badArgument('period', `that of one reading: ${periods(rivals)}`);
}

/** The readings of just the day or months that were typed; null where neither is recognised. */
function datedReadings(readings: readonly Observation[], period: unknown): readonly Observation[] | null {
  const end = parseEnd(textOf(period));
  if (end !== null) return readings.filter((each) => periodEnd(each) === lastDayOfMonth(end));
  const day = dayIn(period);
  const ofDay = day === null ? [] : readings.filter((each) => isOfDay(each, day));
  if (ofDay.length > 0) return ofDay;
  const month = monthIn(period);
  const range = month === null ? parseMonthRange(textOf(period)) : { first: month, last: month };
  if (range === null) return null;
  const [from, to] = [`${range.first}-01`, lastDayOfMonth(range.last)];
  return readings.filter((each) => {
    const own = parseMonthRange(each.period);
    return (each.from === from && each.to === to) || (own?.first === range.first && own.last === range.last);
  });
}

const isOfDay = ({ from, to, period }: Observation, day: Day): boolean =>
  (from === day && to === day) || parseDay(period) === day;

const periods = (readings: readonly Observation[]): string => readings.map(({ period }) => period).join(', ');

/** What was asked for; an Excel date as a day. */
const asTyped = (period: unknown): string => {
  const day = dayIn(period);
  return day === null ? textOf(period) : longDay(day);
};

/** A reading as Excel holds it: a percentage as a fraction (81% is 0.81), anything else in the measure's unit. */
export const measureValue = ({ unit }: Measure, { value }: Observation): number =>
  unit === 'percent' ? roundTo(value / 100, 6) : value;

/** A row a reading, in order of time: its period as printed, its value, and the source's qualifier, blank where it is exact. */
export function trendRows({ measure, readings }: Readings): unknown[][] {
  return readings.map((reading) => [
    reading.period,
    measureValue(measure, reading),
    reading.qualifier === 'exact' ? '' : reading.qualifier,
  ]);
}
