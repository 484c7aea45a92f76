import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarGroup,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import { useSyncStatus } from '../use-sync-status.ts';
import { SignInButton } from './sign-in-button.tsx';
import { syncNotices } from './sync-notice-text.ts';

const useStyles = makeStyles({
  notices: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `0 ${tokens.spacingHorizontalM}`,
  },
});

/** Tells what keeps the pane from being up to date, with what the person can do about it. */
export function SyncNotices() {
  const styles = useStyles();
  const { sync } = useServices();
  const notices = syncNotices(useSyncStatus());
  return (
    <MessageBarGroup className={styles.notices}>
      {notices.map(({ intent, text, action }) => (
        <MessageBar key={text} intent={intent} layout="multiline">
          <MessageBarBody>{text}</MessageBarBody>
          {action !== null && (
            <MessageBarActions>
              {action === 'sign in' ? (
                <SignInButton appearance="secondary" />
              ) : (
                <Button size="small" onClick={() => void sync.syncNow() /* its end is told by the status */}>
                  Try again
                </Button>
              )}
            </MessageBarActions>
          )}
        </MessageBar>
      ))}
    </MessageBarGroup>
  );
}
