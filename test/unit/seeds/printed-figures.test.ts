import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { printedPercent, roundTo, share } from '../../../shared/domain/arithmetic.ts';
import { printedFiguresSchema, recompute, withSeparators } from './recompute.ts';
import { readSeedFiles, seedRecord, seedRecords } from './seed-records.ts';

const figures = readSeedFiles('printed-figures').flatMap((file) => printedFiguresSchema.parse(file).figures);
const notRecomputedSchema = z.strictObject({
  figures: z.array(
    z.strictObject({
      printed: z.string().min(1),
      place: z.string().min(1),
      reason: z.string().min(1),
      /** The record that keeps the figure as printed, and the field where the record holds several. */
      record: z.string().optional(),
      field: z.string().optional(),
    }),
  ),
});
const notRecomputed = readSeedFiles('not-recomputed').flatMap((file) => notRecomputedSchema.parse(file).figures);

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;

describe('printed figures whose operands are printed', () => {
  it.each(figures.map((figure) => [figure.printed, figure.place, figure] as const))(
    '%s: %s',
    (printed, _place, figure) => {
      const computed = recompute(figure.compute, printed);
      const shown = printed.includes(',') ? withSeparators(computed) : computed;
      expect(shown).toBe(figure.exception?.computed ?? printed);
      if (figure.exception !== undefined) expect(figure.exception.computed).not.toBe(printed);
    },
  );

  it('covers every percentage of the call tables, every total and every change', () => {
    const count = (key: string): number => figures.filter(({ compute }) => key in compute).length;
    expect({ call: count('call'), callTotal: count('callTotal'), vawgChange: count('vawgChange') }).toEqual({
      call: 12 * 3,
      callTotal: 2 * 2 * 4,
      vawgChange: 5 * 4,
    });
  });

  it('adds DA and Non-DA up to the force in both periods', () => {
    for (const month of ['2022-09', '2021-09']) {
      const recorded = (category: string): number =>
        seedRecord('vawg-period', `vawg-period/${category}/${month}`).recorded;
      expect(recorded('da') + recorded('non-da')).toBe(recorded('force'));
    }
  });
});

describe('evidence with both counts', () => {
  const counted = [...seedRecords('observation')].filter(
    ([, { numerator, denominator }]) => numerator !== undefined && denominator !== undefined,
  );
  const percents = counted.filter(([, { measure }]) => seedRecord('measure', measure).unit === 'percent');

  it.each(percents)('%s is the share of its counts, to its own precision', (_id, observation) => {
    const fraction = share(observation.numerator ?? Number.NaN, observation.denominator ?? Number.NaN);
    expect(roundTo((fraction ?? Number.NaN) * 100, decimalsOf(observation.value))).toBe(observation.value);
  });
});

describe('printed figures that are not recomputed', () => {
  it('lists every VAWG rate and every percentage of which a count is missing', () => {
    const listed = new Set(notRecomputed.map(({ record, field }) => `${record} ${field ?? ''}`));
    const rates = [...seedRecords('vawg-period').keys()].flatMap((id) => [
      `${id} suspectInterviewedRatePercent`,
      `${id} chargeRatePercent`,
    ]);
    expect(rates.filter((figure) => !listed.has(figure))).toEqual([]);
    const percentages = [...seedRecords('observation')]
      .filter(([, { measure }]) => seedRecord('measure', measure).unit === 'percent')
      .filter(([, { numerator, denominator }]) => numerator === undefined || denominator === undefined);
    const unlisted = percentages.filter(
      ([, { provenance }]) =>
        !notRecomputed.some(({ place }) => place === `${provenance.document}; ${provenance.place}`),
    );
    expect(unlisted.map(([id]) => id)).toEqual([]);
  });

  it('names only records that exist, and prints each VAWG rate as it is held', () => {
    for (const { printed, record, field } of notRecomputed) {
      if (record === undefined) continue;
      if (record.startsWith('observation/')) expect(seedRecords('observation').has(record), record).toBe(true);
      else {
        const rate = seedRecord('vawg-period', record)[
          z.enum(['suspectInterviewedRatePercent', 'chargeRatePercent']).parse(field)
        ];
        expect(printedPercent(rate / 100)).toBe(printed);
      }
    }
  });
});
