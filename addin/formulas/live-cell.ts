import type { Replica, ReplicaReader } from '../replica/replica-port.ts';
import { FormulaError, type FormulaErrorCode } from './formula-error.ts';
import { formulaReplica } from './formula-replica.ts';

interface Refused {
  readonly code: FormulaErrorCode;
  readonly message: string;
}
/** Plain data, so that a replica can tell whether a cell's outcome has changed. */
type Outcome<T> = { readonly value: T } | Refused;

const NOTHING_LOADED: Refused = { code: 'notAvailable', message: 'Sign in to PEEL to load the plan' };
const UNEXPECTED: Refused = {
  code: 'notAvailable',
  message: 'PEEL could not work this cell out; press Refresh, and tell your administrator if it stays so',
};

/**
 * Keeps one cell live: emits at once, then again whenever something that the computation read has changed, until Excel
 * cancels it. The only place that knows how a cell is kept live (a stream): the other way, a plain function and setDirty
 * on the cells that depend on a change, would be switched on here.
 */
export function liveCell<T>(
  invocation: CustomFunctions.StreamingInvocation<T>,
  compute: (reader: ReplicaReader) => T,
): void {
  invocation.onCanceled?.(); // the same call started anew (office-js#1714): what it started before ends
  const replica = formulaReplica();
  if (replica === null) {
    invocation.onCanceled = () => {}; // Excel's documentation wants one of every stream
    invocation.setResult(excelError(NOTHING_LOADED));
    return;
  }
  invocation.onCanceled = replica.live(
    (reader) => outcomeOf(replica, reader, compute),
    (outcome) => invocation.setResult('value' in outcome ? outcome.value : excelError(outcome)),
  );
}

/** The value of a cell that Excel asks for once; throws CustomFunctions.Error and nothing else. */
export function cellNow<T>(compute: (reader: ReplicaReader) => T): T {
  const replica = formulaReplica();
  const outcome = replica === null ? NOTHING_LOADED : outcomeOf(replica, replica, compute);
  if ('value' in outcome) return outcome.value;
  throw excelError(outcome);
}

function outcomeOf<T>(replica: Replica, reader: ReplicaReader, compute: (reader: ReplicaReader) => T): Outcome<T> {
  if (replica.state === 'empty') return NOTHING_LOADED;
  try {
    return { value: compute(reader) };
  } catch (error) {
    if (error instanceof FormulaError) return { code: error.code, message: error.message };
    console.error(error); // a fault of ours: one bad cell never harms another
    return UNEXPECTED;
  }
}

function excelError({ code, message }: Refused): CustomFunctions.Error {
  return new CustomFunctions.Error(CustomFunctions.ErrorCode[code], message);
}
