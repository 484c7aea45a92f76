import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import { conflictSuite } from './conflict-suite.ts';
import { newFigureSuite } from './new-figure-suite.ts';
import { readingSuite } from './reading-suite.ts';
import { repeatedEditSuite } from './repeated-edit-suite.ts';
import { serviceSuite } from './service-suite.ts';

const open = async () => createMemoryRepository();

serviceSuite('memory', open);
readingSuite('memory', open);
repeatedEditSuite('memory', open);
conflictSuite('memory', open);
newFigureSuite('memory', open);
