import { Caption1, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useCallback, useEffect, useRef } from 'react';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { PendingMark } from '../pending-mark.tsx';
import { printedDay, printedInstant } from '../printed.ts';
import { recordName } from '../record-name.ts';
import { useLive } from '../use-live.ts';
import { useRowStyles } from '../use-row-styles.ts';
import { useActor, useSyncStatus } from '../use-sync-status.ts';
import { deletionOf } from './deletion.ts';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: 'none' },
  rows: { listStyleType: 'none', margin: 0, padding: 0 },
  name: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  quiet: { display: 'block', color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

interface DeletedListProps {
  /** The record that was open last, to which the focus goes back; else the heading takes it. */
  readonly lastOpen: string | null;
  readonly onOpen: (recordId: string) => void;
}

/** [S12] What was deleted, by whom, when and why; each can be opened. */
export function DeletedList({ lastOpen, onOpen }: DeletedListProps) {
  const styles = useStyles();
  const { row } = useRowStyles();
  const { replica, today } = useServices();
  const subject = useActor()?.subject;
  useSyncStatus(); // an edit that the server answers changes no field: what waits follows the status
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const opened = list.current?.querySelector<HTMLElement>(`[data-record="${lastOpen}"]`);
    (opened ?? list.current?.querySelector('h2'))?.focus();
  }, [lastOpen]);
  const deleted = useLive(
    replica,
    useCallback(
      (reader: ReplicaReader) =>
        reader.deleted().map((record) => ({
          id: record.id,
          name: recordName(record),
          ...deletionOf(reader, replica.waiting(record.id), record, subject),
        })),
      [replica, subject],
    ),
  );
  return (
    <div ref={list}>
      <h2 tabIndex={-1} className={styles.heading}>
        Deleted ({deleted.length})
      </h2>
      {deleted.length === 0 && <Text>Nothing is deleted.</Text>}
      <ul className={styles.rows}>
        {deleted.map(({ id, name, who, at, effectiveOn, reason }) => (
          <li key={id}>
            <button type="button" className={row} data-record={id} onClick={() => onOpen(id)}>
              <span className={styles.name}>
                <Text weight="semibold">{name}</Text>
                {replica.waiting(id).length > 0 && <PendingMark />}
              </span>
              <Caption1 className={styles.quiet}>
                {at === null ? `From ${printedDay(effectiveOn)}` : `${who}, ${printedInstant(at, today())}`}
              </Caption1>
              {reason !== null && <Caption1 className={styles.quiet}>Reason: {reason}</Caption1>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
