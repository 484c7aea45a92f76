import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');
const SPEC = read('shared/sync/SPEC.md');
const RULES = Array.from({ length: 20 }, (_, index) => `S${index + 1}`);

interface Row {
  readonly rule: string;
  readonly code: readonly string[];
  /** A test's file and a part of its name. */
  readonly tests: readonly (readonly [file: string, fragment: string])[];
  readonly state: string;
}

const ROWS: readonly Row[] = [...SPEC.matchAll(/^\| \[(S\d+)\] \| (.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, rule = '', code = '', tests = '', state = '']) => ({
    rule,
    code: [...code.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
    tests: [...tests.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file = '', fragment = '']) => [file, fragment] as const),
    state,
  }),
);

/** Tags of a test's or a suite's name: a text that begins with them. */
const NAME = /['"`]((?:\[S\d+\] )+)([^\n]*)/g;
const namesIn = (source: string) =>
  [...source.matchAll(NAME)].map(([, tags = '', name = '']) => ({ rules: [...(tags.match(/S\d+/g) ?? [])], name }));

function testFiles(folder = 'test'): string[] {
  return readdirSync(`${ROOT}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return testFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

describe('the specification of the protocol', () => {
  it('tells each of the twenty rules once, in order', () => {
    const headings = [...SPEC.matchAll(/^### \[(S\d+)\] \S/gm)].map(([, rule]) => rule);
    expect(headings).toEqual(RULES);
  });

  it('has a row for each rule, and each is held', () => {
    expect(ROWS.map(({ rule }) => rule)).toEqual(RULES);
    for (const { rule, state } of ROWS) expect(state, rule).toBe('held');
  });

  it.each(ROWS)('names the code of $rule', ({ code }) => {
    expect(code).not.toEqual([]);
    expect(code.filter((path) => !existsSync(`${ROOT}${path}`))).toEqual([]);
  });

  it.each(ROWS)('names tests of $rule that there are, and that carry its number', ({ rule, tests }) => {
    expect(tests).not.toEqual([]);
    const missing = tests.filter(([file, fragment]) => {
      const names = existsSync(`${ROOT}${file}`) ? namesIn(read(file)) : [];
      return !names.some(({ rules, name }) => rules.includes(rule) && name.includes(fragment));
    });
    expect(missing).toEqual([]);
  });

  it('tells every rule whose number a test carries', () => {
    const carried = testFiles().flatMap((path) => namesIn(read(path)).flatMap(({ rules }) => rules));
    expect(carried.length).toBeGreaterThan(RULES.length);
    expect([...new Set(carried)].filter((rule) => !RULES.includes(rule))).toEqual([]);
  });
});
