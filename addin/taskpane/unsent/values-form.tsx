import type { RecordKind } from '../../../shared/domain/record-kinds.ts';
import { useActor } from '../use-sync-status.ts';
import { AfiValues } from './afi-values.tsx';
import { CallValues } from './call-values.tsx';
import type { ValuesProps } from './values-frame.tsx';

/** Whether the pane has a form for a kind of record. */
export const hasValuesForm = (kind: RecordKind): boolean => kind === 'afi' || kind === 'call-month';

/** The edit form of a returned edit's record, filled with the person's values and checked as ever. */
export function ValuesForm(props: Omit<ValuesProps, 'actor'>) {
  const actor = useActor();
  if (actor === null) return null;
  return props.mutation.kind === 'afi' ? (
    <AfiValues {...props} actor={actor} />
  ) : (
    <CallValues {...props} actor={actor} />
  );
}
