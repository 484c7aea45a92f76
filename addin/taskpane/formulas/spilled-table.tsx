import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { shownValue } from './shown-result.ts';

const ROWS_SHOWN = 8;
const useStyles = makeStyles({
  // the pane is narrow: a wide table is scrolled within itself
  frame: { overflowX: 'auto', maxWidth: '100%' },
  table: {
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    '& td': {
      padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
      border: `1px solid ${tokens.colorNeutralStroke2}`,
      maxWidth: '200px',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  },
  number: { textAlign: 'right' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** The first rows of what a formula spills. */
export function SpilledTable({ rows }: { readonly rows: readonly (readonly unknown[])[] }) {
  const styles = useStyles();
  const size = `${plural(rows.length, 'row')}, ${plural(rows[0]?.length ?? 0, 'column')}`;
  // places in a grid are its cells' identity
  const keyed = rows.slice(0, ROWS_SHOWN).map((cells, row) => ({
    key: `row ${row}`,
    cells: cells.map((value, column) => ({ key: `column ${column}`, value })),
  }));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
      <div className={styles.frame} role="group" aria-label="The cells that it fills" tabIndex={0}>
        <table className={styles.table}>
          <tbody>
            {keyed.map(({ key, cells }) => (
              <tr key={key}>
                {cells.map(({ key: column, value }) => (
                  <td key={column} className={typeof value === 'number' ? styles.number : undefined}>
                    {shownValue(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Caption1 className={styles.quiet}>
        {size}
        {rows.length > ROWS_SHOWN && `, the first ${ROWS_SHOWN} shown`}
      </Caption1>
    </>
  );
}
