import { CounterBadge, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useState } from 'react';
import { type CallChoice, callChoiceOf } from './calls/call-choice.ts';
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
  const [calls, setCalls] = useState<CallChoice>({ channel: '999', month: null });
  const { unsent, returned } = useSyncStatus();
  const waiting = unsent + returned.length;
  const count = <CounterBadge count={waiting} size="small" color={returned.length > 0 ? 'danger' : 'informative'} />;
  const openRecord = (recordId: string): void => {
    const callChoice = callChoiceOf(recordId);
    if (callChoice === null) setOpenAfi(recordId);
    else setCalls(callChoice);
    setTab(callChoice === null ? 'plan' : 'calls');
  };
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
      {panel('calls', <CallsView choice={calls} onChoose={setCalls} />)}
      {panel('unsent', <UnsentView onOpen={openRecord} />)}
    </>
  );
}
