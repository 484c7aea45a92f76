import { Link } from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import type { CellTrouble } from './table-services.ts';
import type { TableWork } from './use-table-work.ts';

interface CellLinkProps {
  readonly cell: Pick<CellTrouble, 'place' | 'heading'>;
  /** What the row is called. */
  readonly name: string;
  readonly work: TableWork;
}

/** Leads to a cell of the workbook. */
export function CellLink({ cell: { place, heading }, name, work }: CellLinkProps) {
  const { tables } = useServices();
  return (
    <Link
      as="button"
      inline
      aria-label={`Go to cell ${place.address}: ${name}, ${heading}`}
      onClick={() => work.run(() => tables.selectCell(place))}
    >
      Go to cell {place.address}
    </Link>
  );
}
