import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { ProblemBar } from '../problem-bar.tsx';
import type { Settling } from './use-settling.ts';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalXS },
});

interface CardBarProps {
  readonly recordId: string;
  /** The record's name. */
  readonly name: string;
  readonly settling: Settling;
  readonly canDismiss: boolean;
  readonly onOpen: (recordId: string) => void;
  readonly children?: ReactNode;
}

/** What can be done about a returned edit, and why the last try did not succeed. */
export function CardBar({ recordId, name, settling, canDismiss, onOpen, children }: CardBarProps) {
  const styles = useStyles();
  const { busy, problems, settle } = settling;
  return (
    <>
      <ProblemBar problems={problems} />
      <div className={styles.buttons}>
        {children}
        <Button size="small" appearance="subtle" onClick={() => onOpen(recordId)}>
          Open {name}
        </Button>
        {canDismiss && (
          <Button
            size="small"
            appearance="subtle"
            aria-label={`Dismiss: ${name}`}
            disabledFocusable={busy}
            onClick={() => void settle(null, `${name}: dismissed.`) /* a failure is told in the card */}
          >
            Dismiss
          </Button>
        )}
      </div>
    </>
  );
}
