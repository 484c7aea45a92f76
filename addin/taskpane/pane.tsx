import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import { EmptyPane } from './empty-pane.tsx';
import { HistoryNotice } from './header/history-notice.tsx';
import { PaneHeader } from './header/pane-header.tsx';
import { SyncNotices } from './header/sync-notices.tsx';
import { PaneServicesProvider, useServices } from './pane-context.ts';
import type { PaneServices } from './pane-services.ts';
import { PaneTabs } from './pane-tabs.tsx';
import { useLive } from './use-live.ts';
import { usePaneTheme } from './use-pane-theme.ts';
import { useSyncStatus } from './use-sync-status.ts';

const useStyles = makeStyles({
  pane: { minHeight: '100%', backgroundColor: tokens.colorNeutralBackground1, textAlign: 'left' },
});

/** The task pane. */
export function Pane({ services }: { readonly services: PaneServices }) {
  const styles = useStyles();
  return (
    <FluentProvider theme={usePaneTheme()} className={styles.pane}>
      <PaneServicesProvider value={services}>
        <PaneHeader />
        <PaneBody />
      </PaneServicesProvider>
    </FluentProvider>
  );
}

function PaneBody() {
  const { replica } = useServices();
  // a change of the state wakes every live computation
  const state = useLive(
    replica,
    useCallback(() => replica.state, [replica]),
  );
  const { phase } = useSyncStatus();
  const asksToSignIn = state === 'empty' && phase === 'signed out';
  return (
    <>
      {!asksToSignIn && <SyncNotices />}
      {!asksToSignIn && <HistoryNotice />}
      {state === 'empty' ? <EmptyPane /> : <PaneTabs />}
    </>
  );
}
