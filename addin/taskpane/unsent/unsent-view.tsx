import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import { fieldLabel } from '../problem-text.ts';
import { Section } from '../section.tsx';
import { useLive } from '../use-live.ts';
import { useSyncStatus } from '../use-sync-status.ts';
import { ReturnedEditCard } from './returned-edit-card.tsx';
import { editableRecordIds, waitingEdits } from './waiting-edits.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

/** What the server has not answered yet, and what it sent back. */
export function UnsentView({ onOpen }: { readonly onOpen: (recordId: string) => void }) {
  const styles = useStyles();
  const { replica } = useServices();
  const { unsent, returned } = useSyncStatus();
  const recordIds = useLive(replica, editableRecordIds);
  const waiting = waitingEdits(recordIds, (recordId) => replica.pendingFields(recordId));
  return (
    <div className={styles.view}>
      {returned.length > 0 && (
        <Section level="h2" title={`Returned (${returned.length})`}>
          {returned.map((edit) => (
            <ReturnedEditCard key={edit.mutation.mutationId} edit={edit} onOpen={onOpen} />
          ))}
        </Section>
      )}
      <Section level="h2" title={`Waiting to be sent (${unsent})`}>
        {unsent === 0 && <Text>Everything that you saved is with the other offices.</Text>}
        {waiting.length > 0 && (
          <ul className={styles.list}>
            {waiting.map(({ recordId, name, fields }) => (
              <li key={recordId}>
                <Text weight="semibold">{name}</Text>: {fields.map(fieldLabel).join(', ')}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
