import type { FunctionMetadata } from '../function-metadata.ts';
import type { CellError } from '../preview-host.ts';
import type { CellKey } from './cell-key.ts';

/** What a call has answered so far; a stream goes from one answer to the next. */
export type Outcome =
  | { readonly kind: 'busy' }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly error: CellError };

/** A function with the arguments of one evaluation. */
export interface Invocation {
  readonly fn: FunctionMetadata;
  readonly values: readonly unknown[];
  /** `Sheet1!B2`, of the cell that asked first. */
  readonly address: string;
  /** One for each argument that is a reference; null unless the function asked for them. */
  readonly parameterAddresses: readonly (string | null)[] | null;
}

/** One invocation of the add-in's function, and the cells that show its answer. */
export interface FunctionCall extends Invocation {
  readonly id: number;
  /** Function and arguments; calls of different cells can have the same. */
  readonly identity: string;
  readonly cells: Set<CellKey>;
  outcome: Outcome;
  /** Where it stands in the registry; a one-shot call changes it when its cell moves. */
  key: string;
}

/** The calls that a cell's formula used in its latest evaluation, and in the one before. */
interface CellUse {
  pass: number;
  keys: Set<string>;
  previousKeys: Set<string>;
}

export interface FunctionCallPorts {
  readonly start: (call: FunctionCall) => void;
  readonly cancel: (call: FunctionCall) => void;
  /** Called when a call has lost its last cell: the caller sweeps a little later. */
  readonly abandoned: () => void;
}

function isStream(call: Pick<Invocation, 'fn'>): boolean {
  return call.fn.options?.stream === true;
}

function dependsOnPlace({ options }: FunctionMetadata): boolean {
  return options?.requiresAddress === true || options?.requiresParameterAddresses === true;
}

/**
 * Which call serves which cell. Guarantees:
 * - a stream is shared by all cells with equal arguments, unless it asks for its address;
 * - any other call belongs to its cell, and goes along when the cell moves: an inserted row runs nothing again;
 * - a call without cells is cancelled by `sweep`, not at once, because a moved cell lets go before it takes hold.
 */
export class FunctionCalls {
  private readonly byKey = new Map<string, FunctionCall>();
  private readonly byId = new Map<number, FunctionCall>();
  private readonly byIdentity = new Map<string, Set<FunctionCall>>();
  private readonly uses = new Map<CellKey, CellUse>();
  private readonly evaluated = new Set<CellKey>();
  private pass = 1;
  private lastId = 0;

  constructor(private readonly ports: FunctionCallPorts) {}

  get(id: number): FunctionCall | undefined {
    return this.byId.get(id);
  }

  all(): FunctionCall[] {
    return [...this.byKey.values()];
  }

  of(cell: CellKey): FunctionCall[] {
    const keys = this.uses.get(cell)?.keys ?? [];
    return [...keys].flatMap((key) => this.byKey.get(key) ?? []);
  }

  cellsInUse(): CellKey[] {
    return [...this.uses.keys()];
  }

  /** The call for this evaluation: the one that runs already, else a new one, which starts. */
  use(invocation: Invocation, cell: CellKey): FunctionCall {
    const identity = `${invocation.fn.id} ${JSON.stringify(invocation.values)}`;
    const isShared = isStream(invocation) && !dependsOnPlace(invocation.fn);
    const key = isShared ? identity : `${cell} ${identity}`;
    this.noteUse(cell, key);
    const call =
      this.byKey.get(key) ?? this.takeOver(invocation, identity, key) ?? this.begin(invocation, identity, key);
    call.cells.add(cell);
    return call;
  }

  beginPass(): void {
    this.pass += 1;
  }

  /** Lets go of the calls that the cells evaluated in this pass no longer use; returns those cells. */
  endPass(): CellKey[] {
    const cells = [...this.evaluated];
    this.evaluated.clear();
    for (const cell of cells) {
      const use = this.uses.get(cell);
      if (use === undefined) continue;
      for (const key of use.previousKeys) if (!use.keys.has(key)) this.letGo(cell, key);
      use.previousKeys = new Set();
    }
    return cells;
  }

  /** The cell holds no such formula any more. */
  release(cell: CellKey): void {
    const use = this.uses.get(cell);
    if (use === undefined) return;
    this.uses.delete(cell);
    for (const key of new Set([...use.keys, ...use.previousKeys])) this.letGo(cell, key);
  }

  /**
   * Runs a cell's functions again at its next evaluation, as after re-entering the formula: one-shot calls always,
   * streams only when they have failed, because a healthy stream is live anyway. The latter is our reading.
   */
  restart(cell: CellKey): void {
    for (const call of this.of(cell)) {
      const mustRunAgain = isStream(call) ? call.outcome.kind === 'error' : call.outcome.kind !== 'busy';
      if (!mustRunAgain) continue;
      this.forget(call);
      if (isStream(call)) this.ports.cancel(call);
    }
  }

  /** Ends what a cell's functions do, as a runtime does that dies; the cell asks anew at its next evaluation. */
  end(cell: CellKey): void {
    for (const call of this.of(cell)) {
      this.forget(call);
      this.ports.cancel(call);
    }
  }

  /** Begins every stream once more beside the one that runs, whose answers are heard no longer; nobody cancels it. */
  beginAgain(): void {
    for (const call of this.all().filter(isStream)) {
      const { cells, outcome } = call;
      this.forget(call);
      const again = this.begin(call, call.identity, call.key);
      again.outcome = outcome;
      for (const cell of cells) again.cells.add(cell);
    }
  }

  /** Before all formulas are looked up again: calls stay, but none has a cell until an evaluation gives it one. */
  detachAll(): void {
    for (const call of this.byKey.values()) call.cells.clear();
    this.uses.clear();
    this.evaluated.clear();
    this.ports.abandoned();
  }

  /** Cancels what no cell shows. */
  sweep(): void {
    for (const call of this.all()) {
      if (call.cells.size > 0) continue;
      this.forget(call);
      const canBeCancelled = isStream(call) || (call.fn.options?.cancelable === true && call.outcome.kind === 'busy');
      if (canBeCancelled) this.ports.cancel(call);
    }
  }

  private noteUse(cell: CellKey, key: string): void {
    const use = this.uses.get(cell) ?? { pass: 0, keys: new Set<string>(), previousKeys: new Set<string>() };
    this.uses.set(cell, use);
    if (use.pass !== this.pass) {
      use.previousKeys = use.keys;
      use.keys = new Set();
      use.pass = this.pass;
      this.evaluated.add(cell);
    }
    use.keys.add(key);
  }

  /** The answer of the cell's old place, when the cell has moved. */
  private takeOver(invocation: Invocation, identity: string, key: string): FunctionCall | undefined {
    if (isStream(invocation) || dependsOnPlace(invocation.fn)) return undefined;
    for (const call of this.byIdentity.get(identity) ?? []) {
      if (call.cells.size > 0 || this.byKey.get(call.key) !== call) continue;
      this.byKey.delete(call.key);
      call.key = key;
      this.byKey.set(key, call);
      return call;
    }
    return undefined;
  }

  private begin(invocation: Invocation, identity: string, key: string): FunctionCall {
    this.lastId += 1;
    const call: FunctionCall = {
      ...invocation,
      id: this.lastId,
      identity,
      key,
      cells: new Set(),
      outcome: { kind: 'busy' },
    };
    this.byKey.set(key, call);
    this.byId.set(call.id, call);
    const alike = this.byIdentity.get(identity) ?? new Set();
    this.byIdentity.set(identity, alike.add(call));
    this.ports.start(call);
    return call;
  }

  private letGo(cell: CellKey, key: string): void {
    const call = this.byKey.get(key);
    if (call === undefined) return;
    call.cells.delete(cell);
    if (call.cells.size === 0) this.ports.abandoned();
  }

  private forget(call: FunctionCall): void {
    if (this.byKey.get(call.key) === call) this.byKey.delete(call.key);
    this.byId.delete(call.id);
    const alike = this.byIdentity.get(call.identity);
    alike?.delete(call);
    if (alike?.size === 0) this.byIdentity.delete(call.identity);
  }
}
