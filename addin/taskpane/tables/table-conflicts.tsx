import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import { Section } from '../section.tsx';
import { ReturnedEditCard } from '../unsent/returned-edit-card.tsx';
import { useSyncStatus } from '../use-sync-status.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { ConflictCells } from './conflict-cells.tsx';
import type { TableStanding } from './table-services.ts';
import { counted } from './table-words.ts';
import { useFirstOfMany } from './use-first-of-many.tsx';
import type { TableWork } from './use-table-work.ts';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface TableConflictsProps {
  readonly table: TableStanding;
  readonly work: TableWork;
  readonly onOpen: (recordId: string) => void;
  readonly onSettled: (told: string) => void;
}

/** [S6] The conflicts of a table's records, each with its choice, and one choice for all. */
export function TableConflicts({ table, work, onOpen, onSettled }: TableConflictsProps) {
  const styles = useStyles();
  const { tables } = useServices();
  const { returned } = useSyncStatus();
  const { tableId, name, troubles, conflicts } = table;
  const ids = new Set(conflicts);
  const edits = returned.filter(({ result, mutation }) => result === 'conflict' && ids.has(mutation.recordId));
  const { shown, more } = useFirstOfMany(edits, 10);
  if (conflicts.length === 0) return null;
  const all = counted(conflicts.length, 'conflict');
  const choose = (whose: 'mine' | 'theirs', told: string): void =>
    work.run(() => tables.chooseAll(tableId, whose), `${all} of ${name}: ${told}`);
  return (
    <Section title={`Conflicts (${conflicts.length.toLocaleString('en-GB')})`}>
      {conflicts.length > 1 && (
        <div className={styles.actions}>
          <ConfirmButton
            label="Keep all mine…"
            name={`Keep all mine… ${name}`}
            isDisabled={work.busy}
            question={`Keep mine in ${all}?`}
            agree="Keep all mine"
            onAgree={() => choose('mine', 'yours are saved.')}
          >
            <Text>Your values are saved over those of the other offices. The history keeps both.</Text>
          </ConfirmButton>
          <ConfirmButton
            label="Take all theirs…"
            name={`Take all theirs… ${name}`}
            isDisabled={work.busy}
            question={`Take theirs in ${all}?`}
            agree="Take all theirs"
            onAgree={() => choose('theirs', 'theirs are kept.')}
          >
            <Text>The values of the other offices stay, and yours are given up where the two differ.</Text>
          </ConfirmButton>
        </div>
      )}
      {shown.map((edit) => (
        <div key={edit.mutation.mutationId}>
          <ConflictCells troubles={troubles} recordId={edit.mutation.recordId} work={work} />
          <ReturnedEditCard edit={edit} onOpen={onOpen} onSettled={onSettled} />
        </div>
      ))}
      {more !== null && <div>{more}</div>}
    </Section>
  );
}
