import { createChangesHandler } from './changes.ts';
import { createHealthHandler } from './health.ts';
import { createHistoryHandler } from './history.ts';
import { createPushHandler } from './push.ts';
import type { ServiceDependencies } from './service-dependencies.ts';
import { createSnapshotHandler } from './snapshot.ts';

/** The service's handlers, by the function names of serverless.yml; no environment is read. */
export function createHandlers(dependencies: ServiceDependencies) {
  return {
    health: createHealthHandler(dependencies),
    snapshot: createSnapshotHandler(dependencies),
    changes: createChangesHandler(dependencies),
    push: createPushHandler(dependencies),
    history: createHistoryHandler(dependencies),
  };
}
