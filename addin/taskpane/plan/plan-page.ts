import type { Day } from '../../../shared/domain/calendar.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { type RagOnDay, ragOnDay } from './rag-on-day.ts';

/** What the plan's list shows. */
export interface PlanPage {
  readonly afis: readonly RecordOf<'afi'>[];
  readonly areas: readonly RecordOf<'inspection-area'>[];
  /** The day for which RAGs are worked out. */
  readonly asAt: Day;
  readonly today: Day;
  /** The day of the plan's last printed report, by its actions; null where it has none. */
  readonly reportDay: Day | null;
  /** By the AFI's record id. */
  readonly rags: Readonly<Record<string, RagOnDay>>;
}

/** Reads the plan with its RAGs on a day; null means today, whichever day that is. */
export function planPage(reader: ReplicaReader, chosenDay: Day | null): PlanPage {
  const today = reader.today();
  const asAt = chosenDay ?? today;
  const afis = reader.all('afi');
  const reported = reader.all('action').map(({ fields }) => fields.reportedOn);
  return {
    afis,
    areas: reader.all('inspection-area'),
    asAt,
    today,
    reportDay: reported.sort().at(-1) ?? null,
    rags: Object.fromEntries(afis.map((afi) => [afi.id, ragOnDay(reader, afi, asAt)])),
  };
}
