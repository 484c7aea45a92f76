import { afterAll, beforeAll } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import { openEmbeddedRepository } from './embedded-repository.ts';
import { repositorySuite } from './repository-suite.ts';

let opened: { repository: Repository; close: () => Promise<void> };
beforeAll(async () => {
  opened = await openEmbeddedRepository();
});
afterAll(() => opened.close());

repositorySuite('DynamoDB on the embedded engine', async () => opened.repository);
