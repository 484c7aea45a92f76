import type { Day } from '../../shared/domain/calendar.ts';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Mutation } from '../../shared/sync/protocol.ts';
import { type Fields, sameValue } from '../../shared/sync/record.ts';
import { createLocalCopy, type LocalCopy } from './local-copy.ts';
import { prepareEdit } from './prepare-edit.ts';
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

  /** Resolves once the edit is where it may be called saved, or with what is wrong with it. */
  const keep = async (request: EditRequest): Promise<EditResult> => {
    let result: EditResult | Promise<EditResult> = notSaved([]);
    const make = () => {
      if (isOtherwise(copy.records.visible(request.recordId)?.fields, request.seen)) {
        result = notSaved([CHANGED_MEANWHILE]);
        return null;
      }
      const prepared = prepareEdit(request, {
        record: copy.records.visible,
        recordOn: () => {
          const history = copy.history();
          return history === null ? undefined : (day) => history.asAt(request.recordId, day);
        },
        actor: options.actor(),
        today: options.today(),
        now: options.now(),
        mutationId: options.newId(),
      });
      if ('mutation' in prepared) return prepared.mutation;
      result = notSaved(prepared.problems);
      return null;
    };
    await copy.append(make, ({ mutation: { mutationId } }) => {
      result = copy.summary.durable
        ? { saved: true, mutationId }
        : // a later edit may have been taken into an earlier one, and then both wait for one answer [S15]
          new Promise<EditResult>((resolve) => answers.set(mutationId, [...(answers.get(mutationId) ?? []), resolve]));
    });
    return result;
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
    async edit(request) {
      try {
        return await keep(request);
      } catch (cause) {
        return notSaved([notStored(cause, options.actor())]);
      }
    },
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

/** A field group is sent whole: this tells which of its fields somebody changed. */
const differs =
  (changes: Mutation['changes']) =>
  (field: string): boolean =>
    !sameValue(changes[field]?.base, changes[field]?.value);

/** Whether a record holds other values than somebody saw. */
const isOtherwise = (fields: Fields | undefined, seen: EditRequest['seen'] = {}): boolean =>
  Object.entries(seen).some(([field, value]) => !sameValue(fields?.[field], value));

const problem = (code: string, message: string): Problem => ({ path: '', code, message });
const notSaved = (problems: readonly Problem[]): EditResult => ({ saved: false, problems });
const SIGNED_OUT = problem('signed-out', 'Sign in to PEEL to make changes');
const STORE_CLOSED = problem(
  'not-stored',
  'This edit could not be kept on this machine: the browser closed the copy of the plan. PEEL opens it again: press Refresh, then save again',
);
const CHANGED_MEANWHILE = problem(
  'changed-meanwhile',
  'This was changed while you chose; look at it again, then choose',
);
const NOT_SENT = problem('not-stored', 'This edit was not sent before the copy of the plan that held it was closed');
