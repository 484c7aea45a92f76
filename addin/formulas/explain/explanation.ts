import type { Provenance } from '../../../shared/domain/field-schemas.ts';
import { groupOf, type KindFields, type RecordKind } from '../../../shared/domain/record-kinds.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';

export const NOT_PUBLISHED = 'Not published';
export type Operand = number | typeof NOT_PUBLISHED;

/** A field group of a record on which a figure rests, and the documents that it may have been read in. */
export interface RestsOn {
  readonly recordId: string;
  /** Left out: the whole record. */
  readonly group?: string;
  /** The group's own document, where its fields name one. */
  readonly source?: Provenance;
  /** The record's document: the group's as long as nobody has set the group since the record was created. */
  readonly recordSource?: Provenance;
}

/** Why a formula shows what it shows. */
export interface Explanation {
  /** What the figure is: "% answered of 101 calls in Jul-22". */
  readonly figure: string;
  /** Left out where the figure is no ratio. */
  readonly ratio?: { readonly numerator: Operand; readonly denominator: Operand };
  /** How it comes about, in words, with the numbers that go into it. */
  readonly rule: string;
  readonly restsOn: readonly RestsOn[];
  /** The dataset on the day that was asked for. */
  readonly on: ReplicaReader;
}

/** How a function is explained, from the arguments with which it would be called. */
export interface Explainer {
  /** How many arguments the function takes before asAt. */
  readonly takes: number;
  /** Throws FormulaError just as the function would. */
  explain(reader: ReplicaReader, asAt: unknown, callArguments: readonly unknown[]): Explanation;
}

/** An explainer of a function. */
export function explainer(takes: number, explain: Explainer['explain']): Explainer {
  return { takes, explain };
}

/** What a figure rests on of one record; `field` stands for its field group, null for the whole record. */
export function restsOn<K extends RecordKind>(
  record: RecordOf<K>,
  field: (keyof KindFields[K] & string) | null,
  source?: Provenance,
): RestsOn {
  const group = field === null ? {} : { group: groupOf(record.kind, field) };
  const recordSource = provenanceOf(record.fields);
  return {
    recordId: record.id,
    ...group,
    ...(source === undefined ? {} : { source }),
    ...(recordSource === undefined ? {} : { recordSource }),
  };
}

/** The same for records by their ids; those that are not there are passed over. */
export function restsOnEach<K extends RecordKind>(
  on: ReplicaReader,
  kind: K,
  ids: readonly string[],
  field: (keyof KindFields[K] & string) | null,
): RestsOn[] {
  return ids.flatMap((id) => {
    const record = on.record(kind, id);
    return record === null ? [] : restsOn(record, field);
  });
}

function provenanceOf(fields: object): Provenance | undefined {
  // every kind that has the field has it in this shape
  return 'provenance' in fields ? (fields.provenance as Provenance | undefined) : undefined;
}
