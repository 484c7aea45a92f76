import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDocumentClient } from '../../../../functions/data/document-client.ts';
import { createDynamoDbRepository } from '../../../../functions/data/dynamodb-repository.ts';
import { tableDefinition } from '../../../../functions/data/table-definition.ts';
import { startEmbeddedDynamoDb } from '../../../../functions/local/embedded-dynamodb/start-embedded-dynamodb.ts';
import { PROTOCOL } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  CLAIMS,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  gatewayEvent,
  pushOf,
  TENANT,
} from '../../../unit/functions/service-fixtures.ts';
import type { PackagedStack } from './package-stack.ts';
import { runBundle } from './run-bundle.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** What a bundle does that is run as Lambda runs it. Packaging uses one folder of the project, so one test file does it. */
export function bundleSuite(stack: () => PackagedStack): void {
  describe('a packaged bundle', () => {
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'peel-bundle-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    const environment = {
      TABLE_NAME: 'peel',
      TENANT_ID: TENANT,
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    };
    const unpacked = async (name: string): Promise<string> => {
      const path = join(folder, `${name}.mjs`);
      await writeFile(path, await stack().bundleOf(name));
      return path;
    };

    it('answers health', async () => {
      const bundlePath = await unpacked('health');
      const { result } = await runBundle({ bundlePath, handler: 'health', event: gatewayEvent({}), environment });
      expect(result.statusCode).toBe(200);
      expect(JSON.parse(result.body ?? '')).toEqual({ status: 'ok', protocol: PROTOCOL });
    });

    const startTable = async () => {
      const engine = await startEmbeddedDynamoDb({ dataDir: null });
      const documents = createDocumentClient({ endpoint: engine.endpoint, region: 'local', credentials: CREDENTIALS });
      onTestFinished(async () => {
        documents.destroy();
        await engine.close();
      });
      await documents.send(new CreateTableCommand(tableDefinition('peel')));
      const repository = createDynamoDbRepository(documents, 'peel');
      return { repository, environment: { ...environment, AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint } };
    };

    it('takes a push into a table, with the credentials of its environment', async () => {
      const table = await startTable();
      await table.repository.createDataset(DATASET, EPOCH);
      const pushes = [pushOf(1, creation('afi', 'afi/7', afiFields(7)))];
      const event = gatewayEvent({
        claims: CLAIMS.dana,
        body: { clientId: '3e1f3f9e-5c3a-4e68-9df8-6e7f2f0f5a10', cursor: FIRST_CURSOR, pushes },
      });
      const { result, printed } = await runBundle({
        bundlePath: await unpacked('push'),
        handler: 'push',
        event,
        environment: table.environment,
      });
      expect(result.statusCode).toBe(200);
      const logged = printed.split('\n').filter((line) => line.includes('"route"'));
      // as JSON alone, or the metric filter on its code finds nothing
      expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ route: 'push', status: 200 }]);
      const stored = await table.repository.records(DATASET, ['afi/7']);
      expect(stored.get('afi/7')?.record.fields.status).toBe('In progress');
    });

    it('makes a dataset when an operator invokes it, and gives it a new epoch', async () => {
      const table = await startTable();
      const bundlePath = await unpacked('createDataset');
      const invoke = (handler: string) =>
        runBundle<object>({
          bundlePath,
          handler,
          event: { datasetId: 'kent-2026-27' },
          environment: table.environment,
        });
      expect((await invoke('createDataset')).result).toEqual({ datasetId: 'kent-2026-27', result: 'created' });
      const first = await table.repository.head('kent-2026-27');
      expect(first).toMatchObject({ epoch: expect.stringMatching(/^[0-9a-f-]{36}$/), sequence: 0 });
      expect((await invoke('renewEpoch')).result).toMatchObject({ datasetId: 'kent-2026-27', sequence: 0, records: 0 });
      expect((await table.repository.head('kent-2026-27'))?.epoch).not.toBe(first?.epoch);
    });

    it('says at once which setting is missing', async () => {
      const { TABLE_NAME: _missing, ...without } = environment;
      const running = runBundle({
        bundlePath: await unpacked('changes'),
        handler: 'changes',
        event: gatewayEvent({}),
        environment: without,
      });
      await expect(running).rejects.toThrow('TABLE_NAME');
    });
  });
}
