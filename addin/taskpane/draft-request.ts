import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import type { EditRequest } from '../replica/replica-port.ts';

/** What a form's draft says beside its values, as typed. */
interface Circumstances {
  readonly effectiveOn?: string;
  readonly reason?: string;
}

/** What saving a draft asks for: a day or a reason that was not typed is left out. */
export function draftRequest(
  kind: RecordKind,
  recordId: string,
  values: EditRequest['values'],
  { effectiveOn, reason }: Circumstances,
): EditRequest {
  const why = reason?.trim() ?? '';
  return {
    kind,
    recordId,
    values,
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(why === '' ? {} : { reason: why }),
  };
}
