import type { Problem } from '../../shared/domain/problem.ts';
import { RepositoryBusyError } from '../data/repository.ts';

type RefusalCode =
  | 'bad-cursor'
  | 'busy'
  | 'epoch-changed'
  | 'push-number-gap'
  | 'push-number-used'
  | 'too-large'
  | 'unknown-dataset'
  | 'unknown-record'
  | 'unknown-snapshot';

/** Why a request could not be taken: a stable code for machines, words for the person. Nothing was written. */
export interface Refusal<Code extends string = RefusalCode> {
  readonly refused: Code;
  readonly detail: string;
  readonly problems?: readonly Problem[];
  /** [S4] The push number that is expected next. */
  readonly expected?: number;
}

export function isRefusal<T extends object>(value: T): value is Extract<T, { refused: string }> {
  return 'refused' in value;
}

/** The refusal that a failure of the repository becomes where it will pass; null for every other failure. */
export function passingRefusal(error: unknown): Refusal<'busy'> | null {
  if (!(error instanceof RepositoryBusyError)) return null;
  return { refused: 'busy', detail: 'The service has much to do at this moment; the add-in tries again by itself' };
}

export function unknownDataset(datasetId: string): Refusal {
  return {
    refused: 'unknown-dataset',
    detail: `There is no dataset ${datasetId}; check its name in the add-in's settings`,
  };
}
