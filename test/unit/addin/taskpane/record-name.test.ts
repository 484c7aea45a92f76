import { describe, expect, it } from 'vitest';
import { fieldLabel } from '../../../../addin/taskpane/field-words.ts';
import { recordName } from '../../../../addin/taskpane/record-name.ts';
import { RECORD_KINDS } from '../../../../shared/domain/record-kinds.ts';
import { seededRecords } from './seeded-records.ts';

const records = seededRecords();
const nameOf = (id: string): string => {
  const record = records.find((each) => each.id === id);
  if (record === undefined) throw new Error(`The seeds hold no ${id}`);
  return recordName(record);
};

describe("a record's name", () => {
  it.each([
    ['afi/7', 'AFI 7'],
    ['call-month/101/2022-07', '101 calls, Jul-22'],
    ['inspection/kent-2021-22', 'PEEL 2021/22: An inspection of Kent Police'],
    ['inspection-area/kent-2021-22/preventing-crime', 'Inspection area Preventing crime'],
    ['action/2022-10-31/afi-1-3/2', 'Action 2 of AFI 1, AFI 2, AFI 3'],
    ['contact-volume/live-chat/2022-23-q1', 'Live chat contacts, Q1 2022/23'],
    ['vawg-period/da/2022-09', 'VAWG DA, quarter to Sep-22'],
    ['vawg-theme/culture', 'VAWG theme Culture'],
    ['board/peel-oversight-board', 'PEEL Oversight Board'],
    [
      'meeting-action/performance-and-delivery-board/2022-06-08/1',
      'Meeting action of 8 June 2022, performance and delivery board',
    ],
    ['office/crime', 'Office Crime Command'],
  ])('%s is “%s”', (id, name) => {
    expect(nameOf(id)).toBe(name);
  });

  it('is in words for every kind that the dataset holds', () => {
    const byKind = new Map(records.map((record) => [record.kind, recordName(record)]));
    expect([...byKind.keys()].sort()).toEqual([...RECORD_KINDS].sort());
    for (const name of byKind.values()) expect(name).not.toMatch(/undefined|[a-z]\/[a-z]/);
  });

  it('is in words as far as its id says where nothing else is known of it', () => {
    expect(recordName({ id: 'afi/99', kind: 'afi', fields: {} })).toBe('AFI 99');
    expect(recordName({ id: 'office/crime', kind: 'office', fields: {} })).toBe('office/crime');
  });
});

describe("a field's name", () => {
  it.each([
    ['status', 'Status'],
    ['leadOffice', 'Lead office'],
    ['answeredUnder10s', 'Answered < 10 secs'],
    ['signOff.by', 'Signed off by'],
  ])('%s is “%s”', (field, label) => {
    expect(fieldLabel(field)).toBe(label);
  });
});
