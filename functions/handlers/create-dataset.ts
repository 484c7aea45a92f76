import { type OperatorDependencies, type OperatorHandler, operatorHandler } from './operator-handler.ts';

/** Makes an empty dataset with its first epoch; one that is there already stays as it is, which the answer says. */
export function createDatasetHandler(dependencies: OperatorDependencies): OperatorHandler {
  const { repository, newEpoch } = dependencies;
  return operatorHandler('createDataset', dependencies, async (datasetId) => {
    const result = await repository.createDataset(datasetId, newEpoch());
    if (result === 'created') return { datasetId, result };
    return { datasetId, result, detail: `${datasetId} is there already; nothing was changed` };
  });
}
