import { PROTOCOL } from '../../shared/sync/protocol.ts';
import { httpAnswer } from './http-answer.ts';
import type { ServiceDependencies } from './service-dependencies.ts';
import type { ServiceHandler } from './signed-in-handler.ts';

/** `GET /v1/health`: whether the service is there and which protocol it speaks; asks nobody who they are. */
export function createHealthHandler({ log }: Pick<ServiceDependencies, 'log'>): ServiceHandler {
  return async (event) => {
    log({ level: 'info', route: 'health', requestId: event.requestContext.requestId, status: 200 });
    return httpAnswer({ status: 200, body: { status: 'ok', protocol: PROTOCOL } }, '');
  };
}
