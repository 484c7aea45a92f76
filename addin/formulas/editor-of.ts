import type { LastEdit, ReplicaReader } from '../replica/replica-port.ts';
import { officeName } from './plan-lookups.ts';

/** Who made an edit: "Asha Fielding, Force Control and Incident Room". */
export function editorOf(reader: ReplicaReader, { logged }: LastEdit): string {
  if (logged === null) return 'You; not sent yet';
  const office = logged.office === null ? '' : `, ${officeName(reader, logged.office)}`;
  return `${logged.author.name}${office}`;
}
