import * as z from 'zod';
import { textSchema } from '../../shared/domain/field-schemas.ts';
import { problemsOf } from '../../shared/domain/problem.ts';
import { datasetIdSchema } from '../../shared/sync/protocol.ts';
import { isRefusal, type Refusal } from '../sync/refusal.ts';
import type { ServiceDependencies } from './service-dependencies.ts';

/** What Lambda says of one invocation, as far as it is used here. */
export interface Invocation {
  readonly awsRequestId: string;
}

/** What was done, for the operator. */
export interface OperatorAnswer {
  readonly datasetId: string;
}

/** A function without a route: only whoever may invoke it by IAM can reach it. */
export type OperatorHandler = (event: unknown, invocation: Invocation) => Promise<OperatorAnswer>;

export interface OperatorDependencies extends Pick<ServiceDependencies, 'repository' | 'clock' | 'log'> {
  readonly newEpoch: () => string;
}

/** Why nothing was done, for the operator: Lambda then reports a failed invocation with this message. */
class OperatorError extends Error {
  override readonly name = 'OperatorError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

const operatorEventSchema = z.strictObject({
  datasetId: datasetIdSchema,
  /** Who asks, for the log. Lambda does not tell; CloudTrail knows the principal of each request id. */
  by: textSchema(100).optional(),
});

/** A handler of an operator's function: parses the event strictly, works, logs one line, and throws what it could not do. */
export function operatorHandler(
  operation: string,
  { clock, log }: Pick<OperatorDependencies, 'clock' | 'log'>,
  work: (datasetId: string) => Promise<OperatorAnswer | Refusal<string>>,
): OperatorHandler {
  return async (event, { awsRequestId: requestId }) => {
    const startedAt = clock().getTime();
    const parsed = operatorEventSchema.safeParse(event);
    const line = { operation, requestId, ...parsed.data };
    try {
      const answer = parsed.success ? await work(parsed.data.datasetId) : invalidEvent(parsed.error);
      if (isRefusal(answer)) throw new OperatorError(answer.refused, answer.detail);
      log({ level: 'info', ...line, code: 'done', ms: clock().getTime() - startedAt });
      return answer;
    } catch (error) {
      const isExpected = error instanceof OperatorError;
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (isExpected) log({ level: 'info', ...line, code: error.code });
      else log({ level: 'error', ...line, code: 'internal-error', error: detail });
      throw error;
    }
  };
}

function invalidEvent(error: z.ZodError): Refusal<'invalid-event'> {
  const messages = problemsOf(error).map(({ message }) => message);
  return {
    refused: 'invalid-event',
    detail: `${messages.join('; ')}. Send {"datasetId": "kent-2026-27", "by": "your name"}; nothing was changed`,
  };
}
