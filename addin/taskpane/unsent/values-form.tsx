import type { RecordKind } from '../../../shared/domain/record-kinds.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import { useActor } from '../use-sync-status.ts';
import { AfiValues } from './afi-values.tsx';
import { CallValues } from './call-values.tsx';
import type { Settling } from './use-settling.ts';

interface ValuesFormProps {
  readonly mutation: Mutation;
  /** The day from which the new values hold, unless the person types another. */
  readonly effectiveOn: string;
  readonly settling: Settling;
  readonly onClose: () => void;
}

/** Whether the pane has a form for a kind of record. */
export const hasValuesForm = (kind: RecordKind): boolean => kind === 'afi' || kind === 'call-month';

/** The edit form of a returned edit's record, filled with the person's values and checked as ever. */
export function ValuesForm(props: ValuesFormProps) {
  const actor = useActor();
  if (actor === null) return null;
  return props.mutation.kind === 'afi' ? (
    <AfiValues {...props} actor={actor} />
  ) : (
    <CallValues {...props} actor={actor} />
  );
}
