import { type Afi, printedAfiNumbers, STATUS_NOT_RECORDED } from '../../../shared/domain/afi.ts';
import { excelSerial } from '../../../shared/domain/calendar.ts';
import { type FieldValue, sameValue } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { boardName, longDay, officeName } from '../plan-lookups.ts';

export type AfiField = Exclude<keyof Afi, 'number'>;

interface ShownField<F extends AfiField> {
  readonly words: string;
  /** As a cell shows it: text, or a date's serial. */
  readonly show: (value: NonNullable<Afi[F]>, reader: ReplicaReader) => string | number;
}

const asItIs = (text: string): string => text;
const listed = (texts: readonly string[]): string => (texts.length === 0 ? 'None' : texts.join('; '));

/** The fields of an AFI in people's words, in the order in which a board asks for them. */
const FIELDS: { readonly [F in AfiField]: ShownField<F> } = {
  status: { words: 'Status', show: asItIs },
  forecast: { words: 'Due', show: excelSerial },
  baseline: { words: 'First promised', show: excelSerial },
  signOff: {
    words: 'Sign-off',
    show: ({ by, on, board }, reader) =>
      `${by}, ${longDay(on)}${board === undefined ? '' : `, ${boardName(reader, board)}`}`,
  },
  owner: { words: 'Owner', show: asItIs },
  leadOffice: { words: 'Lead office', show: (office, reader) => officeName(reader, office) },
  supportingOffices: {
    words: 'Supporting offices',
    show: (offices, reader) => listed(offices.map((office) => officeName(reader, office))),
  },
  board: { words: 'Board', show: (board, reader) => boardName(reader, board) },
  note: { words: 'Note', show: asItIs },
  planWording: { words: 'Wording in the plan', show: asItIs },
  reportWording: { words: 'Wording in the report', show: asItIs },
  area: {
    words: 'Inspection area',
    show: (area, reader) => reader.record('inspection-area', area)?.fields.name ?? area,
  },
  handledWith: { words: 'Handled with', show: printedAfiNumbers },
  qualifyingWords: { words: 'HMICFRS’s words', show: (words) => listed(words.map(({ quotation }) => quotation)) },
  reportSection: { words: 'Section of the report', show: asItIs },
  reportReasons: { words: 'Reasons in the report', show: asItIs },
  inspection: {
    words: 'Inspection',
    show: (inspection, reader) => reader.record('inspection', inspection)?.fields.title ?? inspection,
  },
  provenance: { words: 'Source', show: ({ document, place }) => `${document}, ${place}` },
};

const IN_ORDER = Object.keys(FIELDS) as readonly AfiField[];

/** The fields in which two states of an AFI differ, in the order of FIELDS. */
export function changedFields(before: Afi, after: Afi): AfiField[] {
  return IN_ORDER.filter((field) => !sameField(before, after, field));
}

/** Whether two states of an AFI agree in a field. */
export function sameField(one: Afi, other: Afi, field: AfiField): boolean {
  // every record was validated when it was accepted: its fields hold field values only
  return sameValue(one[field] as FieldValue | undefined, other[field] as FieldValue | undefined);
}

export const fieldWords = (field: AfiField): string => FIELDS[field].words;

/** A field's value as a cell shows it; the names in it are those that `reader` knows. */
export function shownField<F extends AfiField>(reader: ReplicaReader, afi: Afi, field: F): string | number {
  const value: Afi[F] | undefined = afi[field];
  const { show }: ShownField<F> = FIELDS[field];
  return value === undefined || value === null ? STATUS_NOT_RECORDED : show(value, reader);
}
