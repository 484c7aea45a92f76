import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalCloud, startLocalCloud } from '../../functions/local/local-cloud.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { loadDataset } from './dataset-state.ts';
import { ServiceClient } from './service-client.ts';

export const NOW = new Date('2023-03-01T10:00:00Z');
export const TODAY = '2023-03-01';

export interface CloudUnderTest {
  origin(): string;
  as(user: string): Promise<ServiceClient>;
  /** A record as the seeds tell it. */
  seeded(recordId: string): DatasetRecord;
  /** Sets the server's clock. */
  setNow(now: Date): void;
  /** What was answered with 5xx, and why; whatever is asked, there must be none. */
  readonly failures: readonly object[];
  restart(): Promise<void>;
  /** Copies the data as it is now, as a backup does; gives what puts it back in the place of what is there then. */
  backUp(): Promise<() => Promise<void>>;
  /** Runs an operator's function. */
  invoke: LocalCloud['invoke'];
  close(): Promise<void>;
}

/** The whole local cloud but the preview, in this process, on a folder of its own that holds the seeds. */
export async function startCloudUnderTest(): Promise<CloudUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'peel-cloud-'));
  const failures: object[] = [];
  let now = NOW;
  const start = () =>
    startLocalCloud({
      projectRoot: join(import.meta.dirname, '../..'),
      dataDir,
      port: 0,
      previewDir: null,
      clock: () => now,
      log: (line) => void (line.level === 'error' && failures.push(line)),
    });
  let cloud = await start();
  const as = (user: string) => ServiceClient.signedIn(cloud.origin, user);
  /** Restarts, with something done to the data folder in between. */
  const restart = async (between: () => Promise<void>) => {
    await cloud.close();
    await between();
    cloud = await start();
  };
  const { state: seeds } = await loadDataset(await as('owen'));
  return {
    origin: () => cloud.origin,
    as,
    seeded: (recordId) => {
      const record = seeds.get(recordId);
      if (record === undefined) throw new Error(`The seeds hold no ${recordId}`);
      return record;
    },
    setNow: (instant) => {
      now = instant;
    },
    failures,
    restart: () => restart(async () => undefined),
    backUp: async () => {
      const backup = `${dataDir}-backup`;
      await restart(() => cp(dataDir, backup, { recursive: true }));
      return () =>
        restart(async () => {
          await rm(dataDir, { recursive: true });
          await cp(backup, dataDir, { recursive: true });
        });
    },
    invoke: (name, event) => cloud.invoke(name, event),
    close: async () => {
      await cloud.close();
      await Promise.all([dataDir, `${dataDir}-backup`].map((each) => rm(each, { recursive: true, force: true })));
    },
  };
}
