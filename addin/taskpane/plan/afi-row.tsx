import { Badge, Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { STATUS_NOT_RECORDED } from '../../../shared/domain/afi.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { PendingMark } from '../pending-mark.tsx';
import { printedMonthOf } from '../printed.ts';
import { useRowStyles } from '../use-row-styles.ts';
import { RagBadge } from './rag-badge.tsx';
import type { RagOnDay } from './rag-on-day.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: '28px 1fr',
    columnGap: tokens.spacingHorizontalM,
  },
  number: {
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    forcedColorAdjust: 'auto',
  },
  wording: { display: 'block', lineHeight: tokens.lineHeightBase200 },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    marginTop: tokens.spacingVerticalXS,
  },
  due: { color: tokens.colorNeutralForeground2 },
});

interface AfiRowProps {
  readonly afi: RecordOf<'afi'>;
  readonly rag: RagOnDay;
  readonly isPending: boolean;
  /** Whether the person has typed something that they have not saved. */
  readonly hasDraft: boolean;
  readonly onOpen: () => void;
}

/** One AFI in the plan's list; pressing it opens the AFI. */
export function AfiRow({ afi, rag, isPending, hasDraft, onOpen }: AfiRowProps) {
  const styles = useStyles();
  const { row } = useRowStyles();
  const { number, planWording, reportWording, status, forecast } = afi.fields;
  return (
    <button type="button" className={mergeClasses(row, styles.columns)} data-record={afi.id} onClick={onOpen}>
      <span className={styles.number}>{number}</span>
      <span>
        <Text size={300} className={styles.wording}>
          {planWording ?? reportWording}
        </Text>
        <span className={styles.facts}>
          <Badge appearance="tint" color="informative" shape="rounded">
            {status ?? STATUS_NOT_RECORDED}
          </Badge>
          <RagBadge rag={rag} />
          <Caption1 className={styles.due}>
            {forecast === undefined ? 'No date recorded' : `Due ${printedMonthOf(forecast)}`}
          </Caption1>
          {isPending && <PendingMark />}
          {hasDraft && (
            <Badge appearance="outline" color="important" size="small">
              Not saved
            </Badge>
          )}
        </span>
      </span>
    </button>
  );
}
