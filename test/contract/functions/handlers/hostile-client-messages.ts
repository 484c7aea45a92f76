import { randomUUID } from 'node:crypto';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import type { FieldValue } from '../../../../shared/sync/record.ts';
import {
  afiFields,
  CLAIMS,
  callMonthFields,
  creation,
  FIRST_CURSOR,
  mutation,
  noteEdit,
} from '../../../unit/functions/service-fixtures.ts';

/** A push's edits that the service cannot even read; nothing of the request is looked at further. */
interface TurnedAway {
  readonly what: string;
  readonly edits: () => object[];
  readonly status: number;
  readonly code: string;
  /** Of the first and only problem. */
  readonly path?: string;
}

const AT = 'pushes.0.mutations.0';
/** JSON.parse makes `__proto__` a key of its own, as a message from outside does; an object literal would not. */
const withProto = (object: object): object =>
  JSON.parse(JSON.stringify(object).replace(/\}$/, ',"__proto__":{"polluted":true}}'));
const note = (value: unknown, base: unknown = null): object => ({
  ...noteEdit(7, null, 'x'),
  changes: { note: { base, value } },
});
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const invalid = { status: 400, code: 'invalid-request' };

export const PUSHES_TURNED_AWAY: readonly TurnedAway[] = [
  forged('an office in the body', { office: 'fcir' }, `${AT}.office`),
  forged('an author in the body', { author: { subject: 'asha', name: 'Asha' } }, `${AT}.author`),
  forged('a role in the body', { roles: ['PEEL.Administrator'] }, `${AT}.roles`),
  forged('a negative revision', { revision: -1 }, `${AT}.revision`),
  forged('a huge revision', { revision: 1e308 }, `${AT}.revision`),
  forged('a sequence', { sequence: 1 }, `${AT}.sequence`),
  forged('a time of recording', { recordedAt: '2020-01-01T00:00:00Z' }, `${AT}.recordedAt`),
  forged('`constructor` beside the fields of a mutation', { constructor: { polluted: true } }, `${AT}.constructor`),
  forged('day 0 of a year', { effectiveOn: '2022-00-00' }, `${AT}.effectiveOn`),
  forged('a year of five digits', { effectiveOn: '10000-01-01' }, `${AT}.effectiveOn`),
  forged('a year before the first', { effectiveOn: '-0001-01-01' }, `${AT}.effectiveOn`),
  {
    what: '`__proto__` beside the fields of a mutation',
    edits: () => [withProto(noteEdit(7, null, 'x'))],
    ...invalid,
    path: `${AT}.__proto__`,
  },
  {
    what: '`__proto__` as a field beside another',
    edits: () => [{ ...noteEdit(7, null, 'x'), changes: withProto({ note: { base: null, value: 'x' } }) }],
    ...invalid,
    path: `${AT}.changes.__proto__`,
  },
  {
    what: '`__proto__` as the only field',
    edits: () => [{ ...noteEdit(7, null, 'x'), changes: JSON.parse('{"__proto__":{"base":null,"value":"x"}}') }],
    ...invalid,
    path: `${AT}.changes.__proto__`,
  },
  {
    what: '`__proto__` beside base and value',
    edits: () => [{ ...noteEdit(7, null, 'x'), changes: { note: withProto({ base: null, value: 'x' }) } }],
    ...invalid,
    path: `${AT}.changes.note.__proto__`,
  },
  {
    what: '`__proto__` inside a value',
    edits: () => [note(withProto({ document: 'x' }))],
    ...invalid,
    path: `${AT}.changes.note.value`,
  },
  {
    what: '`__proto__` deep inside what is given as seen',
    edits: () => [note('x', [[withProto({ document: 'x' })]])],
    ...invalid,
    path: `${AT}.changes.note.base`,
  },
  {
    what: 'a value nested 100 deep',
    edits: () => [note(JSON.parse(nested(100)))],
    ...invalid,
    path: `${AT}.changes.note.value`,
  },
  {
    what: 'a value of 300 KB',
    edits: () => [note('x'.repeat(300_000))],
    status: 413,
    code: 'too-large',
  },
  { what: 'a value of 5 MB', edits: () => [note('x'.repeat(5_000_000))], status: 413, code: 'too-large' },
  {
    what: 'a reason of 5 MB',
    edits: () => [forgedEdit({ reason: 'x'.repeat(5_000_000) })],
    status: 413,
    code: 'too-large',
  },
  {
    what: 'one record named twice',
    edits: () => [noteEdit(7, null, 'x'), noteEdit(7, 'x', 'y')],
    status: 400,
    code: 'record-named-twice',
  },
  {
    what: 'one mutation id for two records',
    edits: () => {
      const mutationId = randomUUID();
      return [noteEdit(7, null, 'x'), noteEdit(8, 'As it was', 'y')].map((edit) => ({ ...edit, mutationId }));
    },
    status: 400,
    code: 'mutation-named-twice',
  },
];

const CLIENT = '3e1f3f9e-5c3a-4e68-9df8-6e7f2f0f5a10';
const requestText = (number: string, edit: object = noteEdit(7, null, 'x')): string =>
  `{"clientId":"${CLIENT}","cursor":"${FIRST_CURSOR}","pushes":[{"number":${number},"mutations":[${JSON.stringify(edit)}]}]}`;

/** Bodies that no JSON.stringify would write, as the bytes that come. */
export const BODIES_OF_RAW_TEXT: readonly (Omit<TurnedAway, 'edits' | 'path'> & { body: () => string | Buffer })[] = [
  { what: 'push number 0', body: () => requestText('0'), ...invalid },
  { what: 'push number -1', body: () => requestText('-1'), ...invalid },
  { what: 'push number 1.5', body: () => requestText('1.5'), ...invalid },
  { what: 'a push number past what a number holds exactly', body: () => requestText('9007199254740993'), ...invalid },
  { what: 'a push number past all numbers', body: () => requestText('1e999'), ...invalid },
  { what: 'a push number as text', body: () => requestText('"1"'), ...invalid },
  { what: 'nesting 100,000 deep', body: () => nested(100_000), ...invalid },
  {
    what: 'nesting 100,000 deep in objects',
    body: () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    ...invalid,
  },
  {
    what: 'a value nested 100,000 deep',
    body: () => requestText('1', note('NEST')).replace('"NEST"', nested(100_000)),
    ...invalid,
  },
  {
    what: 'a value past all numbers',
    body: () => requestText('1', note('NEST')).replace('"NEST"', '1e999'),
    ...invalid,
  },
  { what: '`__proto__` around the request', body: () => requestText('1').replace('{', '{"__proto__":{},'), ...invalid },
  {
    what: '`__proto__` with its letters escaped, as a field',
    body: () => requestText('1').replace('"changes":{', '"changes":{"\\u005f_proto\\u005f_":{"base":null,"value":1},'),
    ...invalid,
  },
  { what: 'text that is not UTF-8', body: () => bytesInText(0xc3, 0x28), status: 400, code: 'not-json' },
  { what: 'half a character in UTF-8', body: () => bytesInText(0xed, 0xa0, 0x80), status: 400, code: 'not-json' },
  { what: 'a byte order mark and nothing', body: () => Buffer.from([0xef, 0xbb, 0xbf]), status: 400, code: 'not-json' },
  { what: '5 MB of nothing', body: () => ' '.repeat(5_000_000), status: 413, code: 'too-large' },
];

/** Edits that are messages, but not what a dataset may hold. */
export const REFUSED_EDITS: readonly {
  readonly what: string;
  readonly edit: () => object;
  readonly code: string;
  readonly claims?: Record<string, string>;
}[] = [
  { what: 'effective in the year 0', edit: () => forgedEdit({ effectiveOn: '0000-01-01' }), code: 'date-too-early' },
  { what: 'effective in 1999', edit: () => forgedEdit({ effectiveOn: '1999-12-31' }), code: 'date-too-early' },
  { what: 'effective tomorrow', edit: () => forgedEdit({ effectiveOn: '2022-11-02' }), code: 'date-in-future' },
  { what: 'effective in 9999', edit: () => forgedEdit({ effectiveOn: '9999-12-31' }), code: 'date-in-future' },
  {
    what: '`constructor` as a field',
    edit: () => ({ ...noteEdit(7, null, 'x'), changes: { constructor: { base: null, value: 'x' } } }),
    code: 'unknown-field',
  },
  {
    what: '`constructor` as a field, by an office that may not',
    edit: () => ({ ...noteEdit(7, null, 'x'), changes: { constructor: { base: null, value: 'x' } } }),
    code: 'not-permitted',
    claims: CLAIMS.asha,
  },
  { what: '`constructor` inside a value', edit: () => provenanceWith('constructor'), code: 'unknown-field' },
  { what: '`prototype` inside a value', edit: () => provenanceWith('prototype'), code: 'unknown-field' },
  { what: 'text that is only half a character', edit: () => note('Half \ud83d'), code: 'invalid' },
  { what: 'a reason with half a character', edit: () => forgedEdit({ reason: 'Half \udc00' }), code: 'invalid' },
  { what: 'text of 5,000 characters', edit: () => note('x'.repeat(5000)), code: 'too-big' },
  { what: 'an object where text belongs', edit: () => note({ toString: 'x' }), code: 'invalid-type' },
  { what: 'a negative count', edit: () => monthWith({ received: -1 }), code: 'too-small' },
  { what: 'a huge count', edit: () => monthWith({ received: 1e15 }), code: 'too-big' },
  { what: 'a count past exactness', edit: () => monthWith({ received: 1e308 }), code: 'too-big' },
  { what: 'half a call', edit: () => monthWith({ received: 0.5 }), code: 'invalid-type' },
  { what: 'a record under another’s id', edit: () => creation('afi', 'afi/9', afiFields(10)), code: 'id-mismatch' },
  {
    what: 'a record under another kind’s id',
    edit: () => creation('afi', 'office/9', afiFields(9)),
    code: 'id-mismatch',
  },
  {
    what: 'a record that exists, as another kind',
    edit: () => mutation({ kind: 'board', recordId: 'afi/7', op: 'delete' }),
    code: 'kind-mismatch',
  },
];

const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');
const EPOCH = '6a1d2f4c-0000-4000-8000-000000000001';
const bad = { status: 400, code: 'bad-cursor' };

/** What people make by hand where a cursor belongs; the dataset has one commit. */
export const CURSORS: readonly { what: string; after: string; status: number; code: string }[] = [
  { what: 'no text', after: '', ...bad },
  { what: 'a number', after: '1', ...bad },
  { what: 'a readable cursor', after: `${EPOCH}.0`, ...bad },
  { what: 'a sequence below 0', after: cursorOf(`${EPOCH}.-1`), ...bad },
  { what: 'a sequence in another spelling', after: cursorOf(`${EPOCH}.01`), ...bad },
  { what: 'a sequence with an exponent', after: cursorOf(`${EPOCH}.1e0`), ...bad },
  { what: 'a sequence beyond the head', after: cursorOf(`${EPOCH}.2`), ...bad },
  { what: 'the largest sequence', after: cursorOf(`${EPOCH}.999999999999`), ...bad },
  { what: 'a sequence past all', after: cursorOf(`${EPOCH}.9999999999999`), ...bad },
  { what: 'a good one with padding', after: `${cursorOf(`${EPOCH}.0`)}=`, ...bad },
  { what: 'a key of the table', after: cursorOf('DATASET#kent-2021-22.0'), ...bad },
  { what: '`__proto__`', after: cursorOf('__proto__.0'), ...bad },
  { what: '5,000 characters', after: 'A'.repeat(5000), ...invalid },
];

function forgedEdit(parts: object): object {
  return { ...noteEdit(7, null, 'x'), ...parts };
}

function forged(what: string, parts: object, path: string): TurnedAway {
  return { what, edits: () => [forgedEdit(parts)], ...invalid, path };
}

function bytesInText(...bytes: number[]): Buffer {
  const [before = '', after = ''] = requestText('1', note('BYTES')).split('BYTES');
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
}

function provenanceWith(key: string): Mutation {
  const provenance: FieldValue = { document: 'd', dated: '2022-10-31', place: 'p', [key]: { polluted: true } };
  return creation('afi', 'afi/9', { ...afiFields(9), provenance });
}

function monthWith(counts: Record<string, number>): Mutation {
  return creation('call-month', 'call-month/101/2022-07', { ...callMonthFields(), ...counts });
}
