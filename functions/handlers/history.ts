import * as z from 'zod';
import { recordIdSchema } from '../../shared/domain/field-schemas.ts';
import { datasetIdSchema } from '../../shared/sync/protocol.ts';
import { recordHistory } from '../sync/record-history.ts';
import { isRefusal } from '../sync/refusal.ts';
import { parsePart } from './request-parts.ts';
import type { ServiceDependencies } from './service-dependencies.ts';
import { type ServiceHandler, signedInHandler } from './signed-in-handler.ts';

const historyPathSchema = z.strictObject({ datasetId: datasetIdSchema, recordId: recordIdSchema });

/**
 * `GET /v1/datasets/{datasetId}/records/{recordId}/history`: every change of one record, oldest first.
 * In the path a record id is written with `~` for `/` (`afi~7`): API Gateway decodes `%2F` before it looks for the route.
 */
export function createHistoryHandler(dependencies: ServiceDependencies): ServiceHandler {
  return signedInHandler('history', dependencies, async ({ pathParameters, queryStringParameters }) => {
    const recordId = pathParameters?.recordId?.replaceAll(/~|%2F/gi, '/');
    const path = parsePart(historyPathSchema, { ...queryStringParameters, ...pathParameters, recordId });
    if (isRefusal(path)) return path;
    const history = await recordHistory(dependencies.repository, path.datasetId, path.recordId);
    return isRefusal(history) ? history : { status: 200, body: history };
  });
}
