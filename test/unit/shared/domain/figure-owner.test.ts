import { describe, expect, it } from 'vitest';
import { ownerRecordIds } from '../../../../shared/domain/figure-owner.ts';
import { RECORD_KINDS } from '../../../../shared/domain/record-kinds.ts';

describe('[S19] the record that says whose a new figure is', () => {
  it.each([
    ['call-month', { channel: '101', month: '2022-07' }, 'call-month/101/2022-06'],
    ['call-month', { channel: '999', month: '2023-01', received: 1 }, 'call-month/999/2022-12'],
    ['contact-volume', { channel: 'Live chat', quarter: 'Q2 2022/23' }, 'contact-volume/live-chat/2022-23-q1'],
    ['contact-volume', { channel: 'Live chat', quarter: 'Q1 2022/23' }, 'contact-volume/live-chat/2021-22-q4'],
    ['vawg-period', { category: 'Other sexual', quarterTo: '2022-09' }, 'vawg-period/other-sexual/2022-06'],
    ['vawg-period', { category: 'DA', quarterTo: '2022-02' }, 'vawg-period/da/2021-11'],
    ['observation', { measure: 'measure/burglary-charges', value: 3 }, 'measure/burglary-charges'],
  ] as const)('[S19] %s %o: %s', (kind, fields, id) => {
    expect(ownerRecordIds(kind, fields)[0]).toBe(id);
  });

  it.each([
    ['call-month', { channel: '999', month: '2022-13' }],
    ['call-month', { channel: '112', month: '2022-07' }],
    ['call-month', {}],
    ['contact-volume', { channel: 'Live chat', quarter: 'Q5 2022/23' }],
    ['vawg-period', { category: 'DA', quarterTo: 202209 }],
    ['observation', { measure: 'afi/7' }],
    ['observation', { measure: null }],
  ] as const)('[S19] %s %o names no figure', (kind, fields) => {
    expect(ownerRecordIds(kind, fields)).toEqual([]);
  });

  it.each([
    ['call-month', { channel: '101', month: '2022-07' }, 'call-month/101/2021-07', 12],
    ['contact-volume', { channel: 'Live chat', quarter: 'Q2 2022/23' }, 'contact-volume/live-chat/2019-20-q2', 12],
    ['vawg-period', { category: 'DA', quarterTo: '2022-09' }, 'vawg-period/da/2019-09', 12],
    ['observation', { measure: 'measure/burglary-charges' }, 'measure/burglary-charges', 1],
  ] as const)('[S19] %s %o: is looked for as far back as %s', (kind, fields, last, count) => {
    const ids = ownerRecordIds(kind, fields);
    expect(ids.at(-1)).toBe(last);
    expect(new Set(ids).size).toBe(count);
  });

  it('[S19] is asked of no other kind', () => {
    const fields = { channel: '999', month: '2022-07', measure: 'measure/burglary-charges' };
    const asked = RECORD_KINDS.filter((kind) => ownerRecordIds(kind, fields).length > 0);
    expect(asked).toEqual(['call-month', 'observation']);
  });
});
