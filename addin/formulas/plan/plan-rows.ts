import { type Afi, ragOn, STATUS_NOT_RECORDED, slipDays } from '../../../shared/domain/afi.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { afiLead, afiTitle } from '../afi/afi-card.ts';
import { boardName, dateCell } from '../plan-lookups.ts';

/** What an analyst sorts, filters and counts by first; wording and lead are last things to read. */
export const PLAN_HEADING = [
  'AFI',
  'Area for improvement',
  'Status',
  'RAG',
  'Due',
  'First promised',
  'Slip (days)',
  'Inspection area',
  'Grade',
  'Lead',
  'Board',
] as const;

/** One row of the plan on a day: dates as serials, and blank with the slip where they are not recorded. */
export function planRow(reader: ReplicaReader, afi: Afi, day: Day): unknown[] {
  const area = reader.record('inspection-area', afi.area)?.fields;
  return [
    afi.number,
    afiTitle(afi),
    afi.status ?? STATUS_NOT_RECORDED,
    ragOn(afi, day),
    dateCell(afi.forecast),
    dateCell(afi.baseline),
    slipDays(afi) ?? '',
    area?.name ?? STATUS_NOT_RECORDED,
    area?.grade ?? STATUS_NOT_RECORDED,
    afiLead(reader, afi),
    boardName(reader, afi.board),
  ];
}
