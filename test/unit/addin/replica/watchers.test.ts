import { describe, expect, it } from 'vitest';
import { createWatchers, type Dependency, onRecord, type Track } from '../../../../addin/replica/watchers.ts';

/** Watchers over plain values, which `set` changes. */
function values() {
  const held = new Map<string, number>();
  const readerOf = (track: Track) => (id: string) => {
    track(onRecord(id));
    return held.get(id) ?? 0;
  };
  const watchers = createWatchers(readerOf);
  const set = (id: string, value: number): void => {
    held.set(id, value);
    watchers.wake([onRecord(id)]);
  };
  return { watchers, set };
}

describe('computations that are watched', () => {
  it('one that is entered while another computes has what it read to itself', () => {
    const { watchers, set } = values();
    const [outer, inner]: number[][] = [[], []];
    let isEntered = false;
    watchers.watch(
      (read) => {
        const before = read('a');
        if (!isEntered)
          watchers.watch(
            (readInside) => readInside('b'),
            (value) => inner?.push(value),
          );
        isEntered = true;
        return before + read('c');
      },
      (value) => outer?.push(value),
    );
    set('b', 1);
    expect([outer, inner]).toEqual([[0], [0, 1]]);
    for (const id of ['a', 'c']) set(id, 1);
    expect([outer, inner]).toEqual([
      [0, 1, 2],
      [0, 1],
    ]);
  });

  it('what is read once it has computed does not count', () => {
    const { watchers, set } = values();
    let runs = 0;
    const kept: ((id: string) => number)[] = [];
    watchers.watch(
      (read) => {
        runs += 1;
        kept.push(read);
        return read('a');
      },
      () => {},
    );
    expect(kept[0]?.('b')).toBe(0);
    set('b', 1);
    expect(runs).toBe(1);
  });

  it('one that fails keeps what it read before, and spoils no other', () => {
    const { watchers, set } = values();
    const seen: number[] = [];
    const fails = (): void => {
      watchers.watch(
        (read) => {
          throw new Error(`a fault at ${read('a')}`);
        },
        () => {},
      );
    };
    expect(fails).toThrow('a fault at 0');
    watchers.watch(
      (read) => read('b'),
      (value) => seen.push(value),
    );
    set('a', 1);
    set('b', 1);
    expect(seen).toEqual([0, 1]);
  });

  it('one that is ended by its own answer is run no more, and nothing of it is left', () => {
    const { watchers, set } = values();
    const seen: number[] = [];
    const ends: (() => void)[] = [];
    ends.push(
      watchers.watch(
        (read) => {
          const value = read('a');
          if (value === 1) for (const end of ends) end();
          return value + read('b');
        },
        (value) => seen.push(value),
      ),
    );
    set('a', 1);
    set('b', 1);
    expect(seen).toEqual([0, 1]);
    expect(watchers.size).toBe(0);
  });

  it('state wakes all, each once', () => {
    const { watchers } = values();
    let runs = 0;
    const count = (): number => {
      runs += 1;
      return 0;
    };
    for (let index = 0; index < 3; index += 1) watchers.watch(count, () => {});
    const changed: Dependency[] = ['state', onRecord('a')];
    watchers.wake(changed);
    expect(runs).toBe(6);
  });
});
