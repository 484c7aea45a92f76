import type { Provenance } from '../../../../shared/domain/field-schemas.ts';
import { ownerRecordIds } from '../../../../shared/domain/figure-owner.ts';
import type { RecordKind } from '../../../../shared/domain/record-kinds.ts';
import type { DatasetRecord, FieldValue } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { isBlank } from '../compare/same-content.ts';
import type { EnteredRow, NewRow, TableColumn } from '../table-kind.ts';
import { createListIndex } from './list-index.ts';

/** What a new row says, by field; else what it lacks, or what is wrong with it. */
export type EnteredFields =
  | { readonly values: Readonly<Record<string, FieldValue>> }
  | Exclude<NewRow, { readonly request: unknown }>;

/** Reads the cells of a new row. What is wrong is told before what is missing. */
export function enteredFields(
  columns: readonly TableColumn[],
  entered: EnteredRow,
  reader: ReplicaReader,
): EnteredFields {
  const values: Record<string, FieldValue> = {};
  const lacks: string[] = [];
  const problems: { column: string; message: string }[] = [];
  const absent: typeof problems = [];
  for (const { id, heading, entry } of columns) {
    if (entry === undefined) continue;
    const content = entered[id];
    const meaning = entry.meaning(content ?? '', reader, null);
    if ('value' in meaning) {
      if (meaning.value !== null) values[entry.field] = meaning.value;
    } else if (content === undefined) absent.push({ column: id, message: withoutColumn(heading) });
    else if (isBlank(content)) lacks.push(id);
    else problems.push({ column: id, message: meaning.problem });
  }
  if (problems.length > 0) return { problems };
  if (absent.length > 0) return { problems: absent };
  return lacks.length > 0 ? { lacks } : { values };
}

const withoutColumn = (heading: string): string =>
  `A new row needs ${heading}, and this table has no such column: insert a table with it, and enter the row there`;

export const wrongIn = (column: string, message: string): NewRow => ({ problems: [{ column, message }] });

/**
 * Why a new row cannot make the record `id`, whose name its cells gave: it is there already, another row further up makes
 * it, or it was deleted; null where it can. `what` is `101 calls in Oct-22`.
 */
export function whyNotNew(reader: ReplicaReader, kind: RecordKind, id: string, what: string): string | null {
  if (reader.record(kind, id) !== null) return `There is a row for ${what} already: change that one, and delete this`;
  return deletedRecord(reader, id) !== null
    ? `The record of ${what} was deleted: an administrator can restore it in the pane`
    : null;
}

/** [S19] The office whose a new figure is: its series' where that has begun, else a contributor's own; absent where nobody's. */
export function figureOffice(
  reader: ReplicaReader,
  kind: RecordKind,
  fields: Readonly<Record<string, FieldValue>>,
): { readonly owningOffice?: string } {
  const owner = ownerRecordIds(kind, fields)
    .map((id) => fieldsThough(reader, id))
    .find((each) => each !== null);
  const person = reader.person();
  const begins = person?.role === 'contributor' ? person.offices[0] : undefined;
  const office = owner === undefined || owner === null ? begins : owner.owningOffice;
  return office === undefined ? {} : { owningOffice: office };
}

/** The fields of a figure or a measure, though it be deleted; null where it never was. */
function fieldsThough(reader: ReplicaReader, id: string): { readonly owningOffice?: string | undefined } | null {
  const kind = FIGURE_KINDS.find((each) => id.startsWith(`${each}/`));
  const present = kind === undefined ? null : reader.record(kind, id);
  if (present !== null) return present.fields;
  const deleted = deletedRecord(reader, id);
  return deleted === null ? null : (deleted.fields as { readonly owningOffice?: string });
}
const FIGURE_KINDS = ['call-month', 'vawg-period', 'measure'] as const;

const MAX_NAME = 100;

/** Where a record comes from that no document states: from this person, today, through this table. */
export function enteredInExcel(reader: ReplicaReader, table: string): Provenance {
  const name = (reader.person()?.name ?? 'somebody').trim().slice(0, MAX_NAME);
  return { document: `Entered in Excel by ${name}`, dated: reader.today(), place: `Worksheet table “${table}”` };
}

/** The first number after those that records under this id have: `meeting-action/police-and-crime-panel/2022-09-27/`. */
export function nextNumber(reader: ReplicaReader, kind: RecordKind, under: string): number {
  const highest = (records: readonly Named[]): number => highestNumbers(records).get(under) ?? 0;
  return Math.max(highest(reader.all(kind)), highest(reader.deleted())) + 1;
}

interface Named {
  readonly id: string;
}

/** By what stands before the last number of their ids. */
const highestNumbers = createListIndex<Named, Map<string, number>>(
  () => new Map(),
  (highest, { id }) => {
    const end = id.lastIndexOf('/') + 1;
    const [under, number] = [id.slice(0, end), Number(id.slice(end))];
    if (Number.isInteger(number)) highest.set(under, Math.max(number, highest.get(under) ?? 0));
  },
);

/** A deleted record, of whatever kind. */
export const deletedRecord = (reader: ReplicaReader, id: string): DatasetRecord | null =>
  recordsById(reader.deleted()).get(id) ?? null;

const recordsById = createListIndex<DatasetRecord, Map<string, DatasetRecord>>(
  () => new Map(),
  (byId, record) => void byId.set(record.id, record),
);
