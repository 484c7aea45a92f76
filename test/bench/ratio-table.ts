import type { BenchOptions } from 'vitest';

/** Runs preparation with the clock stopped. */
type Untimed = <T>(preparation: () => Promise<T> | T) => Promise<T>;
type Side = 'baseline' | 'ours';

export interface SideOptions {
  readonly iterations: number;
  /** Runs once the last iteration is over; vitest calls no `afterAll` of a benchmark. */
  readonly after?: () => Promise<void> | void;
}

export interface RatioTable {
  /** What `bench` takes after its name: one side of a row, measured by the clock that the table reads. */
  side(
    row: string,
    side: Side,
    work: (untimed: Untimed) => Promise<void>,
    options: SideOptions,
  ): [() => Promise<void>, BenchOptions];
  /** The median of what a side of a row took. */
  medianMs(row: string, side: Side): number;
  /** A line under the table. */
  note(text: string): void;
  print(): void;
}

interface Row {
  readonly baseline: number[];
  readonly ours: number[];
}

/** Collects what both sides of each row took and prints their medians, with the ratio of the medians and of the fastest. */
export function createRatioTable(title: string): RatioTable {
  const rows = new Map<string, Row>();
  const notes: string[] = [];
  const rowOf = (name: string): Row => {
    const row = rows.get(name) ?? { baseline: [], ours: [] };
    rows.set(name, row);
    return row;
  };
  return {
    side(row, side, work, { iterations, after }) {
      const samples = rowOf(row)[side];
      let stoppedMs = 0;
      const now = (): number => performance.now() - stoppedMs;
      const untimed: Untimed = async (preparation) => {
        const start = performance.now();
        try {
          return await preparation();
        } finally {
          stoppedMs += performance.now() - start;
        }
      };
      let isWarm = false;
      const run = async (): Promise<void> => {
        const start = now();
        await surfacing(async () => work(untimed));
        samples.push(now() - start);
        // not in `teardown`: tinybench does not wait for it
        const isLast = isWarm && samples.length === iterations;
        if (isLast) await surfacing(() => untimed(async () => after?.()));
      };
      const setup: BenchOptions['setup'] = (_task, mode) => {
        isWarm = mode === 'run';
        samples.splice(0);
      };
      return [run, { now, setup, iterations, time: 0, warmupIterations: 2, warmupTime: 0 }];
    },
    medianMs: (row, side) => median(rowOf(row)[side]),
    note: (text) => void notes.push(text),
    print: () => console.log(['', title, ...linesOf(rows), ...notes].join('\n')),
  };
}

/** vitest takes a benchmark that throws for one that ended, and leaves with 0: the error must reach it another way. */
async function surfacing(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
    throw error;
  }
}

function linesOf(rows: ReadonlyMap<string, Row>): string[] {
  const heading = ['', 'baseline ms', 'ours ms', 'ratio', 'ratio of the fastest'];
  const cells = [heading, ...[...rows].map(([name, row]) => [name, ...figuresOf(row)])];
  const widths = heading.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd : cell.padStart).call(cell, widths[column] ?? 0)).join('  '),
  );
}

function figuresOf({ baseline, ours }: Row): string[] {
  const fastest = Math.min(...ours) / Math.min(...baseline);
  const medians = [median(baseline), median(ours)] as const;
  return [...medians.map(inMs), (medians[1] / medians[0]).toFixed(1), fastest.toFixed(1)];
}

const inMs = (ms: number): string => ms.toFixed(ms < 10 ? 2 : 0);

function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
