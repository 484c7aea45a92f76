import { Badge, Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useCallback, useId } from 'react';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import type { ReturnedEdit } from '../../sync/sync-status.ts';
import { useServices } from '../pane-context.ts';
import { printedInstant } from '../printed.ts';
import { useLive } from '../use-live.ts';
import { ConflictChoice } from './conflict-choice.tsx';
import { editedName, heldRecord } from './held-record.ts';
import { RefusedEdit } from './refused-edit.tsx';
import { useSettling } from './use-settling.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  top: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  heading: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface ReturnedEditCardProps {
  readonly edit: ReturnedEdit;
  readonly onOpen: (recordId: string) => void;
  /** Hears what was done about it, once it has left the list. */
  readonly onSettled: (told: string) => void;
}

/** An edit that the server did not take: what it was, why, and the ways to deal with it. */
export function ReturnedEditCard({ edit, onOpen, onSettled }: ReturnedEditCardProps) {
  const styles = useStyles();
  const headingId = useId();
  const { replica, today } = useServices();
  const { mutation, result, returnedAt } = edit;
  const settling = useSettling(mutation.mutationId, onSettled);
  const held = useLive(
    replica,
    useCallback((reader: ReplicaReader) => heldRecord(reader, mutation), [mutation]),
  );
  const name = useLive(
    replica,
    useCallback((reader: ReplicaReader) => editedName(reader, mutation), [mutation]),
  );
  return (
    <article className={styles.card} aria-labelledby={headingId}>
      <div className={styles.top}>
        <Subtitle2 as="h3" id={headingId} className={styles.heading}>
          {name}
        </Subtitle2>
        <Badge appearance="tint" color={result === 'conflict' ? 'severe' : 'danger'}>
          {result === 'conflict' ? 'In conflict' : 'Refused'}
        </Badge>
        <Caption1 className={styles.quiet}>came back {printedInstant(returnedAt, today())}</Caption1>
      </div>
      {result === 'conflict' ? (
        <ConflictChoice edit={edit} name={name} held={held} settling={settling} onOpen={onOpen} />
      ) : (
        <RefusedEdit edit={edit} name={name} settling={settling} onOpen={onOpen} />
      )}
    </article>
  );
}
