import type { Replica } from '../replica/replica-port.ts';

// Excel calls a custom function with no way to inject anything: this is the one module-level binding of the add-in.
let bound: Replica | null = null;

/** Gives the formulas the replica that they read; null takes it away. To be called before Excel calls any of them. */
export function setFormulaReplica(replica: Replica | null): void {
  bound = replica;
}

export function formulaReplica(): Replica | null {
  return bound;
}
