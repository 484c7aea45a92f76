import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Actor } from '../../shared/domain/permissions.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '../../shared/sync/protocol.ts';
import { actorOf } from '../auth/claims.ts';
import { isRefusal, passingRefusal } from '../sync/refusal.ts';
import { type Answer, httpAnswer, httpRefusal } from './http-answer.ts';
import type { ServiceRefusal } from './problem-details.ts';
import type { ServiceDependencies } from './service-dependencies.ts';

export type ServiceEvent = APIGatewayProxyEventV2WithJWTAuthorizer;
export type ServiceHandler = (event: ServiceEvent) => Promise<APIGatewayProxyStructuredResultV2>;
export type Work = (event: ServiceEvent, actor: Actor) => Promise<Answer | ServiceRefusal>;

/** A handler of a route that needs a signed-in person with a role: checks both, works, answers, and logs one line. */
export function signedInHandler(
  route: string,
  { tenantId, clock, log }: Pick<ServiceDependencies, 'tenantId' | 'clock' | 'log'>,
  work: Work,
): ServiceHandler {
  return async (event) => {
    const startedAt = clock().getTime();
    const actor = protocolRefusal(event) ?? actorOf(event.requestContext.authorizer?.jwt?.claims, tenantId);
    const line = {
      route,
      requestId: event.requestContext.requestId,
      datasetId: event.pathParameters?.datasetId,
      subject: isRefusal(actor) ? undefined : actor.subject,
    };
    try {
      const answer = isRefusal(actor) ? actor : await work(event, actor);
      const result = isRefusal(answer)
        ? httpRefusal(answer)
        : await httpAnswer(answer, event.headers['accept-encoding'] ?? '');
      const code = codeOf(answer);
      log({ level: 'info', ...line, status: result.statusCode, code, ms: clock().getTime() - startedAt });
      return result;
    } catch (error) {
      // the detail is for the log alone: it may tell of the inside
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const passing = passingRefusal(error);
      if (passing !== null) {
        log({ level: 'info', ...line, status: 503, code: passing.refused, error: detail });
        return httpRefusal(passing);
      }
      log({ level: 'error', ...line, status: 500, code: 'internal-error', error: detail });
      return httpRefusal({ refused: 'internal-error', detail: 'Nothing is lost: try again in a minute' });
    }
  };
}

function codeOf(answer: Answer | ServiceRefusal): string | undefined {
  if (isRefusal(answer)) return answer.refused;
  return 'stoppedBy' in answer ? answer.stoppedBy : undefined;
}

/** [S18] A client of another protocol is told to update before anything else of its request is looked at. */
function protocolRefusal(event: ServiceEvent): ServiceRefusal | null {
  if (event.headers[PROTOCOL_HEADER] === String(PROTOCOL)) return null;
  return {
    refused: 'update-needed',
    detail: `Update the add-in: this service speaks protocol ${PROTOCOL} and no other; unsent edits are kept until then`,
  };
}
