import { describe, expect, it } from 'vitest';
import { columnOf, entryOf, meaningIn, newRowOf, recordsIn, requestOf, seeded, shownOf } from './kind-cells.ts';

const replica = await seeded();
const PLANS = 'observation/investigation-plans-notes/2022-06';
const RESPONSE = 'observation/response-time-notes/2022-04-to-2022-09';
const FOLLOWERS = 'observation/social-media-followers-report/inspection-of-2021';
const measureOf = (id: string) =>
  replica.record('measure', String(replica.record('observation', id)?.fields.measure))?.fields;
const inPlans = (column: string, content: string | number | boolean) =>
  meaningIn(replica, 'measures', column, content, PLANS);
const formatOf = (id: string): string | undefined => {
  const record = replica.copy.records.visible(id);
  return record === null ? undefined : columnOf('measures', 'value').numberFormatOf?.(record, replica);
};

describe('the table of measures', () => {
  it('has the readings measure by measure, each in order of time', () => {
    const ids = recordsIn(replica, 'measures').map(({ id }) => id);
    expect(ids).toHaveLength(replica.all('observation').length);
    const plans = ids.indexOf('observation/investigation-plans-notes/2021-11');
    expect(ids[plans + 1]).toBe(PLANS);
  });

  it('shows a percentage as a fraction with its measure, unit and AFIs', () => {
    const measure = measureOf(PLANS);
    expect(shownOf(replica, 'measures', PLANS)).toMatchObject({
      measure: measure?.name,
      period: 'June 2022',
      value: 0.81,
      unit: 'percent',
      qualifier: 'exact',
      numerator: '',
    });
    expect(shownOf(replica, 'measures', RESPONSE)).toMatchObject({
      value: 1284,
      unit: 'seconds',
      qualifier: 'average',
    });
  });

  it('formats the value by its measure’s unit', () => {
    expect(formatOf(PLANS)).toBe('0.0%');
    expect(formatOf(FOLLOWERS)).toBe('#,##0');
    expect(formatOf('observation/perpetrator-funding-panel/2022-07')).toBe('£#,##0');
  });

  it('reads the value in its measure’s unit', () => {
    expect(inPlans('value', '82%')).toEqual({ value: 82 });
    expect(inPlans('value', 0.825)).toEqual({ value: 82.5 });
    expect(inPlans('value', 82)).toHaveProperty('problem', expect.stringContaining('type 82%'));
    expect(meaningIn(replica, 'measures', 'value', 1300, RESPONSE)).toEqual({ value: 1300 });
    expect(meaningIn(replica, 'measures', 'value', '82%', RESPONSE)).toHaveProperty('problem');
  });

  it('reads an empty qualifier as exact, and empty counts as none', () => {
    expect(meaningIn(replica, 'measures', 'qualifier', '', RESPONSE)).toEqual({ value: 'exact' });
    expect(inPlans('qualifier', 'AT LEAST')).toEqual({ value: 'at least' });
    expect(inPlans('numerator', '')).toEqual({ value: null });
    expect(inPlans('numerator', -1)).toHaveProperty('problem');
  });

  it('takes other words for a period, but no other period of a dated reading', () => {
    expect(inPlans('period', 44_713)).toEqual({ value: 'June 2022' });
    expect(inPlans('period', 'Jun-22')).toEqual({ value: 'Jun-22' });
    expect(inPlans('period', 'July 2022')).toHaveProperty(
      'problem',
      expect.stringContaining('new row below the table'),
    );
    expect(meaningIn(replica, 'measures', 'period', 'Inspection, autumn 2021', FOLLOWERS)).toEqual({
      value: 'Inspection, autumn 2021',
    });
  });

  it('keeps the measure of a reading', () => {
    expect(inPlans('measure', String(measureOf(PLANS)?.name).toUpperCase())).toEqual({
      value: 'measure/investigation-plans-notes',
    });
    expect(inPlans('measure', 'measure/response-time-notes')).toHaveProperty('problem');
    expect(entryOf('measures', 'measure').validation(replica)).toBeNull();
  });
});

describe('a new reading', () => {
  const NEW = {
    measure: measureOf(PLANS)?.name ?? '',
    period: 44_835,
    value: 0.84,
    qualifier: '',
    numerator: '',
    denominator: '',
  };

  it('carries who entered it, where and when, and the dates of its period', async () => {
    const own = await seeded();
    const request = requestOf(own, 'measures', NEW);
    expect(request).toEqual({
      kind: 'observation',
      recordId: 'observation/investigation-plans-notes/2022-10',
      values: {
        measure: 'measure/investigation-plans-notes',
        period: 'October 2022',
        from: '2022-10-01',
        to: '2022-10-31',
        value: 84,
        qualifier: 'exact',
        owningOffice: 'strategic-planning',
        provenance: {
          document: 'Entered in Excel by Maria Lindqvist',
          dated: '2022-11-01',
          place: 'Worksheet table “Measures”',
        },
      },
    });
    expect(await own.edit(request)).toMatchObject({ saved: true });
  });

  it('reads its value once its measure is known, and is refused where that may be two', () => {
    expect(newRowOf(replica, 'measures', { ...NEW, value: 84 })).toHaveProperty('problems.0.column', 'value');
    const seconds = { ...NEW, measure: measureOf(RESPONSE)?.name ?? '', value: 84 };
    expect(requestOf(replica, 'measures', seconds).values.value).toBe(84);
    expect(newRowOf(replica, 'measures', { ...NEW, measure: 'Nothing of the sort' })).toHaveProperty(
      'problems.0.column',
      'measure',
    );
  });

  it('is refused for a period that has one, in whatever words', () => {
    for (const period of ['June 2022', 'june  2022', 'Jun-22', 44_713])
      expect(newRowOf(replica, 'measures', { ...NEW, period })).toHaveProperty('problems.0.column', 'period');
  });

  it.each([
    ['31 October 2022', '2022-10-31'],
    ['April to September 2022', '2022-04-to-2022-09'],
    ['Since the inspection', 'since-the-inspection'],
    ['「」', 'reading'],
  ])('of the period %s ends its id with %s', (period, slug) => {
    expect(requestOf(replica, 'measures', { ...NEW, period }).recordId).toBe(
      `observation/investigation-plans-notes/${slug}`,
    );
  });

  it('takes a number where its id was another’s that is deleted', async () => {
    const own = await seeded();
    await own.edit({ kind: 'observation', recordId: PLANS, op: 'delete', values: {} });
    expect(requestOf(own, 'measures', { ...NEW, period: 'June 2022' }).recordId).toBe(`${PLANS}-2`);
  });

  it('lacks its measure, period and value', () => {
    const blank = { measure: '', period: '', value: '', qualifier: '', numerator: '', denominator: '' };
    expect(newRowOf(replica, 'measures', blank)).toEqual({ lacks: ['measure', 'period', 'value'] });
  });
});
