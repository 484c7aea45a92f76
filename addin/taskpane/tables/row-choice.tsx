import { Checkbox, makeStyles, Text } from '@fluentui/react-components';
import { useFirstOfMany } from './use-first-of-many.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, overflowWrap: 'anywhere' },
});

interface RowChoiceProps {
  readonly rows: readonly { readonly key: string; readonly name: string }[];
  /** The keys of those that are not meant. */
  readonly left: ReadonlySet<string>;
  readonly onLeave: (left: ReadonlySet<string>) => void;
}

/** Rows by name, of which each can be left out; one alone is only named. */
export function RowChoice({ rows, left, onLeave }: RowChoiceProps) {
  const styles = useStyles();
  const { shown, more } = useFirstOfMany(rows);
  const tick = (key: string, isMeant: boolean): void =>
    onLeave(new Set(isMeant ? [...left].filter((each) => each !== key) : [...left, key]));
  return (
    <>
      <ul className={styles.list}>
        {shown.map(({ key, name }) => (
          <li key={key}>
            {rows.length === 1 ? (
              <Text weight="semibold">{name}</Text>
            ) : (
              <Checkbox
                label={name}
                checked={!left.has(key)}
                onChange={(_event, { checked }) => tick(key, checked === true)}
              />
            )}
          </li>
        ))}
      </ul>
      {more !== null && <div>{more}</div>}
    </>
  );
}
