import { monthSchema, printedMonth } from '../../shared/domain/calendar.ts';

/** A record as people name it: `afi/7` is "AFI 7", `call-month/101/2022-07` is "101 calls, Jul-22". */
export function recordName(recordId: string): string {
  const [kind = '', first = '', second = ''] = recordId.split('/');
  if (kind === 'afi') return `AFI ${first}`;
  const isCallMonth = kind === 'call-month' && monthSchema.safeParse(second).success;
  return isCallMonth ? `${first} calls, ${printedMonth(second)}` : recordId;
}
