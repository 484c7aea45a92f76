import { useCallback } from 'react';
import { daySchema } from '../../../shared/domain/calendar.ts';
import { provenanceSchema } from '../../../shared/domain/field-schemas.ts';
import type { FieldValue } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { type Fact, FactList } from '../fact-list.tsx';
import { fieldLabel } from '../field-words.ts';
import { heldValue } from '../held-value.ts';
import { officeName } from '../office-name.ts';
import { useServices } from '../pane-context.ts';
import { printedDay } from '../printed.ts';
import { printedValue } from '../printed-value.ts';
import { type NamedRecord, recordName } from '../record-name.ts';
import { useLive } from '../use-live.ts';
import { anyRecord } from './any-record.ts';

/** Fields that hold an office's id without its kind. */
const OFFICE_FIELDS = ['leadOffice', 'supportingOffices', 'owningOffice', 'assignedOffice'];

/** A value in words: where it names records, by their names. */
function valueInWords(reader: ReplicaReader, field: string, value: FieldValue | undefined): string {
  if (Array.isArray(value)) return value.map((each) => valueInWords(reader, field, each)).join(', ') || 'none';
  if (typeof value === 'string') return textInWords(reader, field, value);
  if (typeof value !== 'object') return printedValue(value);
  const source = provenanceSchema.safeParse(value);
  if (source.success) return `${source.data.document}; ${source.data.place}`;
  return Object.values(value)
    .map((each) => valueInWords(reader, field, each))
    .join(', ');
}

function textInWords(reader: ReplicaReader, field: string, text: string): string {
  if (OFFICE_FIELDS.includes(field)) return officeName(reader.all('office'), text);
  const named = anyRecord(reader, text);
  if (named !== null) return recordName(named);
  return daySchema.safeParse(text).success ? printedDay(text) : text;
}

/** Everything that a record of any kind holds, field by field. */
export function RecordFacts({ record }: { readonly record: NamedRecord }) {
  const { replica } = useServices();
  const facts = useLive(
    replica,
    useCallback(
      (reader: ReplicaReader): Fact[] =>
        Object.keys(record.fields).map((field) => ({
          name: fieldLabel(field),
          value: valueInWords(reader, field, heldValue(record.fields, field)),
        })),
      [record],
    ),
  );
  return <FactList facts={facts} />;
}
