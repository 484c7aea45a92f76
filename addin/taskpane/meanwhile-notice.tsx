import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ChangedMeanwhile } from './changed-meanwhile.ts';
import { fieldLabel } from './field-words.ts';
import { printedValue } from './printed-value.ts';

const useStyles = makeStyles({
  line: { display: 'block' },
  choice: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalS },
});

interface MeanwhileNoticeProps {
  readonly changes: readonly ChangedMeanwhile[];
  readonly onKeepMine: () => void;
  readonly onUseTheirs: () => void;
}

/** Tells what changed elsewhere while the person was typing; where both touched a field, they choose. */
export function MeanwhileNotice({ changes, onKeepMine, onUseTheirs }: MeanwhileNoticeProps) {
  const styles = useStyles();
  if (changes.length === 0) return null;
  const mustChoose = changes.some((change) => change.mustChoose);
  return (
    <MessageBar intent={mustChoose ? 'warning' : 'info'} layout="multiline">
      <MessageBarBody>
        {changes.map(({ field, now }) => (
          <span key={field} className={styles.line}>
            {fieldLabel(field)} was changed elsewhere to {printedValue(now)} while you were typing.
          </span>
        ))}
        {mustChoose && (
          <span className={styles.choice}>
            <Button size="small" onClick={onKeepMine}>
              Keep mine
            </Button>
            <Button size="small" onClick={onUseTheirs}>
              Use theirs
            </Button>
          </span>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}
