import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Afi } from '../../../shared/domain/afi.ts';
import { Provenance } from '../provenance.tsx';
import { Section } from '../section.tsx';

const useStyles = makeStyles({
  quotation: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalM,
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
  },
});

/** What HMICFRS said, in its own qualifying words, each with its source. */
export function AfiQuotations({ quotations }: { readonly quotations: Afi['qualifyingWords'] }) {
  const styles = useStyles();
  if (quotations.length === 0) return null;
  return (
    <Section title="In HMICFRS’s words">
      {quotations.map(({ quotation, source }) => (
        <blockquote key={`${quotation} ${source.place}`} className={styles.quotation}>
          <Text>“{quotation}”</Text>
          <Provenance of={source} />
        </blockquote>
      ))}
    </Section>
  );
}
