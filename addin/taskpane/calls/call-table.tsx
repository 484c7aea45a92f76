import { Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { Quarter } from '../../../shared/domain/calendar.ts';
import { CALL_MEASURES, type CallChannel } from '../../../shared/domain/call-month.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { callLines, changeSentence } from './call-table-cells.ts';

const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    '& caption': {
      textAlign: 'left',
      fontWeight: tokens.fontWeightSemibold,
      fontSize: tokens.fontSizeBase300,
      paddingBottom: tokens.spacingVerticalXS,
    },
    '& th, & td': {
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}`,
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      textAlign: 'right',
      whiteSpace: 'nowrap',
    },
    '& th': { fontWeight: tokens.fontWeightSemibold },
    '& th[scope="row"]': { textAlign: 'left', fontWeight: tokens.fontWeightRegular, whiteSpace: 'normal' },
  },
  total: { fontWeight: tokens.fontWeightSemibold, backgroundColor: tokens.colorNeutralBackground3 },
  change: { display: 'block', marginTop: tokens.spacingVerticalXS },
  source: { display: 'block', color: tokens.colorNeutralForeground3 },
});

interface CallTableProps {
  readonly entered: readonly RecordOf<'call-month'>[];
  readonly channel: CallChannel;
  readonly quarter: Quarter;
}

/**
 * A quarter's calls as the slides print them, turned so that the months stand across and fit a narrow pane.
 * Percentages are of calls received; a total's come from summed counts.
 */
export function CallTable({ entered, channel, quarter }: CallTableProps) {
  const styles = useStyles();
  const lines = callLines(entered, quarter);
  const sentence = changeSentence(entered, quarter);
  if (lines.length === 1) return <Text>No month of {quarter} has been entered yet.</Text>;
  return (
    <div>
      <table className={styles.table}>
        <caption>
          {channel} calls, {quarter}
        </caption>
        <thead>
          <tr>
            <td />
            {lines.map(({ key, heading, isTotal }) => (
              <th key={key} scope="col" className={mergeClasses(isTotal && styles.total)}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CALL_MEASURES.map((measure, row) => (
            <tr key={measure}>
              <th scope="row">{measure}</th>
              {lines.map(({ key, cells, isTotal }) => (
                <td key={key} className={mergeClasses(isTotal && styles.total)}>
                  {cells[row]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sentence !== null && <Text className={styles.change}>{sentence}.</Text>}
      <Caption1 className={styles.source}>Percentages are of calls received.</Caption1>
    </div>
  );
}
