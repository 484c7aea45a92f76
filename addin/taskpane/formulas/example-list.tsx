import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { FormulaExample } from '../../formulas/formula-example.ts';
import type { GuidedFormula } from '../../formulas/guide/formula-guide.ts';
import type { ChosenArgument } from '../../formulas/guide/formula-syntax.ts';
import type { FormulaResult } from '../../formulas/guide/run-formula.ts';
import { ResultText } from './result-text.tsx';
import { readingOf } from './shown-result.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  example: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
  },
  formula: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  about: { color: tokens.colorNeutralForeground2 },
  use: { alignSelf: 'flex-start' },
});

interface ExampleListProps {
  readonly formula: GuidedFormula;
  readonly examples: readonly FormulaExample[];
  readonly label: string;
  /** The arguments of a formula as they can be put into the form; null where they cannot. */
  readonly chosenIn: (text: string) => readonly ChosenArgument[] | null;
  readonly onUse: (text: string) => void;
}

/** A function's examples with what their cells show. */
export function ExampleList({ formula, examples, label, chosenIn, onUse }: ExampleListProps) {
  const styles = useStyles();
  const listId = useId();
  return (
    <ul className={styles.list} aria-label={label}>
      {examples.map((example, index) => (
        <li key={example.formula} className={styles.example}>
          <code id={`${listId}-${index}`} className={styles.formula}>
            {example.formula}
          </code>
          {example.about !== undefined && <Caption1 className={styles.about}>{example.about}</Caption1>}
          <ResultText
            result={resultOf(example)}
            reading={readingOf(formula.name, chosenIn(example.formula) ?? [])}
            missing={[]}
          />
          {chosenIn(example.formula) !== null && (
            <Button
              size="small"
              className={styles.use}
              aria-describedby={`${listId}-${index}`}
              onClick={() => onUse(example.formula)}
            >
              Use it
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function resultOf({ shows }: FormulaExample): FormulaResult {
  return typeof shows === 'object' && 'error' in shows ? shows : { value: shows };
}
