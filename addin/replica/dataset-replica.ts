import type { Day } from '../../shared/domain/calendar.ts';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Mutation } from '../../shared/sync/protocol.ts';
import { sameValue } from '../../shared/sync/record.ts';
import { createLocalCopy, type LocalCopy } from './local-copy.ts';
import type { PreparedEdit } from './prepare-edit.ts';
import { prepareEdits } from './prepare-edits.ts';
import type { EditRequest, EditResult, ImportResult, Replica } from './replica-port.ts';
import { ReplicaStoreError } from './replica-store.ts';
import { trackedReader } from './tracked-reader.ts';
import { readUnsentFile, unsentFile } from './unsent-file.ts';
import { createWatchers, onKind, onRecord } from './watchers.ts';

export interface DatasetReplicaOptions {
  readonly actor: () => Actor | null;
  readonly today: () => Day;
  /** The present time, ISO. */
  readonly now: () => string;
  readonly newId: () => string;
}

/** A replica as its owner holds it: formulas and views get its `Replica` side, the sync loop the `copy`. */
export interface DatasetReplica extends Replica {
  /** Empty, and taking no edits, until it is opened over a store. */
  readonly copy: LocalCopy;
  /** To be called now and then: wakes what reads the day once a new one has begun. */
  noteDay(): void;
  /** To be called with what the sync loop tells: when the service was last heard, ISO. */
  noteSync(heardAt: string | null): void;
  /** How many computations are being watched. */
  readonly watcherCount: number;
}

export function createDatasetReplica(options: DatasetReplicaOptions): DatasetReplica {
  const answers = new Map<string, ((result: EditResult) => void)[]>();
  let lastDay = options.today();
  let lastHeardAt: string | null = null;
  const answer = (mutationId: string, result: EditResult): void => {
    for (const resolve of answers.get(mutationId) ?? []) resolve(result);
    answers.delete(mutationId);
  };

  const copy = createLocalCopy({
    now: options.now,
    newId: options.newId,
    onChange: (records, also) => {
      const kinds = new Set(records.map(({ kind }) => kind));
      const some = records.length > 0 ? (['deleted'] as const) : [];
      watchers.wake([...also, ...some, ...records.map(({ id }) => onRecord(id)), ...[...kinds].map(onKind)]);
    },
    onAnswer: (mutationId, returned) => {
      const result: EditResult = returned === null ? { saved: true, mutationId } : notSaved(returned.problems);
      answer(mutationId, result);
    },
    onLeft: () => {
      for (const mutationId of [...answers.keys()]) answer(mutationId, notSaved([NOT_SENT]));
    },
  });
  const parts = {
    records: copy.records,
    history: () => copy.history(),
    today: options.today,
    syncedAt: () => lastHeardAt ?? copy.summary.lastSyncedAt,
    person: options.actor,
  };
  const untracked = trackedReader(parts, () => {});
  const watchers = createWatchers((track) => trackedReader(parts, track));

  copy.onNews(() => watchers.wake(['session']));

  /** What a saved edit comes to: at once where there is a disk, and otherwise once the service has answered it. */
  const ending = (mutationId: string): EditResult | Promise<EditResult> => {
    if (copy.summary.durable) return { saved: true, mutationId };
    // a later edit may have been taken into an earlier one, and then both wait for one answer [S15]
    return new Promise((resolve) => answers.set(mutationId, [...(answers.get(mutationId) ?? []), resolve]));
  };
  const keepAll = async (requests: readonly EditRequest[]): Promise<readonly EditResult[]> => {
    let prepared: readonly PreparedEdit[] = [];
    let endings: readonly (EditResult | Promise<EditResult>)[] = [];
    const make = (): Mutation[] => {
      const { actor, today, now, newId } = options;
      const { records, history } = copy;
      prepared = prepareEdits(requests, { records, history, actor: actor(), today: today(), now: now(), newId });
      return prepared.flatMap((each) => ('mutation' in each ? [each.mutation] : []));
    };
    await copy.append(make, (entries) => {
      endings = entries.map(({ mutation }) => ending(mutation.mutationId));
    });
    const kept = endings.values();
    return Promise.all(prepared.map((each) => ('problems' in each ? notSaved(each.problems) : next(kept))));
  };
  const editAll = async (requests: readonly EditRequest[]): Promise<readonly EditResult[]> => {
    try {
      return await keepAll(requests);
    } catch (cause) {
      const problems = [notStored(cause, options.actor())];
      return requests.map(() => notSaved(problems));
    }
  };

  return {
    copy,
    get state() {
      return copy.summary.cursor === null ? 'empty' : 'loaded';
    },
    get watcherCount() {
      return watchers.size;
    },
    ...untracked,
    live: watchers.watch,
    pendingFields: (id) =>
      new Set(
        copy.records.edits(id).flatMap(({ mutation: { changes } }) => Object.keys(changes).filter(differs(changes))),
      ),
    waiting: (id) => copy.records.edits(id).map(({ mutation }) => mutation),
    noteDay() {
      if (options.today() === lastDay) return;
      lastDay = options.today();
      watchers.wake(['today']);
    },
    noteSync(heardAt) {
      lastHeardAt = heardAt;
      watchers.wake(['session']);
    },
    edit: async (request) => next((await editAll([request])).values()),
    editAll,
    returned: () => copy.summary.returned,
    dismiss: copy.dismiss,
    async exportUnsent() {
      if (copy.owner === null) throw new Error(SIGNED_OUT.message);
      return unsentFile(copy.owner, await copy.unsent(), options.now());
    },
    async importUnsent(text): Promise<ImportResult> {
      const { owner } = copy;
      if (options.actor() === null || owner === null) return { problems: [SIGNED_OUT] };
      const file = readUnsentFile(text, owner);
      if ('problems' in file) return file;
      try {
        return await copy.adopt(file);
      } catch (cause) {
        return { problems: [notStored(cause, options.actor())] };
      }
    },
  };
}

function notStored(cause: unknown, actor: Actor | null): Problem {
  const isLost = cause instanceof ReplicaStoreError && cause.failure === 'lost';
  if (isLost) return actor === null ? SIGNED_OUT : STORE_CLOSED;
  const why = cause instanceof Error ? cause.message : String(cause);
  return problem('not-stored', `This edit could not be kept on this machine: ${why}`);
}

function next<T>(values: Iterator<T>): T {
  const { value, done } = values.next();
  if (done === true) throw new Error('Every edit that is kept has an entry of the outbox');
  return value;
}

/** A field group is sent whole: this tells which of its fields somebody changed. */
const differs =
  (changes: Mutation['changes']) =>
  (field: string): boolean =>
    !sameValue(changes[field]?.base, changes[field]?.value);

const problem = (code: string, message: string): Problem => ({ path: '', code, message });
const notSaved = (problems: readonly Problem[]): EditResult => ({ saved: false, problems });
const SIGNED_OUT = problem('signed-out', 'Sign in to PEEL to make changes');
const STORE_CLOSED = problem(
  'not-stored',
  'This edit could not be kept on this machine: the browser closed the copy of the plan. PEEL opens it again: press Refresh, then save again',
);
const NOT_SENT = problem('not-stored', 'This edit was not sent before the copy of the plan that held it was closed');
