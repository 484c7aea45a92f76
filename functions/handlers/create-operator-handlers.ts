import { createDatasetHandler } from './create-dataset.ts';
import type { OperatorDependencies } from './operator-handler.ts';
import { renewEpochHandler } from './renew-epoch.ts';

/** The functions without a route, by their names in serverless.yml. */
export function createOperatorHandlers(dependencies: OperatorDependencies) {
  return {
    createDataset: createDatasetHandler(dependencies),
    renewEpoch: renewEpochHandler(dependencies),
  };
}
