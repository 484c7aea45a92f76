import { type Day, lastDayOfMonth, parseDay } from './calendar.ts';
import type { Observation } from './measure.ts';
import { parseMonthRange } from './period.ts';

/** The last day of a reading's period, where the source dates it. */
export function periodEnd({ to, from, period }: Observation): Day | null {
  const range = parseMonthRange(period);
  return to ?? parseDay(period) ?? (range === null ? null : lastDayOfMonth(range.last)) ?? from ?? null;
}

/**
 * Readings of one measure in order of time, the latest last. The documents leave the period of a reading undated where they look
 * back ("used to", "the previous year"): such a one comes before what the same document dates.
 */
export function observationsInOrder<T extends Observation>(readings: readonly T[]): T[] {
  const keyed = readings.map((reading) => {
    const end = periodEnd(reading);
    return { reading, day: end ?? firstEndInDocument(readings, reading), isDated: end !== null };
  });
  return keyed
    .sort((one, other) => one.day.localeCompare(other.day) || Number(one.isDated) - Number(other.isDated))
    .map(({ reading }) => reading);
}

function firstEndInDocument(readings: readonly Observation[], { provenance }: Observation): Day {
  const sameDocument = readings.filter((each) => each.provenance.document === provenance.document);
  const [first = provenance.dated] = sameDocument.flatMap((each) => periodEnd(each) ?? []).sort();
  return first;
}
