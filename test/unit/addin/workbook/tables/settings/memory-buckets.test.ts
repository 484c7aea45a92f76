import { expect, it } from 'vitest';
import type { RowMemory } from '../../../../../../addin/workbook/tables/bound-table.ts';
import {
  bucketsToWrite,
  readMemory,
  withChanges,
} from '../../../../../../addin/workbook/tables/settings/memory-buckets.ts';

const row = (note: string): RowMemory => ({ cells: { note, number: 7, isDone: false } });
const many = new Map(Array.from({ length: 5000 }, (_, index) => [`afi/${index}`, row(`Note ${index}`)]));
const written = (changes: ReadonlyMap<string, RowMemory | null>, before = new Map<string, RowMemory>()) =>
  new Map([...bucketsToWrite(before, changes)].map(([bucket, value]) => [bucket, JSON.parse(JSON.stringify(value))]));

it('a memory comes back from the settings as it was', () => {
  const marked: RowMemory = {
    cells: { note: 'x' },
    foreign: { asha: ['note'], ben: [] },
    marks: { status: 'must be', __proto__x: '1' },
  };
  const changes = new Map([...many, ['afi/marked', marked], ['deleted', { cells: {} }]]);
  const read = readMemory(written(changes));
  expect(new Map([...read.memory].sort())).toEqual(new Map([...changes].sort()));
  expect(read.isUnknown('afi/1')).toBe(false);
});

it('ten changed rows of 5,000 write at most ten buckets, and nothing writes nothing', () => {
  const changes = new Map(Array.from({ length: 10 }, (_, index) => [`afi/${index * 431}`, row('New')]));
  const buckets = bucketsToWrite(many, changes);
  expect(buckets.size).toBeLessThanOrEqual(10);
  expect(Math.max(...[...buckets.values()].map(({ rows }) => rows.length))).toBeLessThan(150);
  expect(bucketsToWrite(many, new Map()).size).toBe(0);
  expect(withChanges(many, changes).get('afi/431')).toEqual(row('New'));
});

it('a forgotten row leaves its bucket', () => {
  const settings = written(new Map([['afi/7', row('x')]]));
  for (const [bucket, value] of written(new Map([['afi/7', null]]), new Map([['afi/7', row('x')]])))
    settings.set(bucket, value);
  expect(readMemory(settings).memory.size).toBe(0);
});

it.each([
  ['no object', 'text'],
  ['null', null],
  ['rows that are none', { columns: ['note'], rows: 'none' }],
  ['an unknown key', { columns: [], rows: [], more: 1 }],
  ['a cell of no kind', { columns: ['note'], rows: [{ key: 'afi/7', cells: [{ formula: '=1' }] }] }],
  ['more cells than columns', { columns: [], rows: [{ key: 'afi/7', cells: ['x'] }] }],
  ['a row of another bucket', { columns: ['note'], rows: [{ key: 'afi/8', cells: ['x'] }] }],
  [
    'a row twice',
    {
      columns: ['note'],
      rows: [
        { key: 'afi/7', cells: ['x'] },
        { key: 'afi/7', cells: ['y'] },
      ],
    },
  ],
])('of a bucket with %s nothing is known, and the other buckets stay', (_what, damaged) => {
  const settings = written(
    new Map([
      ['afi/7', row('x')],
      ['afi/8', row('y')],
    ]),
  );
  const [own] = [...written(new Map([['afi/7', row('x')]])).keys()];
  expect(settings.size).toBe(2);
  settings.set(own ?? '', damaged);
  const { memory, isUnknown } = readMemory(settings);
  expect([memory.has('afi/7'), memory.has('afi/8'), isUnknown('afi/7'), isUnknown('afi/8')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
