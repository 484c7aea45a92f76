import { afterAll, beforeAll } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import { openEmbeddedRepository } from '../data/embedded-repository.ts';
import { hostileClientSuite } from './hostile-client-suite.ts';

let opened: { repository: Repository; close: () => Promise<void> };
beforeAll(async () => {
  opened = await openEmbeddedRepository();
});
afterAll(() => opened.close());

hostileClientSuite('DynamoDB on the embedded engine', async () => opened.repository);
