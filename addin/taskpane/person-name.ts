import type { Provenance } from '../../shared/sync/protocol.ts';
import type { RecordOf } from '../../shared/sync/record.ts';
import { officeName } from './office-name.ts';

/** Who made a change, with the office for which they did: "You" where it was the person who reads it. */
export function personName(
  { author, office }: Provenance,
  offices: readonly RecordOf<'office'>[],
  subject: string | undefined,
): string {
  if (author.subject === subject) return 'You';
  return office === null ? author.name : `${author.name}, ${officeName(offices, office)}`;
}
