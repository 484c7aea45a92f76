import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import { equalValues } from './equal-values.ts';
import { runApart } from './run-apart.ts';

/** Something that a computation read and that may change. */
export type Dependency = `record:${string}` | `kind:${RecordKind}` | 'state' | 'today' | 'history';

export const onRecord = (id: string): Dependency => `record:${id}`;
export const onKind = (kind: RecordKind): Dependency => `kind:${kind}`;

export type Track = (dependency: Dependency) => void;

interface Watcher {
  readonly run: () => void;
  dependencies: ReadonlySet<Dependency>;
}

/** Computations that run again when something that their last run read has changed. */
export interface Watchers {
  /** Runs at once and emits; later only where the value has become another. Returns what ends it. */
  watch<T>(compute: (track: Track) => T, emit: (value: T) => void): () => void;
  /** Runs each computation that read any of these once. */
  wake(changed: Iterable<Dependency>): void;
  /** How many computations are being watched. */
  readonly size: number;
}

export function createWatchers(): Watchers {
  const watching = new Map<Dependency, Set<Watcher>>();
  let size = 0;

  const forget = (watcher: Watcher): void => {
    for (const dependency of watcher.dependencies) {
      const others = watching.get(dependency);
      others?.delete(watcher);
      if (others?.size === 0) watching.delete(dependency);
    }
  };
  const remember = (watcher: Watcher, dependencies: ReadonlySet<Dependency>): void => {
    const read = watcher.dependencies;
    const isSame = read.size === dependencies.size && [...dependencies].every((each) => read.has(each));
    if (isSame) return;
    forget(watcher);
    watcher.dependencies = dependencies;
    for (const dependency of dependencies) {
      const others = watching.get(dependency);
      if (others === undefined) watching.set(dependency, new Set([watcher]));
      else others.add(watcher);
    }
  };

  return {
    get size() {
      return size;
    },
    watch(compute, emit) {
      let last: { readonly value: ReturnType<typeof compute> } | null = null;
      let isOver = false;
      const run = (): void => {
        if (isOver) return;
        const dependencies = new Set<Dependency>(['state']);
        const value = compute((dependency) => dependencies.add(dependency));
        remember(watcher, dependencies);
        if (last !== null && equalValues(last.value, value)) return;
        last = { value };
        emit(value);
      };
      const watcher: Watcher = { run, dependencies: new Set() };
      size += 1;
      run();
      return () => {
        if (isOver) return;
        isOver = true;
        size -= 1;
        forget(watcher);
      };
    },
    wake(changed) {
      const woken = new Set<Watcher>();
      for (const dependency of changed) for (const watcher of watching.get(dependency) ?? []) woken.add(watcher);
      for (const watcher of woken) runApart(watcher.run);
    },
  };
}
