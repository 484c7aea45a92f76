import { CounterBadge, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type CallChoice, callChoiceOf } from './calls/call-choice.ts';
import { CallsView } from './calls/calls-view.tsx';
import { FormulasView } from './formulas/formulas-view.tsx';
import { DELETED_LIST, PlanView } from './plan/plan-view.tsx';
import { TabStrip } from './tab-strip.tsx';
import { undecided } from './tables/table-rows.ts';
import { TablesView } from './tables/tables-view.tsx';
import { useTables } from './tables/use-tables.ts';
import { UnsentView } from './unsent/unsent-view.tsx';
import { useSyncStatus } from './use-sync-status.ts';

type TabName = 'plan' | 'calls' | 'tables' | 'formulas' | 'unsent';
const useStyles = makeStyles({ panel: { padding: tokens.spacingHorizontalM, maxWidth: '720px' } });

/** The pane's views. All stay in place: what was typed in one is there when the person comes back. */
export function PaneTabs() {
  const styles = useStyles();
  const idPrefix = useId();
  const [tab, setTab] = useState<TabName>('plan');
  const [openInPlan, setOpenInPlan] = useState<string | null>(null);
  const [calls, setCalls] = useState<CallChoice>({ channel: '999', month: null });
  const { unsent, returned } = useSyncStatus();
  const waiting = unsent + returned.length;
  const count = <CounterBadge count={waiting} size="small" color={returned.length > 0 ? 'danger' : 'informative'} />;
  const troubles = (useTables()?.tables ?? []).reduce((sum, table) => sum + undecided(table), 0);
  const openRecord = (recordId: string): void => {
    const callChoice = callChoiceOf(recordId);
    if (callChoice === null) setOpenInPlan(recordId);
    else setCalls(callChoice);
    setTab(callChoice === null ? 'plan' : 'calls');
  };
  const showDeleted = (): void => {
    setOpenInPlan(DELETED_LIST);
    setTab('plan');
  };
  const shownTab = useRef(tab);
  useEffect(() => {
    const isLost = document.activeElement === document.body || document.activeElement?.closest('[hidden]') !== null;
    // a button that leads to another view is hidden with its own
    if (shownTab.current !== tab && isLost) document.getElementById(`${idPrefix}-${tab}`)?.focus();
    shownTab.current = tab;
  }, [tab, idPrefix]);
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
          {
            name: 'tables',
            label: <>Tables{troubles > 0 && <CounterBadge count={troubles} size="small" color="danger" />}</>,
          },
          { name: 'formulas', label: 'Formulas' },
          { name: 'unsent', label: <>Unsent{waiting > 0 && count}</> },
        ]}
      />
      {panel('plan', <PlanView openId={openInPlan} onOpen={setOpenInPlan} />)}
      {panel('calls', <CallsView choice={calls} onChoose={setCalls} onDeleted={showDeleted} />)}
      {panel('tables', <TablesView onOpen={openRecord} />)}
      {panel('formulas', <FormulasView isShown={tab === 'formulas'} />)}
      {panel('unsent', <UnsentView onOpen={openRecord} onDeleted={showDeleted} />)}
    </>
  );
}
