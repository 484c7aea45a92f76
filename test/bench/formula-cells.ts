import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afistatus } from '../../addin/formulas/afi/afi-facts.ts';
import { setFormulaReplica } from '../../addin/formulas/formula-replica.ts';
import type { DatasetReplica } from '../../addin/replica/dataset-replica.ts';
import type { Commit } from '../../shared/sync/protocol.ts';
import { afiFields, commitOf, loggedChange, TODAY } from '../unit/addin/replica/replica-fixtures.ts';

/** A plan of so many AFIs, numbered from 1, all in progress. */
export const planOf = (afis: number): Commit =>
  commitOf(
    1,
    ...Array.from({ length: afis }, (_, index) => loggedChange('afi', `afi/${index + 1}`, afiFields(index + 1))),
  );

/** Enters a live cell of AFISTATUS for each number, as Excel does; returns what cancels them all. */
export function enterStatuses(replica: DatasetReplica, numbers: readonly number[], onResult: () => void): () => void {
  setFormulaReplica(replica);
  const invocations = numbers.map((number) => {
    // the members of Excel's invocation that a stream uses
    const invocation = { setResult: onResult } as CustomFunctions.StreamingInvocation<string>;
    afistatus(number, undefined, invocation);
    return invocation;
  });
  return () => {
    for (const { onCanceled } of invocations) onCanceled?.();
  };
}

/** Commits that change AFI 7 in a replica, one after the other. */
export function changesOfAfi7(replica: DatasetReplica) {
  let revision = 1;
  const commit = async (values: Record<string, string>): Promise<void> => {
    revision += 1;
    const change = loggedChange('afi', 'afi/7', values, { revision, effectiveOn: TODAY });
    await replica.copy.applyCommits([commitOf(revision, change)], `c${revision}`);
  };
  return {
    setStatus: () => commit({ status: revision % 2 === 0 ? 'In progress' : 'Force complete' }),
    setNote: () => commit({ note: `Note ${revision}` }),
  };
}

/** What a live cell takes of the heap, in bytes, with the invocation that Excel's client makes for it. */
export function bytesOfACell(replica: DatasetReplica, numbers: readonly number[]): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // only Node's flag puts it there
  collect();
  const before = process.memoryUsage().heapUsed;
  const cancel = enterStatuses(replica, numbers, () => {});
  collect();
  const after = process.memoryUsage().heapUsed;
  cancel();
  return (after - before) / numbers.length;
}
