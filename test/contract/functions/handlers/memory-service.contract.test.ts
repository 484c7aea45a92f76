import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import { serviceSuite } from './service-suite.ts';

serviceSuite('memory', async () => createMemoryRepository());
