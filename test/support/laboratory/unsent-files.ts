import type { Laboratory } from './laboratory.ts';
import { ACTORS } from './people.ts';
import { diskOf } from './premises.ts';
import { PEOPLE } from './schedule.ts';
import { editsIn } from './unsent-edits-of.ts';
import type { AddinWindow } from './window.ts';

/** Writes what is unsent into a file. */
export async function exportUnsent({ diary }: Laboratory, { replica }: AddinWindow): Promise<void> {
  // right after a sign-in it is still the replica of who was here before, and so is the file
  const person = PEOPLE.find((name) => ACTORS[name].subject === replica.copy.owner?.subject);
  if (person === undefined || !replica.copy.isOpen) return;
  const edits = editsIn(replica);
  const text = await replica.exportUnsent();
  for (const [, mutationId = ''] of text.matchAll(/"mutationId":\s*"([^"]+)"/g)) diary.copied.add(mutationId);
  diary.files.push({ person, text, edits });
  diary.happens('exported');
}

/** Takes up the first or the last file that anybody wrote, which is refused where it is another's. */
export async function importUnsent(
  { diary }: Laboratory,
  { seat, replica }: AddinWindow,
  which: 'first' | 'last',
): Promise<void> {
  const file = which === 'first' ? diary.files[0] : diary.files.at(-1);
  const { person } = seat;
  if (file === undefined || person === null) return;
  const disk = diskOf(seat);
  const result = await replica.importUnsent(file.text);
  if ('problems' in result) {
    diary.happens(file.person === person ? 'import refused' : "another's file refused");
    return;
  }
  diary.happens('imported');
  diary.happens('edits imported', result.imported);
  diary.happens('edits imported again', result.already);
  if (file.person !== person) diary.wronglyImported.push(`${person} imported what ${file.person} had exported`);
  const isKept = disk !== null && !disk.isPrivate && replica.copy.summary.durable;
  if (isKept) diary.imported.push({ edits: file.edits, disk });
}
