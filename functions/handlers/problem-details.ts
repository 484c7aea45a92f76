import type { ProblemDetails } from '../../shared/sync/protocol.ts';
import type { Refusal } from '../sync/refusal.ts';

/** Every refusal of the service: its stable code, its HTTP status, and its title. */
const PROBLEMS = {
  'not-json': { status: 400, title: 'The body is not JSON' },
  'invalid-request': { status: 400, title: 'The request is not as it should be' },
  'record-named-twice': { status: 400, title: 'A push names a record twice' },
  'mutation-named-twice': { status: 400, title: 'A request names a mutation twice' },
  'bad-cursor': { status: 400, title: 'The cursor was not given out by this service' },
  'not-signed-in': { status: 401, title: 'Not signed in' },
  'wrong-tenant': { status: 403, title: 'Another organisation' },
  'scope-missing': { status: 403, title: 'The token does not allow this' },
  'no-role': { status: 403, title: 'No role assigned' },
  'unknown-dataset': { status: 404, title: 'No such dataset' },
  'unknown-record': { status: 404, title: 'No such record' },
  'unknown-snapshot': { status: 404, title: 'No such snapshot' },
  'push-number-gap': { status: 409, title: 'A push is missing before this one' },
  'push-number-used': { status: 409, title: 'This push number was used before' },
  'epoch-changed': { status: 410, title: 'The dataset was restored or rebuilt' },
  'too-large': { status: 413, title: 'Too much at once' },
  'wrong-content-type': { status: 415, title: 'Not the content type that is taken here' },
  'update-needed': { status: 426, title: 'Update the add-in' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  busy: { status: 503, title: 'Busy' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
export type ServiceRefusal = Refusal<ProblemCode>;

/** RFC 9457 problem details of a refusal. */
export function problemDetails({ refused, detail, problems, expected }: ServiceRefusal): ProblemDetails {
  return {
    type: `urn:peel:problem:${refused}`,
    ...PROBLEMS[refused],
    code: refused,
    detail,
    ...(problems === undefined ? {} : { problems: [...problems] }),
    ...(expected === undefined ? {} : { expected }),
  };
}
