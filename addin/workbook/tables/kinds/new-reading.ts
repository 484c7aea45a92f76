import { slugOf } from '../../../../shared/domain/field-schemas.ts';
import { parseWrittenDay } from '../../../../shared/domain/typed-day.ts';
import type { RecordOf } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { squeezed } from '../cells/cell-form.ts';
import { datesOfPeriod } from '../cells/period-cell.ts';
import { createListIndex } from './list-index.ts';
import { deletedRecord } from './new-rows.ts';

const MAX_ID = 120;

/** The last part of a reading's id: `2022-06`, `2022-10-31`, `2022-04-to-2022-09`, else the period's own words. */
function periodSlug(period: string): string {
  const day = parseWrittenDay(period);
  if (day !== null) return day;
  const { from, to } = datesOfPeriod(period);
  if (from === undefined || to === undefined) return slugOf(period).replace(/^-+|-+$/g, '') || 'reading';
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)];
  return first === last ? first : `${first}-to-${last}`;
}

/** The id of a new reading, which no record has or had: `observation/investigation-plans-notes/2022-06`. */
export function newReadingId(reader: ReplicaReader, measure: string, period: string): string {
  const base = `observation/${measure.slice('measure/'.length)}/${periodSlug(period)}`;
  const isTaken = (id: string): boolean =>
    reader.record('observation', id) !== null || deletedRecord(reader, id) !== null;
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : `-${number}`;
    const id = base.slice(0, MAX_ID - ending.length) + ending;
    if (!isTaken(id)) return id;
  }
}

/** Whether a measure has a reading for the period, by its words or its dates. */
export function hasReading(reader: ReplicaReader, measure: string, period: string): boolean {
  const { from, to } = datesOfPeriod(period);
  const periods = periodsByMeasure(reader.all('observation')).get(measure);
  const hasDates = from !== undefined && periods?.has(asDates(from, to)) === true;
  return hasDates || periods?.has(asWords(period)) === true;
}

const asDates = (from: string | undefined, to: string | undefined): string => `dates ${from} ${to}`;
const asWords = (period: string): string => `words ${squeezed(period)}`;

/** The periods of each measure's readings, by their words and by their dates. */
const periodsByMeasure = createListIndex<RecordOf<'observation'>, Map<string, Set<string>>>(
  () => new Map(),
  (byMeasure, { fields: { measure, period, from, to } }) => {
    const periods = byMeasure.get(measure) ?? new Set();
    byMeasure.set(measure, periods.add(asWords(period)));
    if (from !== undefined) periods.add(asDates(from, to));
  },
);
