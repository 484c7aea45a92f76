import { STATUS_NOT_RECORDED } from '../../../shared/domain/afi.ts';
import type { LastEdit } from '../../replica/replica-port.ts';
import type { RestsOn } from './explanation.ts';

/** Where a value was read: the document, and the place in it. */
export interface StatedSource {
  readonly document: string;
  readonly place: string;
}

const IN_THE_REASON = 'See Source';
/** The force's own: no document that a record cites names them. */
const NAMED_BY_THE_FORCE = ['owner', 'leadOffice', 'supportingOffices'];

/** Where a figure's value was read; null where that is not recorded. An edit after the record was created has its reason for a source. */
export function statedSource(
  { group, source, recordSource }: Omit<RestsOn, 'recordId'>,
  edit: LastEdit | null,
): StatedSource | null {
  if (source !== undefined) return source;
  // a record as a whole is what its provenance says, whatever was added to it
  if (group === undefined) return recordSource ?? null;
  if (edit?.created !== true)
    return edit?.reason === undefined ? null : { document: edit.reason, place: IN_THE_REASON };
  return NAMED_BY_THE_FORCE.includes(group) ? null : (recordSource ?? null);
}

/** The same as text. */
export const sourceText = (stated: StatedSource | null): string => stated?.document ?? STATUS_NOT_RECORDED;
