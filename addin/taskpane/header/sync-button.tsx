import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowSync16Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Warning16Filled } from '@fluentui/react-icons/svg/warning';
import { useId } from 'react';
import { useServices } from '../pane-context.ts';
import { printedInstant } from '../printed.ts';
import { useSyncStatus } from '../use-sync-status.ts';
import { syncLabel } from './sync-label.ts';

const useStyles = makeStyles({
  sync: { display: 'flex', flexDirection: 'column', alignItems: 'flex-end', flexShrink: 0 },
  button: { minWidth: 'auto', whiteSpace: 'nowrap' },
  asOf: { color: tokens.colorNeutralForeground3, paddingRight: tokens.spacingHorizontalS },
  calm: { color: tokens.colorStatusSuccessForeground1 },
  busy: { color: tokens.colorBrandForeground1 },
  attention: { color: tokens.colorStatusWarningForeground1 },
});

const ICONS = {
  calm: <CheckmarkCircle16Filled />,
  busy: <ArrowSync16Regular />,
  attention: <Warning16Filled />,
} as const;

/** How up to date this is; pressing it syncs now. */
export function SyncButton() {
  const styles = useStyles();
  const { sync, today } = useServices();
  const status = useSyncStatus();
  const asOfId = useId();
  const { text, tone } = syncLabel(status);
  const asOf = status.lastSyncedAt === null ? 'never synced' : `as of ${printedInstant(status.lastSyncedAt, today())}`;
  return (
    <div className={styles.sync}>
      <Button
        className={styles.button}
        appearance="subtle"
        size="small"
        icon={<span className={styles[tone]}>{ICONS[tone]}</span>}
        title="Sync now"
        aria-describedby={asOfId}
        onClick={() => void sync.syncNow()} // its end is told by the status
      >
        {text}
      </Button>
      <Caption1 id={asOfId} className={styles.asOf}>
        {asOf}
      </Caption1>
    </div>
  );
}
