import * as z from 'zod';
import { recordIdSchema } from '../../shared/domain/field-schemas.ts';
import { datasetIdSchema } from '../../shared/sync/protocol.ts';
import { MAX_CHANGES_PER_HISTORY, recordHistory } from '../sync/record-history.ts';
import { isRefusal } from '../sync/refusal.ts';
import { limitUpTo, wholeNumber } from './request-numbers.ts';
import { parsePart } from './request-parts.ts';
import type { ServiceDependencies } from './service-dependencies.ts';
import { type ServiceHandler, signedInHandler } from './signed-in-handler.ts';

const historyQuerySchema = z.strictObject({
  datasetId: datasetIdSchema,
  recordId: recordIdSchema,
  after: wholeNumber(12).default(0),
  limit: limitUpTo(MAX_CHANGES_PER_HISTORY),
});

/**
 * `GET /v1/datasets/{datasetId}/records/{recordId}/history?after=&limit=`: changes of one record, oldest first; `after` is
 * the sequence of the last one that is known.
 * In the path a record id is written with `~` for `/` (`afi~7`): API Gateway decodes `%2F` before it looks for the route.
 */
export function createHistoryHandler(dependencies: ServiceDependencies): ServiceHandler {
  return signedInHandler('history', dependencies, async ({ pathParameters, queryStringParameters }) => {
    const recordId = pathParameters?.recordId?.replaceAll(/~|%2F/gi, '/');
    const query = parsePart(historyQuerySchema, { ...queryStringParameters, ...pathParameters, recordId });
    if (isRefusal(query)) return query;
    const history = await recordHistory(dependencies.repository, query);
    return isRefusal(history) ? history : { status: 200, body: history };
  });
}
