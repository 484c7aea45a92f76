import { Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { AFI_STATUSES, type AfiStatus } from '../../../shared/domain/afi.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import { printedDay } from '../printed.ts';
import type { PlanFilter } from './plan-sections.ts';

const useStyles = makeStyles({
  filters: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: tokens.spacingHorizontalS },
  search: { gridColumn: '1 / -1' },
  box: { width: '100%', maxWidth: 'none' },
  control: { width: '100%', minWidth: 0, '& select': { minWidth: 0 } },
});

interface PlanFiltersProps {
  readonly filter: PlanFilter;
  readonly onFilter: (filter: PlanFilter) => void;
  readonly today: Day;
  /** The day of the plan's last report; null where there is none to choose. */
  readonly reportDay: Day | null;
  readonly asAt: Day;
  readonly onAsAt: (day: Day) => void;
}

const statusFrom = (value: string): AfiStatus | '' => AFI_STATUSES.find((status) => status === value) ?? '';

/** Search, status, and the day for which RAGs are worked out. */
export function PlanFilters({ filter, onFilter, today, reportDay, asAt, onAsAt }: PlanFiltersProps) {
  const styles = useStyles();
  return (
    <div className={styles.filters}>
      <div className={styles.search}>
        <SearchBox
          className={styles.box}
          aria-label="Search the plan"
          placeholder="Search by number, words or office"
          value={filter.text}
          onChange={(_event, { value }) => onFilter({ ...filter, text: value })}
        />
      </div>
      <Field label="Show" size="small">
        <Select
          className={styles.control}
          size="small"
          value={filter.status}
          onChange={(_event, { value }) => onFilter({ ...filter, status: statusFrom(value) })}
        >
          <option value="">Every status</option>
          {AFI_STATUSES.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </Select>
      </Field>
      <Field label="RAG as at" size="small">
        <Select className={styles.control} size="small" value={asAt} onChange={(_event, { value }) => onAsAt(value)}>
          <option value={today}>Today</option>
          {reportDay !== null && <option value={reportDay}>{printedDay(reportDay)}</option>}
        </Select>
      </Field>
    </div>
  );
}
