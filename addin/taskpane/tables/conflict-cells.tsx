import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { useLive } from '../use-live.ts';
import { CellLink } from './cell-link.tsx';
import { rowName } from './table-rows.ts';
import type { CellTrouble } from './table-services.ts';
import type { TableWork } from './use-table-work.ts';

const useStyles = makeStyles({
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    paddingBottom: tokens.spacingVerticalXS,
  },
});

interface ConflictCellsProps {
  readonly troubles: readonly CellTrouble[];
  readonly recordId: string;
  readonly work: TableWork;
}

/** Leads to the cells of a record that are in conflict. */
export function ConflictCells({ troubles, recordId, work }: ConflictCellsProps) {
  const styles = useStyles();
  const { replica } = useServices();
  const name = useLive(
    replica,
    useCallback((reader: ReplicaReader) => rowName(reader, recordId), [recordId]),
  );
  const cells = troubles.filter(({ kind, key }) => kind === 'conflict' && key === recordId);
  if (cells.length === 0) return null;
  return (
    <div className={styles.links}>
      {cells.map((cell) => (
        <CellLink key={cell.place.address} cell={cell} name={name} work={work} />
      ))}
    </div>
  );
}
