import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowSync16Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { TableAdd16Regular } from '@fluentui/react-icons/svg/table-add';
import { useServices } from '../pane-context.ts';
import { printedInstant } from '../printed.ts';
import type { TablesState } from './table-services.ts';
import type { TableWork } from './use-table-work.ts';
import { WarningBar } from './warning-bar.tsx';

const useStyles = makeStyles({
  place: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  agreed: { color: tokens.colorNeutralForeground3 },
});

interface TablesBarProps {
  readonly state: TablesState;
  readonly work: TableWork;
  readonly onInsert: () => void;
}

/** What concerns all tables: another one, bringing them up to date, and when they last agreed with the plan. */
export function TablesBar({ state: { tables: standing, agreedAt }, work, onInsert }: TablesBarProps) {
  const styles = useStyles();
  const { tables, today } = useServices();
  const hasTables = standing.length > 0;
  return (
    <div className={styles.place}>
      <div className={styles.bar}>
        <Button
          size="small"
          appearance={hasTables ? 'secondary' : 'primary'}
          icon={<TableAdd16Regular />}
          data-opens-form
          onClick={onInsert}
        >
          Insert a table…
        </Button>
        {hasTables && (
          <Button
            size="small"
            icon={<ArrowSync16Regular />}
            disabledFocusable={work.busy}
            onClick={() => work.run(tables.refresh, 'The tables were compared with the plan.')}
          >
            {work.busy ? 'Refreshing' : 'Refresh all tables'}
          </Button>
        )}
      </div>
      {hasTables && (
        <Caption1 className={styles.agreed}>
          {agreedAt === null
            ? 'Not compared with the plan since the workbook was opened.'
            : `Last agreed with this copy of the plan: ${printedInstant(agreedAt, today())}.`}
        </Caption1>
      )}
      <WarningBar text={work.failure} />
    </div>
  );
}
