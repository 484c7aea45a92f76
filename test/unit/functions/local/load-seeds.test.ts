import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import { DATASET_ID, loadSeeds } from '../../../../functions/local/load-seeds.ts';
import { readSeeds } from '../../../../functions/local/seed-files.ts';
import { seedPushes } from '../../../../functions/local/seed-pushes.ts';

const SEEDS = join(import.meta.dirname, '../../../../seeds');
const PUSHES = seedPushes(readSeeds(SEEDS)).length;

function dependenciesOf(repository: Repository) {
  const sleep = () => Promise.resolve();
  return { repository, clock: () => new Date('2023-03-01T10:00:00Z'), random: () => 0, sleep };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'peel-seeds-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Seeds of one office with this name. */
function seedsFolder(name: string): string {
  const folder = temporaryFolder();
  const office = { id: 'office/crime', kind: 'office', effectiveOn: '2022-04-28', fields: { name, example: true } };
  writeFileSync(join(folder, 'offices.json'), JSON.stringify({ entries: [office] }));
  return folder;
}

/** Dies after so many pushes, as a server does that is killed while it loads. */
function dyingAfter(repository: Repository, pushes: number): Repository {
  let left = pushes;
  return {
    ...repository,
    writePush: (plan) => (left-- > 0 ? repository.writePush(plan) : Promise.reject(new Error('killed'))),
  };
}

describe('loading the seeds', () => {
  it('loads them at the first start and keeps the data at later ones', async () => {
    const repository = createMemoryRepository();
    const dataDir = temporaryFolder();
    await loadSeeds(dependenciesOf(repository), SEEDS, dataDir);
    const loaded = await repository.head(DATASET_ID);
    expect(loaded?.sequence).toBe(PUSHES);
    expect(readdirSync(dataDir)).toEqual(['seeds-loaded.json']);
    // a later version may bring other seeds: what people have entered meanwhile stands
    await loadSeeds(dependenciesOf(repository), seedsFolder('Crime Command'), dataDir);
    expect(await repository.head(DATASET_ID)).toEqual(loaded);
  });

  it('[S4] goes on after a start that was killed while loading, and writes nothing twice', async () => {
    const repository = createMemoryRepository();
    const dataDir = temporaryFolder();
    const dying = dependenciesOf(dyingAfter(repository, 2));
    await expect(loadSeeds(dying, SEEDS, dataDir)).rejects.toThrow('killed');
    expect(readdirSync(dataDir)).toEqual([]);
    await loadSeeds(dependenciesOf(repository), SEEDS, dataDir);
    const commits = await repository.commitsAfter(DATASET_ID, 0, 1000);
    expect(commits.map(({ sequence }) => sequence)).toEqual(Array.from({ length: PUSHES }, (_, index) => index + 1));
  });

  it('loads again where the mark is there and the tables were deleted', async () => {
    const dataDir = temporaryFolder();
    await loadSeeds(dependenciesOf(createMemoryRepository()), SEEDS, dataDir);
    const emptied = createMemoryRepository();
    await loadSeeds(dependenciesOf(emptied), SEEDS, dataDir);
    expect((await emptied.head(DATASET_ID))?.sequence).toBe(PUSHES);
  });

  it('says what to do where other seeds were loaded half way', async () => {
    const repository = createMemoryRepository();
    await expect(loadSeeds(dependenciesOf(dyingAfter(repository, 1)), SEEDS, null)).rejects.toThrow('killed');
    await expect(loadSeeds(dependenciesOf(repository), seedsFolder('Crime Command'), null)).rejects.toThrow(
      'Move the data folder away and start again with an empty one',
    );
  });

  it('names each seed that is refused, and why', async () => {
    const dataDir = temporaryFolder();
    const loading = loadSeeds(dependenciesOf(createMemoryRepository()), seedsFolder(''), dataDir);
    await expect(loading).rejects.toThrow(expect.objectContaining({ code: 'seeds-invalid' }));
    await expect(loading).rejects.toThrow('Seeds were refused (1):\noffice/crime: name must not be empty');
    expect(readdirSync(dataDir)).toEqual([]);
  });
});
