import { type FieldValue, sameValue } from '../../shared/sync/record.ts';
import { heldValue } from './held-value.ts';

/** A field that changed elsewhere after the person began to type. */
export interface ChangedMeanwhile {
  readonly field: string;
  readonly now: FieldValue | undefined;
  /** Whether the person has typed in the same field: they then choose, and nothing of theirs is overwritten. */
  readonly mustChoose: boolean;
}

/** The fields that differ between what the person saw when they began to type and what the replica holds now. */
export function changedMeanwhile(
  seen: object,
  now: object,
  fields: readonly string[],
  typed: readonly string[],
): ChangedMeanwhile[] {
  return fields
    .filter((field) => !sameValue(heldValue(seen, field), heldValue(now, field)))
    .map((field) => ({ field, now: heldValue(now, field), mustChoose: typed.includes(field) }));
}
