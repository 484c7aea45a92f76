// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryReplicaStore } from '../../../../../addin/replica/memory-replica-store.ts';
import { createLiveTables, type LiveTables } from '../../../../../addin/workbook/tables/rounds/live-tables.ts';
import { CLAIMS, DATASET, NOW } from '../../../../unit/functions/service-fixtures.ts';
import { openOffice } from '../../sync/office.ts';
import { eventually, OPENS_WITHIN_MS, openTablePreview, rowsOf, STAMP, type TablePreview } from './table-workbook.ts';

const PLAN = 'PEEL_Plan';
const MEASURES = 'PEEL_Measures';
const NOTICE = /keeps nothing on a disk: leave the workbook open/;

let preview: TablePreview;

beforeAll(async () => {
  preview = await openTablePreview();
  await preview.insert('plan');
  await preview.insert('measures');
  await preview.die();
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

/** The service takes edits only once it is let. */
function heldService() {
  let letGo: () => void = () => {};
  let arrive: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const through =
    (send: typeof fetch): typeof fetch =>
    async (input, init) => {
      if (String(input).includes('/push')) {
        arrive();
        await gate;
      }
      return await send(input, init);
    };
  return { through, arrived, letGo: () => letGo() };
}

/** Time that passes only when the test says so. */
function stillTime() {
  const waits = new Map<() => void, number>();
  return {
    after(delayMs: number, work: () => void) {
      waits.set(work, delayMs);
      return () => void waits.delete(work);
    },
    pass(ms: number) {
      for (const [work, delayMs] of [...waits]) {
        if (delayMs > ms) continue;
        waits.delete(work);
        work();
      }
    },
  };
}

const noticesOf = ({ tables }: LiveTables) => tables.map(({ notice }) => notice);

describe('a browser that keeps nothing on a disk', () => {
  it('[T11] sets the table whose edit waits for the service aside, says so, and goes on with the others', async () => {
    const held = heldService();
    const maria = await openOffice({
      service: preview.service,
      claims: CLAIMS.maria,
      actor: { subject: 'maria', name: 'Maria', role: 'manager', offices: ['strategic-planning'] },
      store: createMemoryReplicaStore({ newId: randomUUID, durable: false }),
      through: held.through,
    });
    await maria.loop.start();
    await maria.loop.syncNow();
    const time = stillTime();
    const live = createLiveTables({
      replica: maria.replica,
      datasetId: DATASET,
      stamp: STAMP,
      now: () => NOW.toISOString(),
      after: time.after,
      onRound: () => {},
    });
    await live.bringUpToDate();
    expect(noticesOf(live)).toEqual([null, null]);

    await preview.type(PLAN, 'afi/7', 'Note', 'On no disk');
    const [reading = ''] = [...(await rowsOf(MEASURES)).keys()];
    const unit = (await rowsOf(MEASURES)).get(reading)?.Unit;
    await preview.type(MEASURES, reading, 'Unit', 'typed over');
    let isOver = false;
    const round = live.bringUpToDate().then(() => {
      isOver = true;
    });
    await held.arrived;
    time.pass(4_999);
    await preview.rowAt(PLAN, 0); // what could go on has gone on
    expect(isOver).toBe(false);
    time.pass(5_000);
    await round;
    expect(noticesOf(live)).toEqual([expect.stringMatching(NOTICE), null]);
    expect((await rowsOf(PLAN)).get('afi/7')).toMatchObject({ Note: 'On no disk', Sync: 'Synced' });
    expect((await rowsOf(MEASURES)).get(reading)?.Unit).toBe(unit);
    await live.bringUpToDate();
    expect(noticesOf(live)).toEqual([expect.stringMatching(NOTICE), null]);

    held.letGo();
    await eventually(() => expect(live.tables[0]?.isSaving).toBe(false));
    time.pass(5_000);
    await eventually(() => expect(noticesOf(live)).toEqual([null, null]));
    expect((await rowsOf(PLAN)).get('afi/7')).toMatchObject({ Note: 'On no disk', Sync: 'Synced' });
    const commits = await preview.service.dependencies.repository.commitsAfter(DATASET, 0, 10_000);
    const sent = commits
      .flatMap(({ changes }) => changes)
      .filter(({ changes }) => changes.note?.value === 'On no disk');
    expect(sent).toHaveLength(1);
    await live.dispose();
  });
});
