import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';

/** The conflict is what a single write gets while a transaction holds its item: the SDK does not try it again. */
const MOVES = [ConditionalCheckFailedException, TransactionInProgressException, TransactionConflictException];
const REASONS_OF_A_MOVE = ['None', 'ConditionalCheckFailed', 'TransactionConflict'];
/** "The provisioned throughput for the table was exceeded", "the table is being throttled" (TransactWriteItems). */
const REASONS_OF_A_BUSY_TABLE = ['ProvisionedThroughputExceeded', 'ThrottlingError'];
/** By name: the SDK knows some only as what a transaction or a socket throws. */
const PASSING = [
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
];
const PASSING_SOCKET_CODES = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/** Whether a write failed only because somebody else's came first. */
export function isMove(error: unknown): boolean {
  if (MOVES.some((move) => error instanceof move)) return true;
  return reasonsOf(error)?.every((reason) => REASONS_OF_A_MOVE.includes(reason)) === true;
}

/** Whether the table is throttled, or a call failed in passing, so that the same call may go well in a moment. */
export function isPassing(error: unknown): boolean {
  const reasons = reasonsOf(error);
  if (reasons !== null) {
    const isThrottled = reasons.some((reason) => REASONS_OF_A_BUSY_TABLE.includes(reason));
    const known = [...REASONS_OF_A_MOVE, ...REASONS_OF_A_BUSY_TABLE];
    return isThrottled && reasons.every((reason) => known.includes(reason));
  }
  if (!(error instanceof Error)) return false;
  const { name, code, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  const isServerFault = ($metadata?.httpStatusCode ?? 0) >= 500;
  return isServerFault || PASSING.includes(name) || PASSING_SOCKET_CODES.includes(code ?? '');
}

function reasonsOf(error: unknown): string[] | null {
  if (!(error instanceof TransactionCanceledException)) return null;
  return (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
}
