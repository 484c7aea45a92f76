import type { Mutation } from '../../shared/sync/protocol.ts';
import type { OutboxEntry, UnsentEdits } from './replica-store.ts';
import type { ReturnedEdit } from './returned-edit.ts';

export interface Adoption extends UnsentEdits {
  readonly already: number;
}

/**
 * What is to be taken up of edits that come from elsewhere, and how many are here already. Of a conflict of which only
 * some parts are here, the others wait: they come to their conflict again when those are answered.
 */
export function adoptionOf(
  edits: UnsentEdits,
  outbox: readonly OutboxEntry[],
  returned: readonly ReturnedEdit[],
): Adoption {
  const here = new Set(
    [...outbox.map(({ mutation }) => mutation), ...returned.flatMap(({ parts }) => parts)].map(idOf),
  );
  const isNew = (mutation: Mutation): boolean => !here.has(idOf(mutation));
  const waiting: Mutation[] = [];
  const comingBack: ReturnedEdit[] = [];
  let already = 0;
  const wait = (mutation: Mutation): void => {
    if (isNew(mutation)) waiting.push(mutation);
    else already += 1;
    here.add(idOf(mutation));
  };
  for (const edit of edits.returned) {
    if (edit.parts.some(isNew) && !edit.parts.every(isNew)) edit.parts.filter(isNew).forEach(wait);
    else if (edit.parts.every(isNew)) comingBack.push(edit);
    else already += 1;
    for (const part of edit.parts) here.add(idOf(part));
  }
  edits.waiting.forEach(wait);
  return { waiting, returned: comingBack, already };
}

const idOf = ({ mutationId }: Mutation): string => mutationId;

/** Edits from elsewhere as they wait, behind the last position that is taken. */
export function adoptedEntries(waiting: readonly Mutation[], lastPosition: number): OutboxEntry[] {
  return waiting.map((mutation, index) => ({
    position: lastPosition + 1 + index,
    mutation,
    pushNumber: null,
    sealed: true,
  }));
}
