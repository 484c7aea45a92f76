import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { FormulaGuide, GuidedFormula } from '../../formulas/guide/formula-guide.ts';
import type { ChosenArgument } from '../../formulas/guide/formula-syntax.ts';
import { InsertBar } from './insert-bar.tsx';
import { ResultText } from './result-text.tsx';
import { numberFormatFor, readingOf, sizeOfResult } from './shown-result.ts';
import { useFormulaResult } from './use-formula-result.ts';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    minWidth: 0,
  },
  label: { color: tokens.colorNeutralForeground2 },
  formula: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
});

interface FormulaOutcomeProps {
  readonly guide: FormulaGuide;
  readonly formula: GuidedFormula;
  readonly chosen: readonly ChosenArgument[];
  /** The names of the arguments that are still to be given. */
  readonly missing: readonly string[];
}

/** The formula that was put together, what its cell would show, and the way into the workbook. */
export function FormulaOutcome({ guide, formula, chosen, missing }: FormulaOutcomeProps) {
  const styles = useStyles();
  const { name } = formula;
  const text = guide.write(name, chosen);
  const result = useFormulaResult(guide, name, chosen, missing.length === 0);
  const reading = readingOf(name, chosen);
  const value = result !== null && 'value' in result ? result.value : undefined;
  const numberFormat = numberFormatFor(value, reading);
  return (
    <>
      <div className={styles.box}>
        <Text size={200} className={styles.label}>
          Formula
        </Text>
        <code className={styles.formula}>{text}</code>
        <Text size={200} className={styles.label}>
          Its cell shows
        </Text>
        <div role="status">
          <ResultText result={result} reading={reading} missing={missing} />
        </div>
      </div>
      <InsertBar
        formula={text}
        size={sizeOfResult(value)}
        numberFormat={numberFormat}
        whyNot={missing.length === 0 ? null : `Give ${missing.join(' and ')} first.`}
      />
    </>
  );
}
