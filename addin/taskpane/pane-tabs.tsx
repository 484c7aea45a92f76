import { CounterBadge, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useState } from 'react';
import { CallsView } from './calls/calls-view.tsx';
import { PlanView } from './plan/plan-view.tsx';
import { TabStrip } from './tab-strip.tsx';
import { UnsentView } from './unsent/unsent-view.tsx';
import { useSyncStatus } from './use-sync-status.ts';

type TabName = 'plan' | 'calls' | 'unsent';
const useStyles = makeStyles({ panel: { padding: tokens.spacingHorizontalM, maxWidth: '720px' } });

/** The pane's views. All stay in place: what was typed in one is there when the person comes back. */
export function PaneTabs() {
  const styles = useStyles();
  const idPrefix = useId();
  const [tab, setTab] = useState<TabName>('plan');
  const [openAfi, setOpenAfi] = useState<string | null>(null);
  const { unsent, returned } = useSyncStatus();
  const waiting = unsent + returned.length;
  const count = <CounterBadge count={waiting} size="small" color={returned.length > 0 ? 'danger' : 'informative'} />;
  const panel = (name: TabName, view: ReactNode) => (
    <div
      role="tabpanel"
      id={`${idPrefix}-${name}-panel`}
      aria-labelledby={`${idPrefix}-${name}`}
      className={styles.panel}
      hidden={tab !== name}
    >
      {view}
    </div>
  );
  return (
    <>
      <TabStrip<TabName>
        idPrefix={idPrefix}
        label="Views"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { name: 'plan', label: 'Plan' },
          { name: 'calls', label: 'Calls' },
          { name: 'unsent', label: <>Unsent{waiting > 0 && count}</> },
        ]}
      />
      {panel('plan', <PlanView openId={openAfi} onOpen={setOpenAfi} />)}
      {panel('calls', <CallsView />)}
      {panel(
        'unsent',
        <UnsentView
          onOpenAfi={(recordId) => {
            setTab('plan');
            setOpenAfi(recordId);
          }}
        />,
      )}
    </>
  );
}
