import fc from 'fast-check';
import type { Scene } from './scene-steps.ts';
import { conflict, correction, deletion, refusal, restoredDataset, tableBehind } from './scenes-of-edits.ts';
import { brokenDisk, clonedProfile, death, frozenWindow, lostMachine, otherPerson } from './scenes-of-machines.ts';

export const sceneArbitrary: fc.Arbitrary<Scene> = fc.oneof(
  { weight: 4, arbitrary: conflict },
  { weight: 1, arbitrary: deletion },
  { weight: 1, arbitrary: correction },
  { weight: 2, arbitrary: lostMachine },
  { weight: 1, arbitrary: clonedProfile },
  { weight: 1, arbitrary: brokenDisk },
  { weight: 1, arbitrary: frozenWindow },
  { weight: 1, arbitrary: otherPerson },
  { weight: 1, arbitrary: restoredDataset },
  { weight: 2, arbitrary: death },
  { weight: 1, arbitrary: refusal },
  { weight: 2, arbitrary: tableBehind },
);
