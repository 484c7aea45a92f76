import type { Answer, Failure, Transport } from '../../../../addin/sync/transport.ts';
import type { Commit, Outcome, PushRequest, PushResponse } from '../../../../shared/sync/protocol.ts';
import { FIRST_COMMIT, recordsOf } from '../replica/replica-fixtures.ts';

type Asked = 'snapshot' | 'page' | 'changes' | 'push';

/** A service that holds FIRST_COMMIT, takes every edit, and fails as a test tells it to. */
export interface ScriptedTransport extends Transport {
  readonly asked: Asked[];
  readonly requests: PushRequest[];
  /** The next answers to one message; when they are used up it goes well again. */
  failNext(what: Asked, ...failures: readonly (Failure | null)[]): void;
  /** How the next edits are answered. */
  result: Outcome['result'];
  /** Commits of others, pulled after the cursor that counts them. */
  readonly commits: Commit[];
}

export function scriptedTransport(): ScriptedTransport {
  const asked: Asked[] = [];
  const requests: PushRequest[] = [];
  const commits: Commit[] = [FIRST_COMMIT];
  const failures: Record<Asked, (Failure | null)[]> = { snapshot: [], page: [], changes: [], push: [] };
  const answer = <T>(what: Asked, value: () => T): Answer<T> => {
    asked.push(what);
    const failure = failures[what].shift() ?? null;
    return failure === null ? { ok: true, value: value() } : { ok: false, failure };
  };
  const records = () => recordsOf(commits.slice(0, 1));

  const transport: ScriptedTransport = {
    asked,
    requests,
    commits,
    result: 'applied',
    failNext: (what, ...next) => void failures[what].push(...next),
    snapshot: async () => answer('snapshot', () => ({ sequence: 1, pages: 2, cursor: '1' })),
    snapshotPage: async (_sequence, page) =>
      answer('page', () => (page === 0 ? records().slice(0, 1) : records().slice(1))),
    changes: async (after) =>
      answer('changes', () => {
        const newer = commits.filter(({ sequence }) => sequence > Number(after ?? 0));
        return newer.length === 0 ? null : { commits: newer, cursor: String(newer.at(-1)?.sequence), more: false };
      }),
    push: async (request) => {
      requests.push(request);
      return answer(
        'push',
        (): PushResponse => ({
          results: request.pushes.map(({ number, mutations }) => ({
            number,
            sequence: null,
            outcomes: mutations.map(({ mutationId }) => ({ mutationId, result: transport.result, record: null })),
          })),
        }),
      );
    },
  };
  return transport;
}
