import type { GridValidation } from '../table-kind.ts';

/** Excel's limit for a list that is written into the rule itself, its commas counted. */
const MAX_INLINE_LIST = 255;

/**
 * A list of a rule's own; null where Excel could not take it: too long, an item with a comma in it, or one that begins
 * with `=`, which would make a formula of the list.
 */
export function gridList(items: readonly string[]): GridValidation | null {
  const isTooLong = items.join(',').length > MAX_INLINE_LIST;
  return isTooLong || items.length === 0 || !items.every(isFit) ? null : { kind: 'list', items };
}

const isFit = (item: string): boolean =>
  item !== '' && item.trim() === item && !item.includes(',') && !item.startsWith('=');
