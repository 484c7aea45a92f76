import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import { useSyncStatus } from '../use-sync-status.ts';
import { historyNotice } from './history-notice-text.ts';

const useStyles = makeStyles({
  place: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} 0` },
  bar: { marginTop: tokens.spacingVerticalXS },
});

/** How far the log has come that cells as at an earlier day wait for, or why it does not come. */
export function HistoryNotice() {
  const styles = useStyles();
  const { sync } = useServices();
  const notice = historyNotice(useSyncStatus());
  if (notice === null) return null;
  const { text, fetched, total, isStuck } = notice;
  return (
    <div className={styles.place}>
      <MessageBar intent={isStuck ? 'warning' : 'info'} layout="multiline">
        <MessageBarBody>
          {text}
          {!isStuck && (
            <ProgressBar
              className={styles.bar}
              aria-label="Loading history"
              max={total ?? 1}
              {...(total === null ? {} : { value: Math.min(fetched, total) })}
            />
          )}
        </MessageBarBody>
        {isStuck && (
          <MessageBarActions>
            <Button size="small" onClick={() => void sync.syncNow() /* its end is told by the status */}>
              Try again
            </Button>
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}
