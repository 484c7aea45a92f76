import { expect, it } from 'vitest';
import { statedSource } from '../../../../../addin/formulas/explain/stated-source.ts';

const REPORT = { document: 'The report', dated: '2022-04-28', place: 'page 16' };
const CREATED = { logged: null, effectiveOn: '2022-04-28', created: true } as const;
const LATER = { logged: null, effectiveOn: '2022-10-31' };
const STATUS = { group: 'status', recordSource: REPORT };

it('the record’s document is the source of what it was created with, and of the record as a whole', () => {
  expect(statedSource(STATUS, CREATED)).toBe(REPORT);
  expect(statedSource({ recordSource: REPORT }, LATER)).toBe(REPORT);
});

it('a later edit has its reason for a source, and none without one', () => {
  expect(statedSource(STATUS, { ...LATER, reason: 'Slide 10' })).toEqual({ document: 'Slide 10', place: 'See Source' });
  expect(statedSource(STATUS, LATER)).toBeNull();
  expect(statedSource(STATUS, null)).toBeNull();
});

it('a group that names its own document keeps it', () => {
  const source = { ...REPORT, place: 'slide 2' };
  expect(statedSource({ group: 'grade', source, recordSource: REPORT }, LATER)).toBe(source);
});

it.each(['owner', 'leadOffice'])('%s never cites the record’s document', (group) => {
  expect(statedSource({ group, recordSource: REPORT }, CREATED)).toBeNull();
});
