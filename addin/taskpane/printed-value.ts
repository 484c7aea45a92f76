import { daySchema } from '../../shared/domain/calendar.ts';
import type { FieldValue } from '../../shared/sync/record.ts';
import { printedDay } from './printed.ts';

/** A field's value as one line of text: data from another office is only ever shown as text. */
export function printedValue(value: FieldValue | null | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'number') return new Intl.NumberFormat('en-GB').format(value);
  if (typeof value === 'string') return daySchema.safeParse(value).success ? printedDay(value) : `“${value}”`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Object.values(value).map(printedValue).join(', ');
}
