import type { Afi } from '../../../shared/domain/afi.ts';
import { type Day, dayBefore, excelSerial } from '../../../shared/domain/calendar.ts';
import { groupOf } from '../../../shared/domain/record-kinds.ts';
import { EXISTENCE } from '../../../shared/sync/fold.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { afiTitle } from '../afi/afi-card.ts';
import { onDay } from '../plan-lookups.ts';
import { type AfiField, changedFields, fieldWords, sameField, shownField } from './afi-fields.ts';
import type { Span } from './board-day.ts';

export const CHANGE_HEADING = ['AFI', 'What changed', 'Before', 'After', 'Effective on'] as const;

type AfiRecord = RecordOf<'afi'>;

/**
 * Where the plan as at the second day differs from the plan as at the first: a row a field, by AFI and then in the order
 * in which a board asks for them. An AFI that came into the plan or left it has one row, with its wording.
 */
export function changeRows(reader: ReplicaReader, { from, to }: Span): unknown[][] {
  const { plan: earlier } = onDay(reader, from);
  const { plan: later } = onDay(reader, to);
  const before = new Map(earlier.all('afi').map((afi) => [afi.id, afi]));
  const after = new Map(later.all('afi').map((afi) => [afi.id, afi]));
  const both = [...new Map([...before, ...after]).values()].sort(
    (one, other) => one.fields.number - other.fields.number,
  );
  return both.flatMap(({ id }) => {
    const [was, is] = [before.get(id), after.get(id)];
    if (was === is) return []; // a record that did not change keeps its object
    if (was === undefined && is !== undefined) return [[...cameIn(is.fields), excelSerial(firstDay(is))]];
    if (was !== undefined && is === undefined) return [[...left(was.fields), excelSerial(lastDay(later, id, to))]];
    if (was === undefined || is === undefined) return [];
    return changedFields(was.fields, is.fields).map((field) => [
      is.fields.number,
      fieldWords(field),
      shownField(earlier, was.fields, field),
      shownField(later, is.fields, field),
      excelSerial(effectiveOn(reader, is, field)),
    ]);
  });
}

const IN_THE_PLAN = 'In the plan';
const cameIn = (afi: Afi): unknown[] => [afi.number, IN_THE_PLAN, 'No', afiTitle(afi)];
const left = (afi: Afi): unknown[] => [afi.number, IN_THE_PLAN, afiTitle(afi), 'No'];

/** The day from which a record was there: that of its restoring, else that of the number it began with. */
const firstDay = ({ effective }: AfiRecord): Day => effective[EXISTENCE] ?? effective.number ?? '';

const lastDay = (later: ReplicaReader, id: string, to: Day): Day =>
  later.deleted().find((record) => record.id === id)?.effective[EXISTENCE] ?? to;

/** The day from which a field has held its value: a change of its group's other fields is passed over. */
function effectiveOn(reader: ReplicaReader, afi: AfiRecord, field: AfiField): Day {
  const day = afi.effective[groupOf('afi', field)] ?? firstDay(afi);
  const before = onDay(reader, dayBefore(day)).plan.record('afi', afi.id);
  const heldBefore = before !== null && sameField(before.fields, afi.fields, field);
  return heldBefore ? effectiveOn(reader, before, field) : day;
}
