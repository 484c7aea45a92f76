import { type Month, monthSchema } from '../../../shared/domain/calendar.ts';
import { CALL_CHANNELS, type CallChannel } from '../../../shared/domain/call-month.ts';

/** Which figures the calls view shows; a month of null is the last that was entered. */
export interface CallChoice {
  readonly channel: CallChannel;
  readonly month: Month | null;
}

/** What to show for a record's id such as `call-month/101/2022-07`; null for any other kind of record. */
export function callChoiceOf(recordId: string): CallChoice | null {
  const [kind, wanted, month] = recordId.split('/');
  const channel = CALL_CHANNELS.find((each) => each === wanted);
  const isMonth = monthSchema.safeParse(month).success;
  return kind === 'call-month' && channel !== undefined && month !== undefined && isMonth ? { channel, month } : null;
}
