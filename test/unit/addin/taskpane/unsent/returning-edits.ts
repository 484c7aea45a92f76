import { PROTOCOL_LIMITS } from '../../../../../addin/replica/outbox.ts';
import type { EditRequest } from '../../../../../addin/replica/replica-port.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { decide } from '../../../../../shared/sync/merge.ts';
import type { ConflictGroup, Outcome } from '../../../../../shared/sync/protocol.ts';
import { provenanceOf } from '../../../../../shared/sync/provenance.ts';
import { type SeededServices, TODAY } from '../seeded-services.ts';

/** A person's edits that come back, over a real replica whose outbox and returned edits the pane works on. */
export interface ReturningEdits {
  /** Keeps an edit in the outbox, as one made offline. */
  edit(request: Omit<EditRequest, 'kind'>): Promise<void>;
  /** The service answers all that waits: as the shared rule decides, or with a refusal. */
  answer(refusal?: readonly Problem[]): Promise<void>;
}

/** Ties the pane's sync port to the replica, as the sync loop does. */
export function returningEdits({ services, replica, tell, commits }: SeededServices): ReturningEdits {
  const { copy } = replica;
  const madeByOthers = (group: string): ConflictGroup => {
    const last = commits.at(-1);
    const change = last?.changes[0];
    return last === undefined || change === undefined ? { group } : { group, theirs: provenanceOf(last, change) };
  };
  copy.onNews(() => tell({ unsent: copy.summary.unsent, returned: copy.summary.returned }));
  services.sync.dismiss = (mutationId) => copy.dismiss(mutationId);
  return {
    async edit(request) {
      const kind = request.recordId.startsWith('afi/') ? 'afi' : 'call-month';
      const result = await replica.edit({ ...request, kind });
      if (!result.saved) throw new Error(JSON.stringify(result.problems));
    },
    async answer(refusal) {
      const request = await copy.takePushes(PROTOCOL_LIMITS);
      if (request === null) throw new Error('Nothing waits');
      const results = request.pushes.map(({ number, mutations }) => ({
        number,
        sequence: null,
        outcomes: mutations.map((mutation): Outcome => {
          const { mutationId, recordId } = mutation;
          const record = copy.records.base(recordId);
          if (refusal !== undefined) return { mutationId, result: 'rejected', record, problems: [...refusal] };
          const decision = decide(record, mutation, TODAY);
          if (decision.result === 'conflict')
            return { mutationId, result: 'conflict', record, conflicts: decision.groups.map(madeByOthers) };
          if (decision.result === 'rejected') throw new Error(JSON.stringify(decision.problems));
          return { mutationId, result: decision.result, record: decision.record };
        }),
      }));
      await copy.acknowledge(request, results);
    },
  };
}
