import { Badge, Caption1, makeStyles, Subtitle2, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { STATUS_NOT_RECORDED } from '../../../shared/domain/afi.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { RagBadge } from '../plan/rag-badge.tsx';
import type { RagOnDay } from '../plan/rag-on-day.ts';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: 'none' },
  top: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  wording: {
    display: 'block',
    marginTop: tokens.spacingVerticalS,
    lineHeight: tokens.lineHeightBase400,
    marginBottom: 0,
  },
  label: { display: 'block', marginTop: tokens.spacingVerticalS, color: tokens.colorNeutralForeground3 },
  report: { display: 'block' },
});

interface AfiHeadingProps {
  readonly afi: RecordOf<'afi'>;
  readonly rag: RagOnDay;
}

/** Which AFI this is, how it stands, and both of its wordings. Takes the focus when it appears. */
export function AfiHeading({ afi, rag }: AfiHeadingProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { number, planWording, reportWording, status } = afi.fields;
  return (
    <header>
      <div className={styles.top}>
        <h2 ref={heading} tabIndex={-1} className={styles.heading}>
          AFI {number}
        </h2>
        <Badge appearance="tint" color="informative" shape="rounded" size="large">
          {status ?? STATUS_NOT_RECORDED}
        </Badge>
        <RagBadge rag={rag} />
      </div>
      <Subtitle2 as="p" className={styles.wording}>
        {planWording ?? reportWording}
      </Subtitle2>
      {planWording !== undefined && (
        <>
          <Caption1 className={styles.label}>In HMICFRS’s report</Caption1>
          <Text className={styles.report}>{planWording === reportWording ? 'The same wording.' : reportWording}</Text>
        </>
      )}
    </header>
  );
}
