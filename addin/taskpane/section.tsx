import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  heading: { margin: 0 },
});

interface SectionProps {
  readonly title: string;
  /** h2 where it stands right under the pane's own heading. */
  readonly level?: 'h2' | 'h3';
  readonly children: ReactNode;
}

/** A titled part of a page, found by its heading in a screen reader's list of regions. */
export function Section({ title, level = 'h3', children }: SectionProps) {
  const styles = useStyles();
  const headingId = useId();
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <Subtitle2 as={level} id={headingId} className={styles.heading}>
        {title}
      </Subtitle2>
      {children}
    </section>
  );
}
