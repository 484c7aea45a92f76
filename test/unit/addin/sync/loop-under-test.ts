import { expect, vi } from 'vitest';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { createSyncLoop, type SyncLoop } from '../../../../addin/sync/sync-loop.ts';
import type { Failure } from '../../../../addin/sync/transport.ts';
import { testReplica } from '../replica/replica-fixtures.ts';
import { type ScriptedTransport, scriptedTransport } from './scripted-transport.ts';
import { type StillSurroundings, stillSurroundings } from './still-surroundings.ts';

/** A sync loop over an empty replica, with the service, the window and the clock in the test's hands. */
export interface LoopUnderTest {
  readonly replica: DatasetReplica;
  readonly transport: ScriptedTransport;
  readonly surroundings: StillSurroundings;
  readonly loop: SyncLoop;
  readonly world: { nowMs: number; preparation: Failure | null; notice: string | undefined };
  /** Starts the loop, and resolves when it is up to date and waits for time to pass. */
  started(): Promise<void>;
  /** Waits until the loop waits, lets that wait be over, and resolves when the loop waits again. */
  nextRound(): Promise<void>;
}

export async function loopUnderTest(): Promise<LoopUnderTest> {
  const world: LoopUnderTest['world'] = {
    nowMs: Date.parse('2022-11-01T10:00:00Z'),
    preparation: null,
    notice: undefined,
  };
  const replica = await testReplica();
  const transport = scriptedTransport();
  const surroundings = stillSurroundings();
  const loop = createSyncLoop({
    replica: replica.copy,
    transport,
    surroundings,
    prepare: async () => world.preparation,
    notice: () => world.notice,
    clock: () => new Date(world.nowMs),
    random: () => 0.5,
  });
  return {
    replica,
    transport,
    surroundings,
    loop,
    world,
    async started() {
      void loop.start();
      await vi.waitFor(() => expect(loop.status.phase).toBe('up to date'));
      await vi.waitFor(() => expect(surroundings.isWaiting).toBe(true));
    },
    async nextRound() {
      await vi.waitFor(() => expect(surroundings.isWaiting).toBe(true));
      const before = surroundings.waits.length;
      surroundings.pass();
      await vi.waitFor(() => expect(surroundings.waits.length).toBeGreaterThan(before));
    },
  };
}
