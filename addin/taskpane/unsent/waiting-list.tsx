import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import { printedInstant } from '../printed.ts';
import { everyRecord } from '../record/any-record.ts';
import { useLive } from '../use-live.ts';
import { waitingEdits } from './waiting-edits.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Each edit that waits: what it changes and when it was made. One in flight cannot be changed, so nothing here can be pressed. */
export function WaitingList() {
  const styles = useStyles();
  const { replica, today } = useServices();
  const records = useLive(replica, everyRecord);
  const waiting = waitingEdits(records, (recordId) => replica.waiting(recordId));
  if (waiting.length === 0) return null;
  return (
    <ul className={styles.list}>
      {waiting.map(({ mutationId, name, what, editedAt }) => (
        <li key={mutationId}>
          <Text weight="semibold">{name}</Text>: {what}{' '}
          <Caption1 className={styles.quiet}>edited {printedInstant(editedAt, today())}</Caption1>
        </li>
      ))}
    </ul>
  );
}
