import { Button, Field, makeStyles, Text, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { printedCount } from '../../../shared/domain/arithmetic.ts';
import { refusalOf } from '../../../shared/domain/permissions.ts';
import { MAX_REASON_LENGTH } from '../../../shared/sync/protocol.ts';
import { useServices } from '../pane-context.ts';
import { PaneDialog } from '../pane-dialog.tsx';
import { ProblemBar } from '../problem-bar.tsx';
import { type NamedRecord, recordName } from '../record-name.ts';
import { validationOf } from '../use-form-styles.ts';
import { useSave } from '../use-save.ts';
import { useActor } from '../use-sync-status.ts';

const useStyles = makeStyles({ button: { alignSelf: 'flex-start' } });

const WORDS = {
  delete: {
    verb: 'Delete',
    what: (name: string) =>
      `${name} leaves the plan, its tables and its formulas in every office. Nothing is lost: it stands under Deleted with its values and its history, and an administrator can restore it.`,
    why: 'Why is it deleted?',
  },
  restore: {
    verb: 'Restore',
    what: (name: string) =>
      `${name} comes back for every office, with the values that it had when it was deleted. The history keeps both.`,
    why: 'Why is it restored?',
  },
} as const;

interface ExistenceButtonProps {
  readonly op: 'delete' | 'restore';
  readonly record: NamedRecord;
  /** Hears that the person is about to decide. */
  readonly onAsk?: () => void;
}

/** [S12] Deletes or restores a record, once the person has said why; nothing for those who may not. */
export function ExistenceButton({ op, record, onAsk }: ExistenceButtonProps) {
  const styles = useStyles();
  const actor = useActor();
  const [isAsking, setAsking] = useState(false);
  const fields: Record<string, unknown> = { ...record.fields };
  if (actor === null || refusalOf(actor, { op, kind: record.kind, fields, values: {} }) !== null) return null;
  const ask = (): void => {
    onAsk?.();
    setAsking(true);
  };
  return (
    <>
      <Button size="small" className={styles.button} onClick={ask}>
        {WORDS[op].verb} {recordName(record)}…
      </Button>
      {isAsking && <ExistenceDialog op={op} record={record} onClose={() => setAsking(false)} />}
    </>
  );
}

function ExistenceDialog({
  op,
  record,
  onClose,
}: Omit<ExistenceButtonProps, 'onAsk'> & { readonly onClose: () => void }) {
  const { replica } = useServices();
  const { save, saving, problems } = useSave();
  const [typed, setTyped] = useState('');
  const name = recordName(record);
  const { verb, what, why } = WORDS[op];
  const reason = typed.trim();
  const isTooLong = reason.length > MAX_REASON_LENGTH;
  const tooLong = isTooLong ? `At most ${printedCount(MAX_REASON_LENGTH)} characters` : undefined;
  const canGo = reason !== '' && !isTooLong && !saving;
  const go = async (): Promise<void> => {
    const isSaved = await save(replica, { kind: record.kind, recordId: record.id, op, values: {}, reason });
    if (isSaved) onClose();
  };
  return (
    <PaneDialog
      title={`${verb} ${name}?`}
      onClose={onClose}
      actions={
        <>
          <Button
            appearance="primary"
            disabledFocusable={!canGo}
            onClick={() => canGo && void go() /* a failure is told in the dialog */}
          >
            {verb}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <Text>{what(name)}</Text>
      <Field label={why} required hint="Kept in the history" {...validationOf(tooLong)}>
        <Textarea rows={3} resize="vertical" value={typed} onChange={(_event, { value }) => setTyped(value)} />
      </Field>
      <ProblemBar problems={problems} />
    </PaneDialog>
  );
}
