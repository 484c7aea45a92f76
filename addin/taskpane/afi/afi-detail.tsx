import { useCallback } from 'react';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { RagRule } from '../plan/rag-rule.tsx';
import { Provenance } from '../provenance.tsx';
import { ExistenceButton } from '../record/existence-button.tsx';
import { RecordContent } from '../record/record-content.tsx';
import { useLive } from '../use-live.ts';
import { useSyncStatus } from '../use-sync-status.ts';
import { AfiActions } from './afi-actions.tsx';
import { AfiEdit } from './afi-edit.tsx';
import type { AfiDraftState } from './afi-edit-form.tsx';
import { AfiFacts } from './afi-facts.tsx';
import { AfiHeading } from './afi-heading.tsx';
import { afiPage } from './afi-page.ts';
import { AfiQuotations } from './afi-quotations.tsx';

interface AfiDetailProps {
  readonly recordId: string;
  /** The day for which the RAG is worked out; null: today. */
  readonly chosenDay: Day | null;
  readonly draft: AfiDraftState | null;
  readonly onDraft: (draft: AfiDraftState | null) => void;
}

/** Everything about one AFI, the form that edits it, and its way out of the plan. */
export function AfiDetail({ recordId, chosenDay, draft, onDraft }: AfiDetailProps) {
  const { replica } = useServices();
  const page = useLive(
    replica,
    useCallback((reader: ReplicaReader) => afiPage(reader, recordId, chosenDay), [recordId, chosenDay]),
  );
  useSyncStatus();
  const pending = replica.pendingFields(recordId);
  if (page === null) return <RecordContent recordId={recordId} />;
  return (
    <>
      <AfiHeading afi={page.afi} rag={page.rag} />
      <AfiFacts page={page} pending={pending} />
      <RagRule asAt={page.asAt} />
      <AfiEdit page={page} pending={pending} draft={draft} onDraft={onDraft} />
      <AfiActions actions={page.actions} />
      <AfiQuotations quotations={page.afi.fields.qualifyingWords} />
      <Provenance of={page.afi.fields.provenance} />
      <ExistenceButton op="delete" record={page.afi} />
    </>
  );
}
