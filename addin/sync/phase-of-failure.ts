import type { SyncPhase } from './sync-status.ts';
import type { Failure } from './transport.ts';

const KEPT = 'Edits made here are kept on this machine and sent later.';

/** What the person is told of a failure, and what they can do. */
export function phaseOfFailure(failure: Failure): { readonly phase: SyncPhase; readonly message: string } {
  switch (failure.kind) {
    case 'unreachable':
      return { phase: 'offline', message: `The service cannot be reached. ${KEPT}` };
    case 'given up':
      return { phase: 'in trouble', message: `The last sync took too long; PEEL tries again by itself. ${KEPT}` };
    case 'not alone':
      return { phase: 'in trouble', message: `Another PEEL window is still syncing; this one follows it. ${KEPT}` };
    case 'signed out':
      return { phase: 'signed out', message: 'Sign in to PEEL to send and receive changes.' };
    case 'not permitted':
      return { phase: 'not permitted', message: `${failure.detail}. Ask your administrator for access.` };
    case 'not found':
      return { phase: 'not permitted', message: `${failure.detail}.` };
    case 'update needed':
      return { phase: 'update needed', message: `${failure.detail}. Update the add-in; unsent edits are kept.` };
    case 'busy':
      return { phase: 'in trouble', message: `The service is busy; PEEL tries again by itself. ${KEPT}` };
    case 'gone':
      return { phase: 'in trouble', message: `The plan was restored; PEEL loads it again. ${KEPT}` };
    case 'push number':
    case 'refused':
    case 'too large':
      return { phase: 'in trouble', message: `The service does not take an edit: ${failure.detail}. ${KEPT}` };
    case 'trouble':
      return {
        phase: 'in trouble',
        message: `Something went wrong (${failure.code}); PEEL tries again by itself. ${KEPT}`,
      };
  }
}
