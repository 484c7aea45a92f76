import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { useCallback } from 'react';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { RagRule } from '../plan/rag-rule.tsx';
import { Provenance } from '../provenance.tsx';
import { useLive } from '../use-live.ts';
import { useSyncStatus } from '../use-sync-status.ts';
import { AfiActions } from './afi-actions.tsx';
import { AfiEdit } from './afi-edit.tsx';
import type { AfiDraftState } from './afi-edit-form.tsx';
import { AfiFacts } from './afi-facts.tsx';
import { AfiHeading } from './afi-heading.tsx';
import { afiPage } from './afi-page.ts';
import { AfiQuotations } from './afi-quotations.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  back: { alignSelf: 'flex-start', marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

interface AfiDetailProps {
  readonly recordId: string;
  /** The day for which the RAG is worked out; null: today. */
  readonly chosenDay: Day | null;
  readonly draft: AfiDraftState | null;
  readonly onDraft: (draft: AfiDraftState | null) => void;
  readonly onBack: () => void;
}

/** Everything about one AFI, and the form that edits it. */
export function AfiDetail({ recordId, chosenDay, draft, onDraft, onBack }: AfiDetailProps) {
  const styles = useStyles();
  const { replica } = useServices();
  const page = useLive(
    replica,
    useCallback((reader: ReplicaReader) => afiPage(reader, recordId, chosenDay), [recordId, chosenDay]),
  );
  useSyncStatus();
  const pending = replica.pendingFields(recordId);
  return (
    <article className={styles.page}>
      <Button className={styles.back} appearance="subtle" size="small" icon={<ArrowLeft20Regular />} onClick={onBack}>
        All AFIs
      </Button>
      {page === null ? (
        <Text>This AFI is no longer in the plan.</Text>
      ) : (
        <>
          <AfiHeading afi={page.afi} rag={page.rag} />
          <AfiFacts page={page} pending={pending} />
          <RagRule asAt={page.asAt} />
          <AfiEdit page={page} pending={pending} draft={draft} onDraft={onDraft} />
          <AfiActions actions={page.actions} />
          <AfiQuotations quotations={page.afi.fields.qualifyingWords} />
          <Provenance of={page.afi.fields.provenance} />
        </>
      )}
    </article>
  );
}
