import { boundedProblem, type Problem } from '../../shared/domain/problem.ts';
import type { Mutation, PushRequest, PushResult } from '../../shared/sync/protocol.ts';
import type { Failure } from './transport.ts';

type Refusal = Extract<Failure, { kind: 'refused' }>;

/** The edit of a request that has no other. */
export function onlyEditOf({ pushes }: PushRequest): Mutation | null {
  const [first, second] = pushes.flatMap(({ mutations }) => mutations);
  return first === undefined || second !== undefined ? null : first;
}

/**
 * [S8] The answer to an edit that the service refused without reading further: rejected, with what the service said. It
 * was alone in its request, so nothing else can have been meant.
 */
export function rejectionOf({ pushes }: PushRequest, { mutationId }: Mutation, refusal: Refusal): PushResult {
  const { code, detail } = refusal;
  const told = refusal.problems.map(ofTheEdit);
  const problems = told.length > 0 ? told : [boundedProblem({ path: '', code, message: detail })];
  return {
    number: pushes[0]?.number ?? 0,
    sequence: null,
    outcomes: [{ mutationId, result: 'rejected', record: null, problems }],
  };
}

/** `pushes.0.mutations.0.changes.note.value` is the field `note` to the person. */
const PLACE = /pushes\.\d+\.mutations\.\d+\.?/;
const VALUE_OF = /^changes\.([^.]+)(?:\.(?:value|base))?/;

function ofTheEdit({ path, code, message }: Problem): Problem {
  const field = path.replace(PLACE, '').replace(VALUE_OF, '$1');
  return { path: field, code, message: message.replace(path, field) };
}
