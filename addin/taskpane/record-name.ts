import { daySchema, monthSchema, printedMonth } from '../../shared/domain/calendar.ts';
import { RECORD_KINDS, type RecordKind } from '../../shared/domain/record-kinds.ts';
import { heldValue } from './held-value.ts';
import { printedDay } from './printed.ts';

/** What of a record its name is made of; `fields` may lack any. */
export interface NamedRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly fields: object;
}

/** The parts of an id after its kind, in words: `measure/charge-rate` has "charge rate". */
const idWords = (id: string): string => id.split('/').slice(1).join(', ').replaceAll('-', ' ');
const month = (text: string): string => (monthSchema.safeParse(text).success ? printedMonth(text) : text);
const day = (text: string): string => (daySchema.safeParse(text).success ? printedDay(text) : text);

/** An AFI or a month of calls by its id alone, which holds all of its name. */
function nameInId(id: string): string | null {
  const [kind = '', first = '', second = ''] = id.split('/');
  if (kind === 'afi') return `AFI ${first}`;
  return kind === 'call-month' && monthSchema.safeParse(second).success
    ? `${first} calls, ${printedMonth(second)}`
    : null;
}

type Text = (field: string) => string;
const NAMES: Readonly<Partial<Record<RecordKind, (text: Text, id: string) => string>>> = {
  inspection: (text) => text('title'),
  'inspection-area': (text) => `Inspection area ${text('name')}`,
  action: (text, id) => `Action ${text('position') || idWords(id)} of ${text('afis')}`,
  'contact-volume': (text) => `${text('channel')} contacts, ${text('quarter')}`,
  'vawg-period': (text) => `VAWG ${text('category')}, quarter to ${month(text('quarterTo'))}`,
  'vawg-theme': (text) => `VAWG theme ${text('name')}`,
  measure: (text) => `Measure ${text('name')}`,
  observation: (text) => `Figure of ${text('measure')}, ${text('period')}`,
  board: (text) => text('name'),
  meeting: (text) => `${text('title')}, ${day(text('heldOn'))}`,
  'meeting-action': (text) => `Meeting action of ${day(text('raisedOn'))}, ${text('board')}`,
  'meeting-question': (text) => `Question ${text('position')}, ${text('meeting')}`,
  office: (text) => `Office ${text('name')}`,
};

/** A value within a name: text as it is, a reference by what its id says. */
function partOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(partOf).join(', ');
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  return recordKindOf(value) === null ? value : (nameInId(value) ?? idWords(value));
}

/** The kind that an id begins with; null where it begins with none. */
export function recordKindOf(id: string): RecordKind | null {
  const [first] = id.split('/');
  return id.includes('/') ? (RECORD_KINDS.find((kind) => kind === first) ?? null) : null;
}

/** A record as people name it: "AFI 7", "101 calls, Jul-22", "Office Crime Command". */
export function recordName({ id, kind, fields }: NamedRecord): string {
  const isKnown = Object.keys(fields).length > 0;
  const made = isKnown ? NAMES[kind]?.((field) => partOf(heldValue(fields, field)), id) : undefined;
  return nameInId(id) ?? made ?? id;
}
