import type { Day } from '../../shared/domain/calendar.ts';
import { groupFields, groupOf } from '../../shared/domain/record-kinds.ts';
import type { Commit, LoggedChange } from '../../shared/sync/protocol.ts';
import { type DatasetRecord, sameValue } from '../../shared/sync/record.ts';

/** Who made a change, as the dataset's log says. */
export interface LastChange {
  readonly author: { readonly subject: string; readonly name: string };
  readonly office: string | null;
  /** When the service took it, ISO. */
  readonly recordedAt: string;
  readonly effectiveOn: Day;
  readonly reason?: string;
}

interface Noted extends LastChange {
  readonly sequence: number;
  readonly changes: LoggedChange['changes'];
}

/** Who last changed the field groups of the few records that a person has to choose about. */
export interface LastChanges {
  note(commits: readonly Commit[]): void;
  /** Who made the value that the record holds of a group; null where that was not heard of. */
  of(record: DatasetRecord, group: string): LastChange | null;
}

/** Keeps nothing of records that are not `watched`: a log of any length then costs no memory. */
export function createLastChanges(isWatched: (recordId: string) => boolean): LastChanges {
  const noted = new Map<string, Noted>();
  const key = (recordId: string, group: string): string => `${recordId} ${group}`;
  const isLater = (one: Noted, other: Noted | undefined): boolean =>
    other === undefined ||
    one.effectiveOn > other.effectiveOn ||
    (one.effectiveOn === other.effectiveOn && one.sequence > other.sequence);

  return {
    note(commits) {
      for (const { sequence, author, office, recordedAt, changes: logged } of commits) {
        for (const { recordId, kind, changes, effectiveOn, reason } of logged) {
          if (!isWatched(recordId)) continue;
          const change = { sequence, author, office, recordedAt, effectiveOn, changes };
          const known = reason === undefined ? change : { ...change, reason };
          for (const group of new Set(Object.keys(changes).map((field) => groupOf(kind, field)))) {
            if (isLater(known, noted.get(key(recordId, group)))) noted.set(key(recordId, group), known);
          }
        }
      }
    },
    of(record, group) {
      const known = noted.get(key(record.id, group));
      // a snapshot may have brought a later value, of which nobody told us who made it
      const madeIt =
        known !== undefined &&
        known.effectiveOn === record.effective[group] &&
        groupFields(record.kind, group).every((field) => sameValue(known.changes[field]?.value, record.fields[field]));
      return madeIt ? known : null;
    },
  };
}
