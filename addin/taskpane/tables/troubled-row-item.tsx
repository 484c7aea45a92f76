import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useCallback } from 'react';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { sentence } from '../problem-text.ts';
import { useLive } from '../use-live.ts';
import { CellLink } from './cell-link.tsx';
import { rowName, type TroubledRow } from './table-rows.ts';
import type { TableWork } from './use-table-work.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  cells: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, margin: 0 },
  cell: { margin: 0 },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: tokens.spacingHorizontalS },
  text: { color: tokens.colorNeutralForeground2, whiteSpace: 'pre-wrap' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface TroubledRowItemProps {
  readonly row: TroubledRow;
  readonly work: TableWork;
  /** The buttons of the row, given its name; null where it has none. */
  readonly actions: (name: string) => ReactNode;
}

/** One row: each of its cells with what stands in it, what is wrong with that, and the way to it. */
export function TroubledRowItem({ row: { key, cells }, work, actions }: TroubledRowItemProps) {
  const styles = useStyles();
  const { replica } = useServices();
  const name = useLive(
    replica,
    useCallback((reader: ReplicaReader) => rowName(reader, key), [key]),
  );
  const buttons = actions(name);
  return (
    <li className={styles.row}>
      <Text weight="semibold">{name}</Text>
      {cells.map((cell) => (
        <div key={cell.place.address} className={styles.cell}>
          <div className={styles.line}>
            <Text className={styles.text}>
              {cell.heading}: {cell.text === '' ? 'empty' : `“${cell.text}”`}
            </Text>
            <CellLink cell={cell} name={name} work={work} />
          </div>
          <Text>{sentence(cell.why)}</Text>
        </div>
      ))}
      {buttons !== null && <div className={styles.actions}>{buttons}</div>}
    </li>
  );
}
