import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');

/** What happens with worksheet tables, case by case: number, and tests as a file and a part of a name. */
const CASES = [...read('test/TABLES.md').matchAll(/^\| \[(T\d+)\] \S.* \| .+ \|(.*)\|$/gm)].map(
  ([, number = '', tests = '']) => ({
    number,
    tests: [...tests.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file = '', fragment = '']) => ({ file, fragment })),
  }),
);

it('the table of cases has no gap', () => {
  expect(CASES.map(({ number }) => number)).toEqual(Array.from({ length: 47 }, (_, index) => `T${index + 1}`));
});

it.each(CASES)('case $number is shown by tests that there are, and that carry its number', ({ number, tests }) => {
  expect(tests).not.toEqual([]);
  for (const { file, fragment } of tests) {
    const isThere = existsSync(`${ROOT}test/${file}`) && carries(read(`test/${file}`), number, fragment);
    expect(isThere, `${file} "${fragment}"`).toBe(true);
  }
});

/** A name begins with the numbers of its cases. */
function carries(source: string, number: string, fragment: string): boolean {
  const names = [...source.matchAll(/['"`]((?:\[T\d+\] )+)([^\n]*)/g)];
  return names.some(([, tags = '', name = '']) => tags.includes(`[${number}]`) && name.includes(fragment));
}
