import { makeStyles, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { SignInButton } from './header/sign-in-button.tsx';
import { useSyncStatus } from './use-sync-status.ts';

const useStyles = makeStyles({
  empty: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXL}`,
    textAlign: 'center',
  },
  line: { margin: 0 },
});

/** What the pane shows before anything was ever loaded on this computer. */
export function EmptyPane() {
  const styles = useStyles();
  const { phase } = useSyncStatus();
  if (phase === 'signed out') {
    return (
      <div className={styles.empty}>
        <Subtitle2 as="h2" className={styles.line}>
          Sign in to load the plan
        </Subtitle2>
        <Text align="center">
          Use your work account. The plan is then kept on this computer, so that it opens without a network.
        </Text>
        <SignInButton appearance="primary" />
      </div>
    );
  }
  const isLoading = phase === 'starting' || phase === 'syncing' || phase === 'up to date';
  return (
    <div className={styles.empty}>
      {isLoading ? (
        <Spinner label="Loading the plan" />
      ) : (
        <Text align="center">Nothing is loaded on this computer yet. The plan appears here after the first sync.</Text>
      )}
    </div>
  );
}
