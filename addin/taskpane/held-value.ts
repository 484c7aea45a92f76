import type { FieldValue } from '../../shared/sync/record.ts';

/** A field of a record of any kind; undefined where the record does not hold it. */
export function heldValue(fields: object, field: string): FieldValue | undefined {
  // every record was validated when it was accepted: its fields hold field values only
  return (fields as Readonly<Record<string, FieldValue | undefined>>)[field];
}
