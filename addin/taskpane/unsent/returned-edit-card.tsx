import { Badge, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReturnedEdit } from '../../sync/sync-status.ts';
import { printedValue } from '../meanwhile-notice.tsx';
import { useServices } from '../pane-context.ts';
import { printedInstant } from '../printed.ts';
import { fieldLabel, problemText, sentence } from '../problem-text.ts';
import { recordName } from '../record-name.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  top: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  quiet: { color: tokens.colorNeutralForeground3 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalXS },
});

const WHY_CONFLICT = 'Another office changed the same field first. Theirs was kept; enter yours again if it is right.';

interface ReturnedEditCardProps {
  readonly edit: ReturnedEdit;
  readonly onOpen: (recordId: string) => void;
}

/** An edit that the server did not take: what it was, why, and the way to deal with it. */
export function ReturnedEditCard({ edit, onOpen }: ReturnedEditCardProps) {
  const styles = useStyles();
  const { sync, today } = useServices();
  const [dismissing, setDismissing] = useState(false);
  const { mutation, result, problems, returnedAt } = edit;
  const changed = Object.entries(mutation.changes).filter(
    ([, { base, value }]) => printedValue(base) !== printedValue(value),
  );
  const reasons = problems.length > 0 ? problems.map((problem) => sentence(problemText(problem))) : [WHY_CONFLICT];
  const dismiss = async (): Promise<void> => {
    setDismissing(true);
    await sync.dismiss(mutation.mutationId).finally(() => setDismissing(false));
  };
  return (
    <article className={styles.card}>
      <div className={styles.top}>
        <Text weight="semibold">{recordName(mutation.recordId)}</Text>
        <Badge appearance="tint" color={result === 'conflict' ? 'severe' : 'danger'}>
          {result === 'conflict' ? 'In conflict' : 'Refused'}
        </Badge>
        <Caption1 className={styles.quiet}>{printedInstant(returnedAt, today())}</Caption1>
      </div>
      <ul className={styles.list}>
        {changed.map(([field, { value }]) => (
          <li key={field}>
            {fieldLabel(field)}: {printedValue(value)}
          </li>
        ))}
      </ul>
      {reasons.map((reason) => (
        <Text key={reason}>{reason}</Text>
      ))}
      <div className={styles.buttons}>
        <Button size="small" onClick={() => onOpen(mutation.recordId)}>
          Open {recordName(mutation.recordId)}
        </Button>
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={dismissing}
          onClick={() => void dismiss() /* the list follows the status */}
        >
          Dismiss
        </Button>
      </div>
    </article>
  );
}
