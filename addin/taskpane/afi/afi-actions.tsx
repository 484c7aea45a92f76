import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { printedDay } from '../printed.ts';
import { Section } from '../section.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  item: { marginBottom: tokens.spacingVerticalS },
  state: { display: 'block', color: tokens.colorNeutralForeground3 },
});

/** The actions that the plan reports for an AFI. */
export function AfiActions({ actions }: { readonly actions: readonly RecordOf<'action'>[] }) {
  const styles = useStyles();
  return (
    <Section title={`Actions (${actions.length})`}>
      {actions.length === 0 ? (
        <Text>No actions are recorded.</Text>
      ) : (
        <ul className={styles.list}>
          {actions.map(({ id, fields }) => (
            <li key={id} className={styles.item}>
              <Text>{fields.text}</Text>
              <Caption1 className={styles.state}>
                {fields.state}, reported {printedDay(fields.reportedOn)}
              </Caption1>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
