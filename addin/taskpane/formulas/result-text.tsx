import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { FormulaResult } from '../../formulas/guide/run-formula.ts';
import { sentence } from '../problem-text.ts';
import { heldBehind, type Reading, shownValue, spilledRows } from './shown-result.ts';
import { SpilledTable } from './spilled-table.tsx';

const useStyles = makeStyles({
  result: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  error: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface ResultTextProps {
  /** Null while arguments are missing. */
  readonly result: FormulaResult | null;
  readonly reading: Reading;
  readonly missing: readonly string[];
}

/** What a cell would show: its value, the first of its rows where it spills, or its error with the message. */
export function ResultText({ result, reading, missing }: ResultTextProps) {
  const styles = useStyles();
  return (
    <div className={styles.result}>
      {result === null ? (
        <Text className={styles.quiet}>
          {missing.length === 0 ? '' : `Nothing yet: give ${missing.join(' and ')}.`}
        </Text>
      ) : 'error' in result ? (
        <>
          <Text className={styles.error}>{result.error}</Text>
          <Text>{sentence(result.message)}</Text>
        </>
      ) : (
        <ValueText value={result.value} reading={reading} />
      )}
    </div>
  );
}

function ValueText({ value, reading }: { readonly value: unknown; readonly reading: Reading }) {
  const styles = useStyles();
  const rows = spilledRows(value);
  if (rows !== null) return <SpilledTable rows={rows} />;
  const behind = heldBehind(value, reading);
  const shown = shownValue(value, reading);
  return (
    <>
      <Text weight="semibold">{shown === '' ? 'An empty text' : shown}</Text>
      {behind !== null && <Caption1 className={styles.quiet}>Holds {behind}</Caption1>}
    </>
  );
}
