import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { troubledRows } from './table-rows.ts';
import type { TableStanding } from './table-services.ts';
import { counted } from './table-words.ts';

const useStyles = makeStyles({
  badges: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

/** How a table stands, at a glance: what waits, what was refused, what is in conflict; else that it is synced. */
export function TableBadges({ table }: { readonly table: TableStanding }) {
  const styles = useStyles();
  const { waiting, troubles, conflicts, deletedRows } = table;
  const shown = (count: number): string => count.toLocaleString('en-GB');
  const refused = troubledRows(troubles, 'refused').length;
  const coauthor = troubledRows(troubles, 'edited by a co-author').length;
  const badges = [
    { count: waiting, text: `${shown(waiting)} waiting`, color: 'informative' },
    { count: refused, text: `${shown(refused)} refused`, color: 'danger' },
    { count: conflicts.length, text: counted(conflicts.length, 'conflict'), color: 'severe' },
    { count: coauthor, text: `${shown(coauthor)} edited elsewhere`, color: 'warning' },
    { count: deletedRows.length, text: `${counted(deletedRows.length, 'row')} deleted`, color: 'warning' },
  ] as const;
  const present = badges.filter(({ count }) => count > 0);
  return (
    <div className={styles.badges}>
      {present.map(({ text, color }) => (
        <Badge key={text} appearance="tint" color={color}>
          {text}
        </Badge>
      ))}
      {present.length === 0 && (
        <Badge appearance="tint" color="success">
          Synced
        </Badge>
      )}
    </div>
  );
}
