import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import { repositorySuite } from './repository-suite.ts';

repositorySuite('memory', async () => createMemoryRepository());
