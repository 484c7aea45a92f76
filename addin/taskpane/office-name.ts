import type { RecordOf } from '../../shared/sync/record.ts';

/** An office's name, or its id where the dataset does not name it. */
export function officeName(offices: readonly RecordOf<'office'>[], officeId: string): string {
  return offices.find(({ id }) => id === `office/${officeId}`)?.fields.name ?? officeId;
}
