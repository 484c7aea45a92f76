import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Section } from '../section.tsx';
import type { TroubledRow } from './table-rows.ts';
import { TroubledRowItem } from './troubled-row-item.tsx';
import { useFirstOfMany } from './use-first-of-many.tsx';
import type { TableWork } from './use-table-work.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface TroubledRowsProps {
  readonly title: string;
  readonly rows: readonly TroubledRow[];
  readonly work: TableWork;
  /** What can be done about one row, given its name; null: nothing but what is done in its cells. */
  readonly rowActions: (row: TroubledRow, name: string) => ReactNode;
  /** What can be done about all of them, given the keys of those that have a record. */
  readonly allActions: (keys: readonly string[]) => ReactNode;
}

/** Rows that ask for the person, the first of many; nothing where there are none. */
export function TroubledRows({ title, rows, work, rowActions, allActions }: TroubledRowsProps) {
  const styles = useStyles();
  const { shown, more } = useFirstOfMany(rows);
  if (rows.length === 0) return null;
  const keys = [...new Set(rows.map(({ key }) => key).filter((key) => key !== ''))];
  return (
    <Section title={`${title} (${rows.length.toLocaleString('en-GB')})`}>
      <ul className={styles.list}>
        {shown.map((row) => (
          <TroubledRowItem key={row.id} row={row} work={work} actions={(name) => rowActions(row, name)} />
        ))}
      </ul>
      <div className={styles.actions}>
        {more}
        {rows.length > 1 && allActions(keys)}
      </div>
    </Section>
  );
}
