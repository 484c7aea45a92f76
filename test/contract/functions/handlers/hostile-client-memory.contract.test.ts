import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import { hostileClientSuite } from './hostile-client-suite.ts';

hostileClientSuite('memory', async () => createMemoryRepository());
