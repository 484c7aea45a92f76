import { type Rag, ragOn } from '../../../shared/domain/afi.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';

/** A RAG, or that the status and forecast held here are from a later day than the one asked about. */
export type RagOnDay = Rag | 'Changed since';

/** Every RAG in the order in which a board asks about them. */
export const RAG_ORDER: readonly RagOnDay[] = [
  'Overdue',
  'At risk',
  'On track',
  'Complete',
  'Not recorded',
  'Changed since',
];

/**
 * The RAG of an AFI on a day, from what held on that day. Until the history is here, what is known now stands in;
 * a status set after that day is then told as such, since to show it would rewrite the past.
 */
export function ragOnDay(reader: ReplicaReader, afi: RecordOf<'afi'>, day: Day): RagOnDay {
  if (day === reader.today()) return ragOn(afi.fields, day);
  const past = reader.asAt(day);
  if (past !== null) {
    const then = past.record('afi', afi.id);
    return then === null ? 'Not recorded' : ragOn(then.fields, day);
  }
  const heldFrom = afi.effective.status;
  const isLater = heldFrom !== undefined && heldFrom > day;
  return isLater ? 'Changed since' : ragOn(afi.fields, day);
}
