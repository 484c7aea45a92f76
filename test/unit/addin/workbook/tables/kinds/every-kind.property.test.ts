import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSERTABLE_KINDS } from '../../../../../../addin/workbook/tables/kinds/table-kinds.ts';
import type { CellContent, TableColumn, TableKind } from '../../../../../../addin/workbook/tables/table-kind.ts';
import { fieldSchema, fieldsSchema } from '../../../../../../shared/domain/record-kinds.ts';
import type { DatasetRecord, FieldValue } from '../../../../../../shared/sync/record.ts';
import { anyFields } from './any-fields.ts';
import { recordsIn, seeded } from './kind-cells.ts';

const SEED = 20_221_031;
const replica = await seeded();
const KINDS: readonly TableKind[] = [...new Set(INSERTABLE_KINDS.map(({ kind }) => kind))];
const entriesOf = ({ columns }: TableKind) =>
  columns.flatMap(({ entry, ...column }) => (entry ? [{ ...column, entry }] : []));

const junk: fc.Arbitrary<CellContent> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(..."0123456789.,- %/'’ \t\r\n\u00a0afiQtoDec"), maxLength: 14 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -10, max: 80_000 }),
  fc.boolean(),
  fc.constantFrom(
    '',
    ' ',
    '#N/A',
    '=1+1',
    '+cmd|x',
    '-1+1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    "'x",
    'In progress',
    'Oct-22',
    '33.5%',
  ),
  fc.constantFrom('x'.repeat(5000), '\ud800', 'a\u0000b', 'Infinity', 'NaN', '__proto__', 'constructor'),
);

const withFields = (
  record: DatasetRecord,
  fields: Readonly<Record<string, FieldValue | undefined>>,
): DatasetRecord => ({
  ...record,
  // JSON drops what is absent, as records do
  fields: JSON.parse(JSON.stringify({ ...record.fields, ...fields })) as DatasetRecord['fields'],
});

/** What a cell shows of a record means what the record holds, as it was written and with the line ends that Excel gives back. */
function expectHeld(record: DatasetRecord, { content, entry }: TableColumn): void {
  if (entry === undefined) return;
  const shown = content(record, replica);
  const back = typeof shown === 'string' ? shown.replace(/\r\n?/g, '\n') : shown;
  const held = { value: record.fields[entry.field] ?? null };
  expect(entry.meaning(shown, replica, record)).toEqual(held);
  expect(entry.meaning(back, replica, record)).toEqual(held);
}

describe.each(KINDS.map((kind) => [kind.name, kind] as const))('cells of %s', (name, kind) => {
  const records = INSERTABLE_KINDS.filter((each) => each.kind === kind).flatMap(({ scope }) =>
    recordsIn(replica, name, scope),
  );

  it('mean what each seeded record holds', () => {
    expect(records.length).toBeGreaterThan(9);
    for (const record of records) for (const column of kind.columns) expectHeld(record, column);
  });

  it('mean whatever values a record may hold', () => {
    fc.assert(
      fc.property(fc.constantFrom(...records), anyFields(name), (record, fields) => {
        const any = withFields(record, fields);
        for (const column of kind.columns) expectHeld(any, column);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('that are copied to another row mean the same there, or are refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...records), fc.constantFrom(...records), anyFields(name), (from, to, fields) => {
        const source = withFields(from, fields);
        for (const { content, entry, id } of entriesOf(kind)) {
          // a number means another thing in another unit
          if (id === 'value' && from.fields.measure !== to.fields.measure) continue;
          const meaning = entry.meaning(content(source, replica), replica, to);
          if ('problem' in meaning) continue;
          const same = source.fields[entry.field] ?? null;
          const isText = typeof meaning.value === 'string' && typeof same === 'string';
          // a person's text is trimmed, and a blank one is none
          if (isText) expect(withoutSpace(meaning.value)).toBe(withoutSpace(same));
          else if (id !== 'wording' && id !== 'afis') expectAsExcelKeeps(meaning.value, same);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('never mean what the schema refuses, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.option(fc.constantFrom(...records)), junk, (record, content) => {
        for (const { entry } of entriesOf(kind)) {
          const meaning = entry.meaning(content, replica, record);
          if ('problem' in meaning) expect(meaning.problem).not.toBe('');
          else
            expect(fieldSchema(kind.recordKind, entry.field).safeParse(meaning.value ?? undefined).success).toBe(true);
        }
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });

  it('of new rows make records that the schema takes, or say what is wrong or missing', () => {
    const { newRow, columns } = kind;
    if (newRow === null) return expect(kind.noNewRows).toBeTruthy();
    const ids = columns.map(({ id }) => id);
    const good = (record: DatasetRecord) =>
      Object.fromEntries(columns.map(({ id, content }) => [id, content(record, replica)]));
    fc.assert(
      fc.property(
        fc.constantFrom(...records).map(good),
        fc.dictionary(fc.constantFrom(...ids), junk, { maxKeys: 3 }),
        fc.constantFrom('Oct-22', 44_835, 'Nov 2031', '2022-09-27'),
        (row, spoilt, when) => {
          const dates = { month: when, quarterTo: when, period: when };
          const made = newRow({ ...row, ...dates, ...spoilt }, replica, { channel: '999' });
          if ('lacks' in made) expect(made.lacks.length).toBeGreaterThan(0);
          else if ('problems' in made) for (const { column } of made.problems) expect(ids).toContain(column);
          else expect(fieldsSchema(kind.recordKind).safeParse(made.request.values).error).toBeUndefined();
        },
      ),
      { seed: SEED, numRuns: 500 },
    );
    return undefined;
  });
});

/** Excel keeps fifteen digits, and nothing of a number that is next to nothing. */
function expectAsExcelKeeps(value: FieldValue | null, same: FieldValue | null): void {
  if (typeof value !== 'number' || typeof same !== 'number') expect(value).toEqual(same);
  else expect(Math.abs(value - same)).toBeLessThanOrEqual(Math.max(Math.abs(same) * 1e-14, 1e-300));
}
const withoutSpace = (value: FieldValue | null): string => String(value).replace(/\s+/g, '');
