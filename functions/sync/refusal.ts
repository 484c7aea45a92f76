import type { Problem } from '../../shared/domain/problem.ts';

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

export function unknownDataset(datasetId: string): Refusal {
  return {
    refused: 'unknown-dataset',
    detail: `There is no dataset ${datasetId}; check its name in the add-in's settings`,
  };
}
