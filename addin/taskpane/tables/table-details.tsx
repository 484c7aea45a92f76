import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import { CoauthorRows } from './coauthor-rows.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { DeletedRows } from './deleted-rows.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { TableConflicts } from './table-conflicts.tsx';
import { undecided } from './table-rows.ts';
import type { TableStanding } from './table-services.ts';
import type { TableWork } from './use-table-work.ts';

const useStyles = makeStyles({
  details: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    marginLeft: '20px',
    paddingTop: tokens.spacingVerticalS,
  },
});

interface TableDetailsProps {
  readonly table: TableStanding;
  readonly work: TableWork;
  readonly onOpen: (recordId: string) => void;
  readonly onTold: (told: string) => void;
}

/** All that a table asks of the person, and the end of its link with the plan. */
export function TableDetails({ table, work, onOpen, onTold }: TableDetailsProps) {
  const styles = useStyles();
  const { tables } = useServices();
  const { tableId, name, waiting } = table;
  return (
    <div className={styles.details}>
      {undecided(table) === 0 && (
        <Text>{waiting > 0 ? 'What waits is sent by itself.' : 'Its cells agree with the plan.'}</Text>
      )}
      <RefusedRows table={table} work={work} />
      <TableConflicts table={table} work={work} onOpen={onOpen} onSettled={onTold} />
      <CoauthorRows table={table} work={work} />
      <DeletedRows table={table} work={work} />
      <div>
        <ConfirmButton
          label="Release table…"
          name={`Release table… ${name}`}
          isDisabled={work.busy}
          question={`Release ${name} from the plan?`}
          agree="Release"
          onAgree={() => work.run(() => tables.release(tableId), `${name} is released: its cells are plain cells now.`)}
        >
          <Text>
            The table becomes plain cells. They stay as they are and follow the plan no more: what is edited in them
            goes to nobody. What already waits is still sent. You can insert a new table at any time.
          </Text>
        </ConfirmButton>
      </div>
    </div>
  );
}
