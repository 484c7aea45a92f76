import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { RAG_ORDER, type RagOnDay } from './rag-on-day.ts';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, border: 'none', margin: 0, padding: 0 },
  chip: { minWidth: 'auto' },
});

interface RagSummaryProps {
  readonly rags: readonly RagOnDay[];
  readonly chosen: RagOnDay | null;
  readonly onChoose: (rag: RagOnDay | null) => void;
}

/** How many AFIs have which RAG; pressing one shows only those. */
export function RagSummary({ rags, chosen, onChoose }: RagSummaryProps) {
  const styles = useStyles();
  const present = RAG_ORDER.filter((rag) => rag === chosen || rags.includes(rag));
  return (
    <fieldset className={styles.chips} aria-label="Show only one RAG">
      {present.map((rag) => (
        <ToggleButton
          key={rag}
          className={styles.chip}
          size="small"
          shape="circular"
          checked={rag === chosen}
          onClick={() => onChoose(rag === chosen ? null : rag)}
        >
          {`${rag} ${rags.filter((each) => each === rag).length}`}
        </ToggleButton>
      ))}
    </fieldset>
  );
}
