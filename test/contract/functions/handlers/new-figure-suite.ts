import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import { CLAIMS, callMonthFields, creation, mutation, pushOf } from '../../../unit/functions/service-fixtures.ts';
import { ServiceDataset } from './service-dataset.ts';

const PROVENANCE = { document: 'Audit of plans', dated: '2022-10-31', place: 'page 4' };
const MEASURE = 'measure/plans-notes';

const monthOf = (month: string, office: string): Mutation =>
  creation('call-month', `call-month/101/${month}`, callMonthFields(month, office));

const measureOf = (owningOffice: string): Mutation =>
  creation('measure', MEASURE, {
    name: 'Plans with notes',
    unit: 'percent',
    definition: 'Plans that have notes, of those that were sampled',
    better: 'higher',
    afis: [],
    owningOffice,
    provenance: PROVENANCE,
  });

const observationOf = (owningOffice: string): Mutation =>
  creation('observation', 'observation/plans-notes/2022-06', {
    measure: MEASURE,
    period: 'June 2022',
    value: 81,
    qualifier: 'exact',
    owningOffice,
    provenance: PROVENANCE,
  });

/** [S19] New figures belong to the office of their series; the example months and measure are FCIR's. */
export function newFigureSuite(name: string, open: () => Promise<Repository>): void {
  describe(`new figures over ${name}`, () => {
    let dataset: ServiceDataset;
    let reads: string[][];

    beforeEach(async () => {
      const repository = await open();
      const counted: Repository = {
        ...repository,
        records: (datasetId, ids) => {
          reads.push([...ids]);
          return repository.records(datasetId, ids);
        },
      };
      reads = [];
      dataset = await ServiceDataset.holding(counted, monthOf('2022-06', 'fcir'), measureOf('fcir'));
      reads = [];
    });

    it('[S19] the next of a series is taken from the office that owns it, and read with the rest', async () => {
      const next = monthOf('2022-07', 'fcir');
      expect(await dataset.edit(CLAIMS.asha, next)).toMatchObject({ result: 'applied' });
      expect(reads).toHaveLength(1);
      expect(reads[0]?.slice(0, 3)).toEqual([
        'call-month/101/2022-07',
        'call-month/101/2022-06',
        'call-month/101/2022-05',
      ]);
      expect(reads[0]).toHaveLength(13);
      expect(await dataset.edit(CLAIMS.asha, observationOf('fcir'))).toMatchObject({ result: 'applied' });
    });

    it.each([
      ['the next month of a series, as its own', monthOf('2022-07', 'crime')],
      ['the month after the next, as its own', monthOf('2022-08', 'crime')],
      ['an observation of a measure, as its own', observationOf('crime')],
    ])('[S19] another office cannot enter %s', async (_what, edit) => {
      expect(await dataset.edit(CLAIMS.ben, edit)).toMatchObject({
        result: 'rejected',
        problems: [{ code: 'not-permitted' }],
      });
      expect(await dataset.sequence()).toBe(1);
    });

    it('[S19] nor after the last month of the series was deleted', async () => {
      await dataset.edit(
        CLAIMS.maria,
        mutation({ kind: 'call-month', recordId: 'call-month/101/2022-06', op: 'delete' }),
      );
      expect(await dataset.edit(CLAIMS.ben, monthOf('2022-07', 'crime'))).toMatchObject({ result: 'rejected' });
    });

    it('[S19] a month that another office was given says whose the later ones are', async () => {
      await dataset.edit(CLAIMS.maria, monthOf('2022-07', 'crime'));
      expect(await dataset.edit(CLAIMS.asha, monthOf('2022-09', 'fcir'))).toMatchObject({ result: 'rejected' });
      expect(await dataset.edit(CLAIMS.ben, monthOf('2022-09', 'crime'))).toMatchObject({ result: 'applied' });
    });

    it('[S19] nor two months ahead of it with the month between in the same push', async () => {
      const [result] = await dataset.taken(
        CLAIMS.maria,
        randomUUID(),
        pushOf(1, monthOf('2022-07', 'crime'), monthOf('2022-08', 'crime')),
      );
      expect(result?.outcomes.map((outcome) => outcome.result)).toEqual(['applied', 'applied']);
      const push = pushOf(1, monthOf('2022-09', 'fcir'), monthOf('2022-10', 'fcir'));
      const [later] = await dataset.taken(CLAIMS.asha, randomUUID(), push);
      expect(later?.outcomes[0]).toMatchObject({ result: 'rejected' });
    });

    it('[S19] a month made by the same push says whose the next one is', async () => {
      const push = pushOf(1, monthOf('2022-07', 'fcir'), monthOf('2022-08', 'fcir'));
      const [result] = await dataset.taken(CLAIMS.asha, randomUUID(), push);
      expect(result?.outcomes.map((outcome) => outcome.result)).toEqual(['applied', 'applied']);
      const first = pushOf(1, monthOf('2021-01', 'crime'), monthOf('2021-02', 'fcir'));
      const [mixed] = await dataset.taken(CLAIMS.ben, randomUUID(), first);
      expect(mixed?.outcomes.map((outcome) => outcome.result)).toEqual(['applied', 'rejected']);
    });
  });
}
