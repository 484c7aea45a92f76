import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { Push, PushResult } from '../../shared/sync/protocol.ts';
import { acceptPushes, type PushDependencies } from '../sync/accept-push.ts';
import { writeCursor } from '../sync/cursor.ts';
import { LocalCloudError } from './local-cloud-error.ts';
import { readSeeds } from './seed-files.ts';
import { seedPushes } from './seed-pushes.ts';

export const DATASET_ID = 'kent-2021-22';
const LOADED_FILE = 'seeds-loaded.json';
/** The seeds are a client like any other, so that a start which was killed goes on where the ledger says. */
const SEED_CLIENT_ID = '5eed0000-0000-4000-8000-000000000000';
const SEED_ACTOR: Actor = { subject: 'seeds', name: 'Source documents', role: 'administrator', offices: [] };

/**
 * Loads the source documents' facts on the first start, through the same door as any office's edits; later starts
 * keep the data. Throws LocalCloudError where a seed is refused.
 */
export async function loadSeeds(
  dependencies: PushDependencies,
  seedsDir: string,
  dataDir: string | null,
): Promise<void> {
  const loadedFile = dataDir === null ? null : join(dataDir, LOADED_FILE);
  const isMarked = loadedFile !== null && existsSync(loadedFile);
  // the mark may outlive the tables: somebody deletes the folder beside it
  if (isMarked && (await dependencies.repository.head(DATASET_ID)) !== null) return;

  await dependencies.repository.createDataset(DATASET_ID, randomUUID());
  const pushes = seedPushes(readSeeds(seedsDir));
  const epoch = (await dependencies.repository.head(DATASET_ID))?.epoch ?? '';
  const cursor = writeCursor({ epoch, sequence: 0 });
  const order = { datasetId: DATASET_ID, clientId: SEED_CLIENT_ID, actor: SEED_ACTOR, cursor, pushes };
  const { results, stopped } = await acceptPushes(dependencies, order);
  if (stopped !== undefined) {
    const advice = 'Move the data folder away and start again with an empty one';
    throw new LocalCloudError('seeds-invalid', `The seeds cannot be loaded: ${stopped.detail}. ${advice}`);
  }
  const reasons = refusalsOf(pushes, results);
  if (reasons.length > 0)
    throw new LocalCloudError('seeds-invalid', `Seeds were refused (${reasons.length}):\n${reasons.join('\n')}`);
  if (loadedFile === null) return;
  // renamed into place, so that a half-written mark is never taken for a whole one
  writeFileSync(`${loadedFile}.new`, JSON.stringify({ datasetId: DATASET_ID, pushes: pushes.length }));
  renameSync(`${loadedFile}.new`, loadedFile);
}

/** A line for each record that was not taken. */
function refusalsOf(pushes: readonly Push[], results: readonly PushResult[]): string[] {
  const mutations = pushes.flatMap((push) => push.mutations);
  const recordIds = new Map(mutations.map(({ mutationId, recordId }) => [mutationId, recordId]));
  return results
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ result }) => result === 'rejected' || result === 'conflict')
    .map(({ mutationId, problems }) => {
      const why = problems?.map(({ message }) => message).join('; ') ?? 'an earlier seed says something else';
      return `${recordIds.get(mutationId)}: ${why}`;
    });
}
