import { afterAll, beforeAll } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import { openEmbeddedRepository } from '../data/embedded-repository.ts';
import { conflictSuite } from './conflict-suite.ts';
import { newFigureSuite } from './new-figure-suite.ts';
import { readingSuite } from './reading-suite.ts';
import { repeatedEditSuite } from './repeated-edit-suite.ts';
import { serviceSuite } from './service-suite.ts';

let opened: { repository: Repository; close: () => Promise<void> };
beforeAll(async () => {
  opened = await openEmbeddedRepository();
});
afterAll(() => opened.close());

const NAME = 'DynamoDB on the embedded engine';
const open = async () => opened.repository;

serviceSuite(NAME, open);
readingSuite(NAME, open);
repeatedEditSuite(NAME, open);
conflictSuite(NAME, open);
newFigureSuite(NAME, open);
