import { Button, Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { InsertableTable } from './table-services.ts';

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  boxes: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 180px), 1fr))' },
  all: { display: 'flex', gap: tokens.spacingHorizontalS, padding: `${tokens.spacingVerticalXS} 0` },
  hint: { display: 'block', color: tokens.colorNeutralForeground3 },
});

interface ColumnChoiceProps {
  readonly columns: InsertableTable['columns'];
  /** By column id. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Which columns a table is to have; those that every table has are only named. */
export function ColumnChoice({ columns, chosen, onChoose }: ColumnChoiceProps) {
  const styles = useStyles();
  const tick = (id: string, isChosen: boolean): void =>
    onChoose(new Set(isChosen ? [...chosen, id] : [...chosen].filter((each) => each !== id)));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Columns</legend>
      <Text size={200} className={styles.hint}>
        Besides these, every table has a key column, by which its rows are known, and Sync. Columns can be hidden or
        deleted later.
      </Text>
      <div className={styles.all}>
        <Button size="small" onClick={() => onChoose(new Set(columns.map(({ id }) => id)))}>
          All
        </Button>
        <Button size="small" onClick={() => onChoose(new Set())}>
          None
        </Button>
      </div>
      <div className={styles.boxes}>
        {columns.map(({ id, heading }) => (
          <Checkbox
            key={id}
            label={heading}
            checked={chosen.has(id)}
            onChange={(_event, { checked }) => tick(id, checked === true)}
          />
        ))}
      </div>
    </fieldset>
  );
}
