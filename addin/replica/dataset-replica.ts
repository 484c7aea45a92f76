import type { Day } from '../../shared/domain/calendar.ts';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Mutation } from '../../shared/sync/protocol.ts';
import { type Fields, sameValue } from '../../shared/sync/record.ts';
import { createLastChanges } from './last-changes.ts';
import { createLocalCopy, type LocalCopy } from './local-copy.ts';
import { prepareEdit } from './prepare-edit.ts';
import type { EditRequest, EditResult, Replica } from './replica-port.ts';
import { trackedReader } from './tracked-reader.ts';
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
  /** How many computations are being watched. */
  readonly watcherCount: number;
}

export function createDatasetReplica(options: DatasetReplicaOptions): DatasetReplica {
  const watchers = createWatchers();
  const answers = new Map<string, ((result: EditResult) => void)[]>();
  let lastDay = options.today();
  const answer = (mutationId: string, result: EditResult): void => {
    for (const resolve of answers.get(mutationId) ?? []) resolve(result);
    answers.delete(mutationId);
  };

  const copy = createLocalCopy({
    now: options.now,
    newId: options.newId,
    onChange: (records, also) => {
      const kinds = new Set(records.map(({ kind }) => kind));
      watchers.wake([...also, ...records.map(({ id }) => onRecord(id)), ...[...kinds].map(onKind)]);
    },
    onCommits: (commits) => lastChanges.note(commits),
    onAnswer: ({ mutationId }, returned) => {
      const result: EditResult = returned === null ? { saved: true, mutationId } : notSaved(returned.problems);
      answer(mutationId, result);
    },
    onLeft: () => {
      for (const mutationId of [...answers.keys()]) answer(mutationId, notSaved([NOT_SENT]));
    },
  });
  const isToBeChosen = (recordId: string): boolean =>
    copy.records.edits(recordId).length > 0 ||
    copy.summary.returned.some(({ mutation }) => mutation.recordId === recordId);
  const lastChanges = createLastChanges(isToBeChosen);
  const parts = { records: copy.records, history: () => copy.history(), today: options.today };
  const untracked = trackedReader(parts, () => {});

  /** Resolves once the edit is where it may be called saved, or with what is wrong with it. */
  const keep = async (request: EditRequest): Promise<EditResult> => {
    let result: EditResult | Promise<EditResult> = notSaved([]);
    const make = () => {
      if (isOtherwise(copy.records.visible(request.recordId)?.fields, request.seen)) {
        result = notSaved([CHANGED_MEANWHILE]);
        return null;
      }
      const prepared = prepareEdit(request, {
        record: copy.records.visible(request.recordId),
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
    record: untracked.record,
    all: untracked.all,
    asAt: untracked.asAt,
    today: untracked.today,
    live: (compute, emit) => watchers.watch((track) => compute(trackedReader(parts, track)), emit),
    pendingFields: (id) =>
      new Set(
        copy.records.edits(id).flatMap(({ mutation: { changes } }) => Object.keys(changes).filter(differs(changes))),
      ),
    waiting: (id) => copy.records.edits(id).map(({ mutation }) => mutation),
    lastChange(id, group) {
      const held = copy.records.base(id);
      return held === null ? null : lastChanges.of(held, group);
    },
    noteDay() {
      if (options.today() === lastDay) return;
      lastDay = options.today();
      watchers.wake(['today']);
    },
    async edit(request) {
      if (!copy.isOpen) return notSaved([options.actor() === null ? SIGNED_OUT : STORE_CLOSED]);
      try {
        return await keep(request);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        return notSaved([problem('not-stored', `This edit could not be kept on this machine: ${why}`)]);
      }
    },
  };
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
  'This edit could not be kept on this machine: the browser closed the copy of the plan. Press Refresh, then save again',
);
const CHANGED_MEANWHILE = problem(
  'changed-meanwhile',
  'This was changed while you chose; look at it again, then choose',
);
const NOT_SENT = problem('not-stored', 'This edit was not sent before the copy of the plan that held it was closed');
