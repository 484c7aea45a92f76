import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { Problem } from '../../shared/domain/problem.ts';
import { ProblemBar } from './problem-bar.tsx';
import { useSyncStatus } from './use-sync-status.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  why: { flex: '1 1 140px', color: tokens.colorNeutralForeground2 },
});

interface SaveBarProps {
  readonly canSave: boolean;
  readonly saving: boolean;
  readonly saved: boolean;
  readonly hasDraft: boolean;
  readonly problems: readonly Problem[];
  /** Why the button does nothing now. */
  readonly whyNot: string;
  readonly onUndo: () => void;
}

/** Save, with the reason where it cannot, and what became of the last save. */
export function SaveBar({ canSave, saving, saved, hasDraft, problems, whyNot, onUndo }: SaveBarProps) {
  const styles = useStyles();
  const whyId = useId();
  const { durable } = useSyncStatus();
  const kept = durable
    ? 'Saved on this computer. It is shared as soon as the service is reached.'
    : 'Saved and shared.';
  return (
    <>
      <ProblemBar problems={problems} />
      <div className={styles.bar}>
        <Button type="submit" appearance="primary" disabledFocusable={!canSave || saving} aria-describedby={whyId}>
          {saving ? (durable ? 'Saving' : 'Sending') : 'Save'}
        </Button>
        {hasDraft && (
          <Button appearance="subtle" onClick={onUndo}>
            Discard
          </Button>
        )}
        <Text size={200} id={whyId} className={styles.why} role="status">
          {saved ? kept : canSave ? '' : whyNot}
        </Text>
      </div>
    </>
  );
}
