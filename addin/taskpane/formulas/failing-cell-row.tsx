import { Caption1, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { FailingCell } from '../../workbook/failing-cells.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'baseline' },
  code: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  formula: { fontFamily: tokens.fontFamilyMonospace, color: tokens.colorNeutralForeground2 },
});

interface FailingCellRowProps {
  readonly cell: FailingCell;
  readonly onSelect: () => void;
}

/** One failing cell; its place selects it in the workbook. */
export function FailingCellRow({ cell, onSelect }: FailingCellRowProps) {
  const styles = useStyles();
  const { sheetName, address, isHidden, code, formula, message } = cell;
  return (
    <li className={styles.row}>
      <span className={styles.head}>
        <Link as="button" onClick={onSelect}>
          {sheetName} {address}
        </Link>
        <Text size={200} className={styles.code}>
          {code}
        </Text>
        {isHidden && <Caption1>on a hidden worksheet</Caption1>}
      </span>
      <Text size={300}>{message}</Text>
      <Caption1 className={styles.formula}>{formula}</Caption1>
    </li>
  );
}
