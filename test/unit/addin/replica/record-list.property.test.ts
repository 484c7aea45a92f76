import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRecordList } from '../../../../addin/replica/record-list.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';

const SEED = 20220428;
const recordOf = (id: string, revision: number): DatasetRecord => ({
  id,
  kind: 'afi',
  revision,
  fields: {},
  effective: {},
});

const someIds = fc.array(
  fc.integer({ min: 1, max: 12 }).map((number) => `afi/${number}`),
  { maxLength: 8 },
);
const stepOf = fc.record({ put: someIds, remove: someIds });

it('a list is what sorting everything gives, and one that a reader holds stays as it was', () => {
  fc.assert(
    fc.property(fc.array(stepOf, { maxLength: 12 }), (steps) => {
      const records = new Map<string, DatasetRecord>();
      const list = createRecordList((id) => records.get(id) ?? null);
      const handedOut: { readonly list: readonly DatasetRecord[]; readonly asItWas: readonly DatasetRecord[] }[] = [];
      for (const [revision, { put, remove }] of steps.entries()) {
        for (const id of put) records.set(id, recordOf(id, revision));
        for (const id of remove) records.delete(id);
        for (const id of [...put, ...remove]) list.touch(id);
        const read = list.read();
        expect(read).toEqual([...records.values()].sort((one, other) => (one.id < other.id ? -1 : 1)));
        expect(list.read()).toBe(read);
        handedOut.push({ list: read, asItWas: [...read] });
      }
      for (const each of handedOut) expect(each.list).toEqual(each.asItWas);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
