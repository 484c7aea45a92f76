import * as z from 'zod';
import { datasetIdSchema, MAX_COMMITS_PER_PULL } from '../../shared/sync/protocol.ts';
import { listChanges } from '../sync/list-changes.ts';
import { isRefusal } from '../sync/refusal.ts';
import { limitUpTo } from './request-numbers.ts';
import { parsePart } from './request-parts.ts';
import type { ServiceDependencies } from './service-dependencies.ts';
import { type ServiceHandler, signedInHandler } from './signed-in-handler.ts';

const changesQuerySchema = z.strictObject({
  datasetId: datasetIdSchema,
  after: z.string({ error: 'must be the cursor of a snapshot or of an earlier answer' }).max(200).optional(),
  limit: limitUpTo(MAX_COMMITS_PER_PULL),
});

/** [S9] `GET /v1/datasets/{datasetId}/changes?after=&limit=`: the commits after a cursor (all of them without one), or 204. */
export function createChangesHandler(dependencies: ServiceDependencies): ServiceHandler {
  return signedInHandler('changes', dependencies, async (event) => {
    const query = parsePart(changesQuerySchema, { ...event.queryStringParameters, ...event.pathParameters });
    if (isRefusal(query)) return query;
    const found = await listChanges(dependencies.repository, query);
    if (found === null) return { status: 204 };
    return isRefusal(found) ? found : { status: 200, body: found };
  });
}
