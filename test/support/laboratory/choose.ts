import type { EditRequest } from '../../../addin/replica/replica-port.ts';
import type { ReturnedEdit } from '../../../addin/replica/returned-edit.ts';
import type { FieldValue } from '../../../shared/sync/record.ts';
import type { Diary } from './diary.ts';
import type { AddinWindow } from './window.ts';

/** Makes a choice about the oldest edit that came back, as the pane does: the new edit is saved, then the old one let go. */
export async function choose(
  { seat, loop, replica }: AddinWindow,
  choice: 'mine' | 'theirs' | 'other',
  count: number,
  diary: Diary,
): Promise<void> {
  const [oldest] = replica.copy.summary.returned;
  const { person } = seat;
  if (oldest === undefined || person === null) return;
  if (choice !== 'theirs') {
    const request = again(oldest, choice === 'other' ? `Chosen ${count}` : null);
    const { saved } = await diary.edit(person, request, replica);
    if (!saved) return;
  }
  diary.happens(`${oldest.result}: ${choice}`);
  for (const { mutationId } of oldest.parts) diary.dismissed.add(mutationId);
  // a window that dies first leaves it on the list, and so does a disk that is cleared
  await loop.dismiss(oldest.mutation.mutationId).catch(() => {});
}

/** The edit once more on what is there now; with other text in it where it has some. */
function again({ mutation }: ReturnedEdit, otherText: string | null): EditRequest {
  const { kind, recordId, op, changes, reason } = mutation;
  const isOther = (field: string): boolean => otherText !== null && (field === 'note' || field === 'owner');
  const wanted = Object.entries(changes).map(([field, { value }]): [string, FieldValue | null] => [
    field,
    isOther(field) ? otherText : value,
  ]);
  const request = { kind, recordId, values: Object.fromEntries(wanted), ...(reason === undefined ? {} : { reason }) };
  return op === 'delete' || op === 'restore' ? { ...request, op } : request;
}
