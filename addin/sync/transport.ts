import type { Problem } from '../../shared/domain/problem.ts';
import type { ChangesResponse, PushRequest, PushResponse, SnapshotResponse } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';

/** Why a round, or the service, did not do what it was asked. */
export type Failure =
  /** Nobody answered, or not in time: it may have been done all the same. */
  | { readonly kind: 'unreachable' }
  /** The round's time was over, or its lease went to another window: what was asked may have been done all the same. */
  | { readonly kind: 'given up' }
  /** Another window over the same replica went on for so long that this one did not come to its turn. */
  | { readonly kind: 'not alone' }
  /** 401, also with a fresh token. */
  | { readonly kind: 'signed out' }
  /** 403. */
  | { readonly kind: 'not permitted'; readonly detail: string }
  /** 404: no such dataset, or none that this person may know of. */
  | { readonly kind: 'not found'; readonly detail: string }
  /** 409: the push number is not the next one of this client, or was used for another body. */
  | { readonly kind: 'push number'; readonly detail: string }
  /** 410, or 400 for the cursor: it belongs to an earlier life of the dataset or to none, or the snapshot is gone. */
  | { readonly kind: 'gone' }
  /** 400 for what stands in the edits of a request: it is refused each time that it is sent. */
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly detail: string;
      readonly problems: readonly Problem[];
    }
  /** 413. */
  | { readonly kind: 'too large'; readonly detail: string }
  /** 426. */
  | { readonly kind: 'update needed'; readonly detail: string }
  /** 429 and 503. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number | null }
  /** Anything else, an answer that cannot be understood included. */
  | { readonly kind: 'trouble'; readonly code: string; readonly detail: string };

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/**
 * The messages of the protocol, without saying how they travel. Nothing here rejects: a failure is an answer. A signal
 * that aborts gives up what is under way, which is then `unreachable`.
 */
export interface Transport {
  /** Which snapshot to load. */
  snapshot(signal?: AbortSignal): Promise<Answer<SnapshotResponse>>;
  /** One page of it, counted from 0. */
  snapshotPage(sequence: number, page: number, signal?: AbortSignal): Promise<Answer<readonly DatasetRecord[]>>;
  /** Commits after a cursor, from the first one where it is null; the value is null where there are none. */
  changes(after: string | null, signal?: AbortSignal): Promise<Answer<ChangesResponse | null>>;
  push(request: PushRequest, signal?: AbortSignal): Promise<Answer<PushResponse>>;
}
