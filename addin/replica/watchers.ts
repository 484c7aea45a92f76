import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import { equalValues } from './equal-values.ts';
import { runApart } from './run-apart.ts';

/** Something that a computation read and that may change. */
export type Dependency =
  | `record:${string}`
  | `kind:${RecordKind}`
  | `log:${string}`
  | 'deleted'
  | 'state'
  | 'today'
  | 'history'
  | 'session';

export const onRecord = (id: string): Dependency => `record:${id}`;
export const onKind = (kind: RecordKind): Dependency => `kind:${kind}`;
export const onLog = (id: string): Dependency => `log:${id}`;

export type Track = (dependency: Dependency) => void;

/** Computations over a reader that run again when something that their last run read has changed, or `state`. */
export interface Watchers<R> {
  /** Runs at once and emits; later only where the value has become another. Returns what ends it. */
  watch<T>(compute: (reader: R) => T, emit: (value: T) => void): () => void;
  /** Runs each computation that read any of these once. */
  wake(changed: Iterable<Dependency>): void;
  /** How many computations are being watched. */
  readonly size: number;
}

/** One computation; `unknown` is what its own `compute` gives and its own `emit` takes. Ten thousand cells have one each. */
interface Watcher<R> {
  readonly compute: (reader: R) => unknown;
  readonly emit: (value: unknown) => void;
  last: unknown;
  /** What its last run read, each once. */
  topics: readonly Topic<R>[];
  isOver: boolean;
}

/** A dependency, and whose last run read it. */
interface Topic<R> {
  readonly dependency: Dependency;
  readonly watchers: Set<Watcher<R>>;
}

const NOTHING_YET = Symbol('nothing emitted yet');

/** `readerOf` gives the reader that all computations are called with: it tells `track` whatever it is asked. */
export function createWatchers<R>(readerOf: (track: Track) => R): Watchers<R> {
  const topics = new Map<Dependency, Topic<R>>();
  const all = new Set<Watcher<R>>();
  const scratch = new Set<Dependency>();
  /** What the computation that runs now has read so far. */
  let read: Set<Dependency> | null = null;
  const reader = readerOf((dependency) => void read?.add(dependency));

  const topicOf = (dependency: Dependency): Topic<R> => {
    const known = topics.get(dependency);
    if (known !== undefined) return known;
    const topic = { dependency, watchers: new Set<Watcher<R>>() };
    topics.set(dependency, topic);
    return topic;
  };
  const forget = (watcher: Watcher<R>): void => {
    for (const { dependency, watchers } of watcher.topics) {
      watchers.delete(watcher);
      if (watchers.size === 0) topics.delete(dependency);
    }
  };
  const remember = (watcher: Watcher<R>, dependencies: ReadonlySet<Dependency>): void => {
    const before = watcher.topics;
    const isSame = before.length === dependencies.size && before.every((each) => dependencies.has(each.dependency));
    if (isSame || watcher.isOver) return;
    forget(watcher);
    watcher.topics = [...dependencies].map(topicOf);
    for (const { watchers } of watcher.topics) watchers.add(watcher);
  };
  /** Notes what is read meanwhile; a computation may enter another. */
  const computed = (watcher: Watcher<R>): unknown => {
    const outer = read;
    const own = outer === null ? scratch : new Set<Dependency>();
    read = own;
    try {
      const value = watcher.compute(reader);
      remember(watcher, own);
      return value;
    } finally {
      own.clear();
      read = outer;
    }
  };
  const run = (watcher: Watcher<R>): void => {
    if (watcher.isOver) return;
    const value = computed(watcher);
    if (equalValues(watcher.last, value)) return;
    watcher.last = value;
    watcher.emit(value);
  };

  return {
    get size() {
      return all.size;
    },
    watch(compute, emit) {
      // its compute's values alone come to its emit
      const take = emit as (value: unknown) => void;
      const watcher: Watcher<R> = { compute, emit: take, last: NOTHING_YET, topics: [], isOver: false };
      all.add(watcher);
      run(watcher);
      return () => {
        if (watcher.isOver) return;
        watcher.isOver = true;
        all.delete(watcher);
        forget(watcher);
      };
    },
    wake(changed) {
      const woken = new Set<Watcher<R>>();
      for (const dependency of changed) {
        const watchers = dependency === 'state' ? all : topics.get(dependency)?.watchers;
        for (const watcher of watchers ?? []) woken.add(watcher);
      }
      for (const watcher of woken) runApart(() => run(watcher));
    },
  };
}
