import { type Repository, RepositoryBusyError } from '../../../functions/data/repository.ts';
import type { Life } from './life.ts';
import type { Fate } from './schedule.ts';

/** A database that is too busy for one write, or answers so although it has written. */
export function failing(repository: Repository, fault: Fate['fault']): Repository {
  if (fault !== 'database busy' && fault !== 'database busy after writing') return repository;
  let isOver = false;
  return {
    ...repository,
    writePush: async (plan) => {
      if (isOver) return repository.writePush(plan);
      isOver = true;
      if (fault === 'database busy after writing') await repository.writePush(plan);
      throw new RepositoryBusyError('The table is busy');
    },
  };
}

/** A database that is a network away from the instance that asks it. */
export function repositoryOver(repository: Repository, life: Life): Repository {
  const on = <Args extends readonly unknown[], T>(name: string, work: (...args: Args) => Promise<T>) => {
    return (...args: Args): Promise<T> => life.operation(name, () => work(...args));
  };
  return {
    head: on('head', repository.head),
    createDataset: on('createDataset', repository.createDataset),
    renewEpoch: on('renewEpoch', repository.renewEpoch),
    records: on('records', repository.records),
    commitsAfter: on('commitsAfter', repository.commitsAfter),
    commits: on('commits', repository.commits),
    clientHead: on('clientHead', repository.clientHead),
    ledgerEntry: on('ledgerEntry', repository.ledgerEntry),
    writePush: on('writePush', repository.writePush),
    writeSnapshotPage: on('writeSnapshotPage', repository.writeSnapshotPage),
    snapshotPage: on('snapshotPage', repository.snapshotPage),
    advanceSnapshot: on('advanceSnapshot', repository.advanceSnapshot),
    expireSnapshot: on('expireSnapshot', repository.expireSnapshot),
  };
}
