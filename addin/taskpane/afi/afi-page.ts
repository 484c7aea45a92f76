import type { Day } from '../../../shared/domain/calendar.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { type RagOnDay, ragOnDay } from '../plan/rag-on-day.ts';

/** One AFI with the records that its page shows beside it. */
export interface AfiPage {
  readonly afi: RecordOf<'afi'>;
  readonly area: RecordOf<'inspection-area'> | null;
  readonly board: RecordOf<'board'> | null;
  readonly boards: readonly RecordOf<'board'>[];
  readonly actions: readonly RecordOf<'action'>[];
  readonly offices: readonly RecordOf<'office'>[];
  readonly rag: RagOnDay;
  /** The day for which the RAG was worked out. */
  readonly asAt: Day;
}

/** Reads what an AFI's page shows, its RAG on the chosen day (null: today); null where there is no such AFI. */
export function afiPage(reader: ReplicaReader, recordId: string, chosenDay: Day | null): AfiPage | null {
  const afi = reader.record('afi', recordId);
  if (afi === null) return null;
  const asAt = chosenDay ?? reader.today();
  const { area, board } = afi.fields;
  return {
    afi,
    area: reader.record('inspection-area', area),
    board: board === undefined ? null : reader.record('board', board),
    boards: reader.all('board'),
    actions: reader
      .all('action')
      .filter(({ fields }) => fields.afis.includes(recordId))
      .sort((one, other) => one.fields.position - other.fields.position),
    offices: reader.all('office'),
    rag: ragOnDay(reader, afi, asAt),
    asAt,
  };
}
