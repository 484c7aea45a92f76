import { makeStyles, Spinner, Text, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { CellPlace } from '../../workbook/select-cell.ts';
import { PageFrame } from '../page-frame.tsx';
import { InsertForm } from './insert-form.tsx';
import { useInsertable } from './use-insertable.ts';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: 'none' },
});

interface InsertPageProps {
  readonly onBack: () => void;
  readonly onInserted: (title: string, place: CellPlace) => void;
}

/** The page on which a table is inserted. */
export function InsertPage({ onBack, onInserted }: InsertPageProps) {
  const styles = useStyles();
  const insertable = useInsertable();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <PageFrame backTo="All tables" onBack={onBack}>
      <h2 ref={heading} tabIndex={-1} className={styles.heading}>
        Insert a table
      </h2>
      {insertable === 'loading' && <Spinner size="small" label="Loading the tables" />}
      {insertable === 'failed' && (
        <Text role="alert">
          The list of tables could not be loaded. Check the network, then close the pane and open it again.
        </Text>
      )}
      {typeof insertable !== 'string' && <InsertForm insertable={insertable} onInserted={onInserted} />}
    </PageFrame>
  );
}
