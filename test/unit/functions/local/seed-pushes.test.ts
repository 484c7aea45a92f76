import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSeeds, type SeedEntry } from '../../../../functions/local/seed-files.ts';
import { seedPushes } from '../../../../functions/local/seed-pushes.ts';
import { groupFields } from '../../../../shared/domain/record-kinds.ts';
import { MAX_MUTATIONS_PER_PUSH, MAX_PUSH_BYTES, pushSchema } from '../../../../shared/sync/protocol.ts';

const SEEDS = join(import.meta.dirname, '../../../../seeds');
const seeds = readSeeds(SEEDS);
const pushes = seedPushes(seeds);
const mutations = pushes.flatMap((push) => push.mutations);

const counts = { received: 10, answered: 8, answeredUnder10s: 5, notAnswered: 2 };
const callMonth: SeedEntry = {
  id: 'call-month/101/2022-07',
  kind: 'call-month',
  effectiveOn: '2022-07-31',
  fields: { channel: '101', month: '2022-07', ...counts },
};

describe('the pushes of the seeds', () => {
  it('are the same to the byte whenever they are made', () => {
    expect(JSON.stringify(seedPushes(readSeeds(SEEDS)))).toBe(JSON.stringify(pushes));
  });

  it('[S1] [S3] are numbered from 1, keep to the protocol and to its limits', () => {
    expect(pushes.map(({ number }) => number)).toEqual(pushes.map((_, index) => index + 1));
    for (const push of pushes) {
      expect(pushSchema.safeParse(push).error).toBeUndefined();
      expect(push.mutations.length).toBeLessThanOrEqual(MAX_MUTATIONS_PER_PUSH);
      expect(Buffer.byteLength(JSON.stringify(push))).toBeLessThanOrEqual(MAX_PUSH_BYTES);
    }
  });

  it('[S3] name a record once in each push, and every mutation differently', () => {
    for (const push of pushes) {
      expect(new Set(push.mutations.map(({ recordId }) => recordId)).size).toBe(push.mutations.length);
    }
    expect(new Set(mutations.map(({ mutationId }) => mutationId)).size).toBe(mutations.length);
  });

  it('create every record, and each of them before anything else is set in it', () => {
    const created = mutations.filter(({ op }) => op === 'create').map(({ recordId }) => recordId);
    expect([...created].sort()).toEqual(seeds.entries.map(({ id }) => id).sort());
    const first = new Map<string, string>();
    for (const { recordId, op } of mutations) if (!first.has(recordId)) first.set(recordId, op);
    expect([...first].filter(([, op]) => op !== 'create')).toEqual([]);
  });

  it('[S1] carry all of every field group that they touch', () => {
    for (const { kind, recordId, changes } of mutations) {
      const touched = Object.keys(changes).flatMap((field) => groupFields(kind, field));
      expect(touched.filter((field) => changes[field] === undefined).map((field) => `${recordId} ${field}`)).toEqual(
        [],
      );
    }
  });

  it('say what became known later on top of what was known', () => {
    const later = [{ effectiveOn: '2022-09-01', reason: 'corrected', fields: { received: 11, answered: 9 } }];
    const [, second] = seedPushes({ entries: [{ ...callMonth, later }], assignments: [] });
    expect(second?.mutations).toMatchObject([
      {
        op: 'set',
        effectiveOn: '2022-09-01',
        reason: 'corrected',
        changes: {
          received: { base: 10, value: 11 },
          answered: { base: 8, value: 9 },
          answeredUnder10s: { base: 5, value: 5 },
          notAnswered: { base: 2, value: 2 },
        },
      },
    ]);
  });

  it("set the example configuration last: a record's own before that of its kind", () => {
    const other = { ...callMonth, id: 'call-month/101/2022-08' };
    const assignments = [
      { kind: 'call-month' as const, fields: { owningOffice: 'fcir' } },
      { id: other.id, fields: { owningOffice: 'crime' } },
    ];
    const last = seedPushes({ entries: [callMonth, other], assignments }).at(-1);
    expect(last?.mutations.map(({ changes, effectiveOn }) => [changes, effectiveOn])).toEqual([
      [{ owningOffice: { base: null, value: 'fcir' } }, '2022-07-31'],
      [{ owningOffice: { base: null, value: 'crime' } }, '2022-07-31'],
    ]);
  });

  it('[S3] go on in the next push where 256 KB or 90 records are full', () => {
    const entries = Array.from({ length: 200 }, (_, n) => ({ ...callMonth, id: `call-month/101/${n}` }));
    const byCount = seedPushes({ entries, assignments: [] });
    expect(byCount.map((push) => push.mutations.length)).toEqual([90, 90, 20]);
    const large = entries.slice(0, 10).map((entry) => ({ ...entry, fields: { note: 'é'.repeat(30_000) } }));
    const bySize = seedPushes({ entries: large, assignments: [] });
    expect(bySize.map((push) => push.mutations.length)).toEqual([4, 4, 2]);
  });
});
