import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../shared/domain/measure.ts';
import { observationsInOrder } from '../../../../shared/domain/observation-order.ts';

const reading = (
  period: string,
  document: string,
  dated: string,
  days: { from?: string; to?: string } = {},
): Observation => ({
  measure: 'measure/x',
  period,
  value: 1,
  qualifier: 'exact',
  provenance: { document, dated, place: 'page 1' },
  ...days,
});
const order = (...readings: Observation[]): string[] => observationsInOrder(readings).map(({ period }) => period);

describe('readings in order of time', () => {
  it('go by the last day of their period, or by the day or months that are printed', () => {
    const notes = ['Notes', '2022-10-31'] as const;
    const august = reading('August 2022', ...notes, { from: '2022-08-01', to: '2022-08-31' });
    expect(order(reading('31 October 2022', ...notes), reading('September 2022', ...notes), august)).toEqual([
      'August 2022',
      'September 2022',
      '31 October 2022',
    ]);
  });

  it('put an undated one before what the same document dates, and after earlier documents', () => {
    const readings = [
      reading('31 October 2022', 'Notes', '2022-10-31'),
      reading('Before', 'Notes', '2022-10-31'),
      reading('June 2021', 'Report', '2022-04-28'),
      reading('Not stated', 'Panel', '2022-12-06'),
    ];
    const expected = ['June 2021', 'Before', '31 October 2022', 'Not stated'];
    expect(order(...readings)).toEqual(expected);
    expect(order(...[...readings].reverse())).toEqual(expected);
  });
});
