import { renewEpoch } from '../sync/renew-epoch.ts';
import { type OperatorDependencies, type OperatorHandler, operatorHandler } from './operator-handler.ts';

/** [S11] To be invoked once a dataset was restored, before anybody reads it again: gives it a new epoch. */
export function renewEpochHandler(dependencies: OperatorDependencies): OperatorHandler {
  return operatorHandler('renewEpoch', dependencies, (datasetId) => renewEpoch(dependencies, datasetId));
}
