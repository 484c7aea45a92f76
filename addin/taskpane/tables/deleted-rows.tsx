import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { type Actor, refusalOf } from '../../../shared/domain/permissions.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { sentence } from '../problem-text.ts';
import { recordKindOf } from '../record-name.ts';
import { Section } from '../section.tsx';
import { useLive } from '../use-live.ts';
import { useActor } from '../use-sync-status.ts';
import { DeleteRecordsButton } from './delete-records-button.tsx';
import { RowChoice } from './row-choice.tsx';
import { rowName } from './table-rows.ts';
import type { TableStanding } from './table-services.ts';
import { counted } from './table-words.ts';
import type { TableWork } from './use-table-work.ts';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface DeletedRowsProps {
  readonly table: TableStanding;
  readonly work: TableWork;
}

/** Asks what rows that were deleted from the table mean: the records for every office, or this table's rows only, which come back. */
export function DeletedRows({ table: { tableId, name, deletedRows }, work }: DeletedRowsProps) {
  const styles = useStyles();
  const { replica, tables } = useServices();
  const actor = useActor();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const names = useLive(
    replica,
    useCallback((reader: ReplicaReader) => deletedRows.map(({ key }) => rowName(reader, key)), [deletedRows]),
  );
  if (deletedRows.length === 0) return null;
  const rows = deletedRows.map(({ key }, at) => ({ key, name: names[at] ?? key }));
  const chosen = rows.filter(({ key }) => !left.has(key));
  const keys = chosen.map(({ key }) => key);
  const refusal = whyNotDelete(actor, replica, keys);
  const isDisabled = work.busy || keys.length === 0;
  const counts = { rows: counted(keys.length, 'row'), records: counted(keys.length, 'record') };
  const answer = async (what: 'put back' | 'delete', reason?: string): Promise<void> => {
    await tables.answerDeletedRows(tableId, keys, what, reason);
    setLeft(new Set()); // those that were left are what is asked next
  };
  return (
    <Section title={`Deleted rows (${rows.length.toLocaleString('en-GB')})`}>
      <Text>{questionOf(rows.length, name)}</Text>
      <RowChoice rows={rows} left={left} onLeave={setLeft} />
      <div className={styles.actions}>
        <Button
          size="small"
          disabledFocusable={isDisabled}
          onClick={() => !isDisabled && work.run(() => answer('put back'), `${counts.rows} put back.`)}
        >
          Put {counts.rows} back
        </Button>
        {refusal === null && (
          <DeleteRecordsButton
            names={chosen.map((row) => row.name)}
            isDisabled={isDisabled}
            onAgree={(reason) =>
              work.run(() => answer('delete', reason), `${counts.records} deleted for every office.`)
            }
          />
        )}
      </div>
      {refusal !== null && <Text>{sentence(refusal)}</Text>}
    </Section>
  );
}

function questionOf(count: number, table: string): string {
  return count === 1
    ? `1 row was deleted from ${table}, and the plan still has its record. Delete the record for every office, or put the row back?`
    : `${counted(count, 'row')} were deleted from ${table}, and the plan still has their records. Delete the records for every office, or put the rows back?`;
}

/** Why this person may not delete one of these records; null where they may delete all. */
function whyNotDelete(actor: Actor | null, reader: ReplicaReader, keys: readonly string[]): string | null {
  if (actor === null) return 'Sign in to delete records';
  for (const key of keys) {
    const kind = recordKindOf(key);
    const record = kind === null ? null : reader.record(kind, key);
    if (kind === null || record === null) continue;
    const refusal = refusalOf(actor, { op: 'delete', kind, fields: { ...record.fields }, values: {} });
    if (refusal !== null) return refusal;
  }
  return null;
}
