import * as z from 'zod';
import { datasetIdSchema, type PushResponse, pushRequestSchema } from '../../shared/sync/protocol.ts';
import { acceptPushes } from '../sync/accept-push.ts';
import { pushRefusal, repeatedMutationRefusal } from '../sync/push-limits.ts';
import { isRefusal } from '../sync/refusal.ts';
import { problemDetails } from './problem-details.ts';
import { parsePart, readJsonBody } from './request-parts.ts';
import type { ServiceDependencies } from './service-dependencies.ts';
import { type ServiceHandler, signedInHandler } from './signed-in-handler.ts';

const pushPathSchema = z.strictObject({ datasetId: datasetIdSchema });

/** [S3] `POST /v1/datasets/{datasetId}/push`: an error status where no push was taken, else what was answered, and why it stopped. */
export function createPushHandler(dependencies: ServiceDependencies): ServiceHandler {
  return signedInHandler('push', dependencies, async (event, actor) => {
    const path = parsePart(pushPathSchema, { ...event.queryStringParameters, ...event.pathParameters });
    if (isRefusal(path)) return path;
    const body = readJsonBody(event);
    if (isRefusal(body)) return body;
    const request = parsePart(pushRequestSchema, body.json);
    if (isRefusal(request)) return request;
    const refusals = [...request.pushes.map(pushRefusal), repeatedMutationRefusal(request.pushes)];
    const refusal = refusals.find((each) => each !== null);
    if (refusal !== undefined) return refusal;

    const { results, stopped } = await acceptPushes(dependencies, { ...path, ...request, actor });
    if (stopped === undefined) return { status: 200, body: { results: [...results] } satisfies PushResponse };
    if (results.length === 0) return stopped;
    const response: PushResponse = { results: [...results], stopped: problemDetails(stopped) };
    return { status: 200, body: response, stoppedBy: stopped.refused };
  });
}
