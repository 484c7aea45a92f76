import type { Day } from '../../../shared/domain/calendar.ts';
import { EXISTENCE } from '../../../shared/sync/fold.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { personName } from '../person-name.ts';
import type { AnyRecord } from './any-record.ts';

/** Who deleted a record, when and why, as far as it is known here. */
export interface Deletion {
  readonly who: string;
  /** When it was recorded, ISO; null where that is not known. */
  readonly at: string | null;
  readonly effectiveOn: Day;
  /** Null where it is not known whether one was given. */
  readonly reason: string | null;
}

const NONE_GIVEN = 'None given';

/** Reads it from what waits to be sent, else from the log, which is fetched for it. */
export function deletionOf(
  reader: ReplicaReader,
  waiting: readonly Mutation[],
  record: AnyRecord,
  subject: string | undefined,
): Deletion {
  const mine = waiting.filter(({ op }) => op === 'delete').at(-1);
  if (mine !== undefined) {
    const { editedAt, effectiveOn, reason = NONE_GIVEN } = mine;
    return { who: 'You, not yet sent', at: editedAt, effectiveOn, reason };
  }
  const logged = reader.deletion(record.id);
  const effectiveOn = record.effective[EXISTENCE] ?? reader.today();
  if (logged === null) return { who: 'Not loaded yet', at: null, effectiveOn, reason: null };
  const who = personName(logged, reader.all('office'), subject);
  return { who, at: logged.recordedAt, effectiveOn: logged.effectiveOn, reason: logged.reason ?? NONE_GIVEN };
}
