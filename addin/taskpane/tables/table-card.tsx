import { Caption1, Link, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useState } from 'react';
import { useServices } from '../pane-context.ts';
import { useRowStyles } from '../use-row-styles.ts';
import { TableBadges } from './table-badges.tsx';
import { TableDetails } from './table-details.tsx';
import { undecided } from './table-rows.ts';
import type { TableStanding } from './table-services.ts';
import { counted } from './table-words.ts';
import { useTableWork } from './use-table-work.ts';
import { WarningBar } from './warning-bar.tsx';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  heading: { margin: `0 calc(-1 * ${tokens.spacingHorizontalS})` },
  title: {
    ...typographyStyles.subtitle2,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
  },
  chevron: { display: 'inline-flex', flexShrink: 0 },
  // in line with the title, which stands right of its arrow
  below: { marginLeft: '20px', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: { color: tokens.colorNeutralForeground2 },
  link: { fontSize: 'inherit', lineHeight: 'inherit' },
});

interface TableCardProps {
  readonly table: TableStanding;
  /** Opens a record in its own view. */
  readonly onOpen: (recordId: string) => void;
  /** Hears what was done. */
  readonly onTold: (told: string) => void;
}

/** One table of the workbook: where it is, how it stands, and behind its title all that asks for the person. */
export function TableCard({ table, onOpen, onTold }: TableCardProps) {
  const styles = useStyles();
  const { row } = useRowStyles();
  const { tables } = useServices();
  const titleId = useId();
  const detailsId = useId();
  const work = useTableWork(onTold);
  const asks = undecided(table) > 0;
  const [isOpen, setOpen] = useState(asks);
  const [didAsk, setDidAsk] = useState(asks);
  // it opens by itself when it begins to ask, and never closes under the person's hands
  if (asks !== didAsk) {
    setDidAsk(asks);
    if (asks) setOpen(true);
  }
  return (
    <article className={styles.card} aria-labelledby={titleId} data-table={table.tableId}>
      <h2 className={styles.heading}>
        <button
          type="button"
          id={titleId}
          className={mergeClasses(row, styles.title)}
          aria-expanded={isOpen}
          aria-controls={detailsId}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={styles.chevron}>{isOpen ? <ChevronDown16Regular /> : <ChevronRight16Regular />}</span>
          {table.title}
        </button>
      </h2>
      <div className={styles.below}>
        <Caption1 className={styles.line}>
          {table.name}, {counted(table.rows, 'row')}, on{' '}
          <Link
            as="button"
            inline
            className={styles.link}
            aria-label={`${table.sheetName}: go to ${table.name}`}
            onClick={() => work.run(() => tables.selectCell(table.place))}
          >
            {table.sheetName}
          </Link>
        </Caption1>
        <TableBadges table={table} />
        <WarningBar text={table.notice ?? null} />
        <WarningBar text={work.failure} />
      </div>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <TableDetails table={table} work={work} onOpen={onOpen} onTold={onTold} />}
      </div>
    </article>
  );
}
