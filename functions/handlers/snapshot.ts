import * as z from 'zod';
import { datasetIdSchema } from '../../shared/sync/protocol.ts';
import { isRefusal } from '../sync/refusal.ts';
import { currentSnapshot, snapshotPage } from '../sync/snapshot.ts';
import { wholeNumber } from './request-numbers.ts';
import { parsePart } from './request-parts.ts';
import type { ServiceDependencies } from './service-dependencies.ts';
import { type ServiceHandler, signedInHandler } from './signed-in-handler.ts';

const indexPathSchema = z.strictObject({ datasetId: datasetIdSchema });
const pagePathSchema = z.strictObject({
  datasetId: datasetIdSchema,
  sequence: wholeNumber(12),
  page: wholeNumber(4),
});

/** [S10] `GET /v1/datasets/{datasetId}/snapshot` (which one, how many pages) and `.../snapshot/{sequence}/{page}`. */
export function createSnapshotHandler(dependencies: ServiceDependencies): ServiceHandler {
  return signedInHandler('snapshot', dependencies, async ({ pathParameters = {}, queryStringParameters }) => {
    const asked = { ...queryStringParameters, ...pathParameters };
    if (pathParameters.page === undefined) {
      const path = parsePart(indexPathSchema, asked);
      if (isRefusal(path)) return path;
      const snapshot = await currentSnapshot(dependencies, path.datasetId);
      return isRefusal(snapshot) ? snapshot : { status: 200, body: snapshot };
    }
    const path = parsePart(pagePathSchema, asked);
    if (isRefusal(path)) return path;
    const page = await snapshotPage(dependencies.repository, path);
    return isRefusal(page) ? page : { status: 200, gzipped: page.gzipped };
  });
}
