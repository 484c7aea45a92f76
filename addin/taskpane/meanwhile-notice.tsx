import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { daySchema } from '../../shared/domain/calendar.ts';
import type { FieldValue } from '../../shared/sync/record.ts';
import type { ChangedMeanwhile } from './changed-meanwhile.ts';
import { printedDay } from './printed.ts';
import { fieldLabel } from './problem-text.ts';

const useStyles = makeStyles({
  line: { display: 'block' },
  choice: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalS },
});

/** A field's value as one line of text: data from another office is only ever shown as text. */
export function printedValue(value: FieldValue | null | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'number') return new Intl.NumberFormat('en-GB').format(value);
  if (typeof value === 'string') return daySchema.safeParse(value).success ? printedDay(value) : `“${value}”`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Object.values(value).map(printedValue).join(', ');
}

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
