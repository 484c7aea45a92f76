import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { FormulaName } from '../../../../addin/formulas/catalogue.ts';
import type { LoggedChange } from '../../../../shared/sync/protocol.ts';
import { commitOf, loggedChange } from '../replica/replica-fixtures.ts';
import { callOf, EXAMPLE_CALLS, isAnAnswer, STREAMS } from './any-call.ts';
import { type Cell, enter, installExcelNames } from './excel-cell.ts';
import { seededOn } from './later-changes.ts';

const SEED = 20221031;
const TODAY = '2023-02-01';
/** What shows the statuses, dates and figures that the commits change. */
const CHANGING: readonly FormulaName[] = [
  'AFICOUNT',
  'AFIDUE',
  'AFIRAG',
  'AFISLIP',
  'AFISTATUS',
  'CALLS',
  'PLAN',
  'WHY',
];
const OFTEN = EXAMPLE_CALLS.filter(([name]) => CHANGING.includes(name));

beforeAll(installExcelNames);

describe('cells that come and go while commits arrive', () => {
  const JULY = 'call-month/101/2022-07';
  type Change = (revision: number) => LoggedChange;
  const status =
    (number: number): Change =>
    (revision) => {
      const values = { status: revision % 2 === 0 ? 'Force complete' : 'In progress', forecast: '2023-05-31' };
      return loggedChange('afi', `afi/${number}`, values, { revision, effectiveOn: TODAY });
    };
  /** What commits say, of which record. */
  const CHANGES: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
    status: Object.fromEntries([4, 7, 10, 15].map((number) => [`afi/${number}`, status(number)])),
    correction: {
      'afi/7': (revision) => {
        const values = { status: 'In progress', forecast: `2023-0${1 + (revision % 9)}-28` };
        return loggedChange('afi', 'afi/7', values, { revision, effectiveOn: '2022-10-31' });
      },
    },
    deletion: {
      'afi/13': (revision) => {
        const op = revision % 2 === 0 ? ('delete' as const) : ('restore' as const);
        return { ...loggedChange('afi', 'afi/13', {}, { revision, effectiveOn: TODAY }), op };
      },
    },
    figures: {
      [JULY]: (revision) => {
        const answered = 13_000 + revision;
        const counts = { received: 20_000 + answered, answered, answeredUnder10s: 2669, notAnswered: 20_000 };
        return loggedChange('call-month', JULY, counts, { revision, effectiveOn: '2022-07-31' });
      },
    },
  };
  const arrival = fc.constantFrom(...Object.values(CHANGES));
  const step = fc.record({
    entered: fc.array(fc.oneof(callOf(STREAMS), fc.constantFrom(...OFTEN)), { minLength: 3, maxLength: 12 }),
    arrival,
    /** The places of the cells that are cancelled, before the commit and after it. */
    cancelledBefore: fc.nat(11),
    cancelledAfter: fc.nat(11),
  });

  it('none is left waiting, none is sent anything after it was cancelled, and no subscription is left', async () => {
    const { replica } = await seededOn(TODAY);
    const before = replica.watcherCount;
    let sequence = 100_000;
    const applies = async (changes: Readonly<Record<string, Change>>): Promise<void> => {
      sequence += 1;
      const made = Object.entries(changes).map(([id, change]) =>
        change((replica.copy.records.base(id)?.revision ?? 0) + 1),
      );
      expect(await replica.copy.applyCommits([commitOf(sequence, ...made)], `c${sequence}`)).not.toBe('gap');
    };
    const fault = vi.spyOn(console, 'error');
    let sentAgain = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const live = new Set<Cell>();
        const over = new Map<Cell, number>();
        const cancel = (index: number): void => {
          const cell = [...live][index];
          if (cell === undefined) return;
          cell.cancel();
          live.delete(cell);
          over.set(cell, cell.results.length);
        };
        for (const { entered, arrival: what, cancelledBefore, cancelledAfter } of steps) {
          for (const [name, values] of entered) live.add(enter(name, ...values));
          for (const cell of live) expect(cell.results.length).toBeGreaterThan(0);
          cancel(cancelledBefore);
          await applies(what);
          cancel(cancelledAfter);
          expect(replica.watcherCount).toBe(before + live.size);
        }
        while (live.size > 0) cancel(0);
        for (const changes of Object.values(CHANGES)) await applies(changes);
        for (const [cell, count] of over) {
          expect(cell.results).toHaveLength(count);
          expect(cell.results).toSatisfy((results: readonly unknown[]) => results.every(isAnAnswer));
          sentAgain += count - 1;
        }
        expect(replica.watcherCount).toBe(before);
      }),
      { seed: SEED, numRuns: 200 },
    );
    expect(sentAgain).toBeGreaterThan(50); // else the commits reached no cell, and nothing was tried
    expect(fault).not.toHaveBeenCalled();
  });
});
