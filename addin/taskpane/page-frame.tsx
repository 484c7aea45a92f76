import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  back: { alignSelf: 'flex-start', marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

interface PageFrameProps {
  /** Where Back goes. */
  readonly backTo: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** A page that stands in a list's place, with the way back. */
export function PageFrame({ backTo, onBack, children }: PageFrameProps) {
  const styles = useStyles();
  return (
    <article className={styles.page}>
      <Button className={styles.back} appearance="subtle" size="small" icon={<ArrowLeft20Regular />} onClick={onBack}>
        {backTo}
      </Button>
      {children}
    </article>
  );
}
