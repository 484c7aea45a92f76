import type { Day } from '../../../shared/domain/calendar.ts';

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

/** What a file of unsent edits is called: `peel-unsent-kent-2021-22-asha-fielding-2026-11-22.json`. */
export function unsentFileName(inspectionId: string | undefined, person: string, day: Day): string {
  const dataset = inspectionId?.split('/')[1] ?? '';
  return `${['peel-unsent', plain(dataset), plain(person), day].filter((part) => part !== '').join('-')}.json`;
}
