import type { DynaliteError } from './dynalite-engine.ts';

const SERVICE = 'com.amazonaws.dynamodb.v20120810#';

/** Why one action of a transaction was or was not taken, as the client reads it. */
export interface CancellationReason {
  Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  Message?: string;
  Item?: unknown;
}

/** A refusal in DynamoDB's own terms: `body` goes onto the wire with `statusCode`. */
export class WireError extends Error implements DynaliteError {
  override readonly name = 'WireError';
  readonly statusCode = 400;
  readonly body: Record<string, unknown>;

  constructor(type: string, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.body = { __type: type, message, ...more };
  }
}

export function isWireError(error: unknown): error is DynaliteError {
  return error instanceof Error && 'body' in error && 'statusCode' in error;
}

export function isFailedCondition(error: DynaliteError): boolean {
  return String(error.body.__type).endsWith('#ConditionalCheckFailedException');
}

export function validationError(message: string): WireError {
  return new WireError('com.amazon.coral.validate#ValidationException', message);
}

export function serializationError(): WireError {
  return new WireError('com.amazon.coral.service#SerializationException', 'The body is not a JSON object');
}

export function unknownOperation(): WireError {
  return new WireError('com.amazon.coral.service#UnknownOperationException', 'The operation is not known here');
}

export function missingAuthentication(): WireError {
  return new WireError(
    'com.amazon.coral.service#MissingAuthenticationTokenException',
    'Request is missing Authentication Token',
  );
}

export function transactionCancelled(reasons: readonly CancellationReason[]): WireError {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  return new WireError(
    `${SERVICE}TransactionCanceledException`,
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

export function idempotentParameterMismatch(): WireError {
  return new WireError(
    `${SERVICE}IdempotentParameterMismatchException`,
    'Request parameters do not match those of the previous request with the same client token',
  );
}

export function transactionInProgress(): WireError {
  return new WireError(
    `${SERVICE}TransactionInProgressException`,
    'A transaction with the same client token is in progress',
  );
}
