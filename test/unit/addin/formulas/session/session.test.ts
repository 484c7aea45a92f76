import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setFormulaReplica } from '../../../../../addin/formulas/formula-replica.ts';
import { createDatasetReplica, type DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import { createMemoryReplicaStore } from '../../../../../addin/replica/memory-replica-store.ts';
import type { Actor } from '../../../../../shared/domain/permissions.ts';
import { ASHA, answered, countingIds, NOW, OWNER, recordsOf, TODAY } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { PLAN_COMMITS, serial } from '../plan-fixture.ts';

let person: Actor | null;
let replica: DatasetReplica;
const editNote = (note: string) => replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note } });

beforeAll(installExcelNames);
beforeEach(async () => {
  person = ASHA;
  const newId = countingIds();
  replica = createDatasetReplica({ actor: () => person, today: () => TODAY, now: () => NOW, newId });
  await replica.copy.open(createMemoryReplicaStore({ newId, durable: true }), OWNER);
  await replica.copy.loadSnapshot({ records: recordsOf(PLAN_COMMITS), cursor: 'c3' });
  setFormulaReplica(replica);
});

describe('ASOF', () => {
  it('is the clock in London, summer and winter, to the second', () => {
    const cell = enter('ASOF');
    replica.noteSync('2022-11-01T10:00:00.000Z');
    replica.noteSync('2022-07-31T23:30:15.400Z');
    expect(cell.results).toEqual([serial('2022-11-01') + 10 / 24, serial('2022-08-01') + (30 * 60 + 15) / 86_400]);
  });

  it('follows each sync, is not sent again for the same one, and wakes no other cell', () => {
    const [asof, status] = [enter('ASOF'), enter('AFISTATUS', 7)];
    replica.noteSync('2022-11-01T11:00:00.000Z');
    replica.noteSync('2022-11-01T11:00:00.000Z');
    replica.noteSync(null); // a loop that was stopped: what the copy itself heard last counts
    expect(asof.results).toEqual([10, 11, 10].map((hour) => serial(TODAY) + hour / 24));
    expect(status.results).toHaveLength(1);
  });
});

describe('UNSENT', () => {
  it('counts edits that wait, and counts down as they are answered', async () => {
    const cell = enter('UNSENT');
    await editNote('One');
    await replica.edit({ kind: 'afi', recordId: 'afi/8', values: { note: 'Two' } });
    await answered(replica, 'applied');
    expect(cell.results).toEqual([0, 1, 2, 0]);
  });
});

describe('OFFICE', () => {
  it.each<[readonly string[], string]>([
    [['fcir'], 'Force Control and Incident Room'],
    [['fcir', 'unheard-of'], 'Force Control and Incident Room, unheard-of'],
    [[], 'No office'],
  ])('of %j is %s', (offices, shown) => {
    person = { ...ASHA, offices };
    expect(enter('OFFICE').shown).toBe(shown);
  });

  it('follows who is signed in', () => {
    const cell = enter('OFFICE');
    person = null;
    replica.noteSync(NOW);
    person = { ...ASHA, offices: [] };
    replica.noteSync(NOW);
    expect(cell.results[0]).toBe('Force Control and Incident Room');
    expect(cell.results[1]).toMatchObject({ code: '#N/A', message: 'Sign in to PEEL to see your office' });
    expect(cell.results.slice(2)).toEqual(['No office']);
  });
});
