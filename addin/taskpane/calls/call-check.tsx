import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle';
import { printedCount } from '../../../shared/domain/arithmetic.ts';
import { CALL_MEASURES, type CallCounts } from '../../../shared/domain/call-month.ts';
import { printedMeasure } from './call-table-cells.ts';

const useStyles = makeStyles({
  check: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    fontVariantNumeric: 'tabular-nums',
  },
  sum: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalXS },
  icon: { flexShrink: 0, paddingTop: '2px' },
  right: { color: tokens.colorStatusSuccessForeground1 },
  wrong: { color: tokens.colorStatusDangerForeground1 },
  shares: { display: 'flex', flexWrap: 'wrap', gap: `0 ${tokens.spacingHorizontalM}` },
});

const SHARES = CALL_MEASURES.filter((measure) => measure.startsWith('%'));

/** Whether the figures add up, and the percentages that follow from them; both as they are typed. */
export function CallCheck({ counts }: { readonly counts: CallCounts | null }) {
  const styles = useStyles();
  if (counts === null) return null;
  const { received, answered, notAnswered } = counts;
  const addsUp = answered + notAnswered === received;
  const sum = `${printedCount(answered)} answered + ${printedCount(notAnswered)} not answered = ${printedCount(answered + notAnswered)}`;
  return (
    <div className={styles.check}>
      <div className={styles.sum}>
        <span className={mergeClasses(styles.icon, addsUp ? styles.right : styles.wrong)}>
          {addsUp ? <CheckmarkCircle16Filled /> : <ErrorCircle16Filled />}
        </span>
        <Text size={200}>
          {sum}, {addsUp ? 'as received' : `but received is ${printedCount(received)}`}
        </Text>
      </div>
      <div className={styles.shares}>
        {SHARES.map((measure) => (
          <Text key={measure} size={200}>
            {measure.slice(2)} {printedMeasure(counts, measure)}
          </Text>
        ))}
      </div>
    </div>
  );
}
