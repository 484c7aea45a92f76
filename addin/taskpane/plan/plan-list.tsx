import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { useServices } from '../pane-context.ts';
import { DeletedButton } from '../record/deleted-button.tsx';
import { useSyncStatus } from '../use-sync-status.ts';
import { AfiRow } from './afi-row.tsx';
import { AreaSection } from './area-section.tsx';
import { PlanFilters } from './plan-filters.tsx';
import type { PlanPage } from './plan-page.ts';
import { type PlanFilter, passesFilter, planSections } from './plan-sections.ts';
import type { RagOnDay } from './rag-on-day.ts';
import { RagRule } from './rag-rule.tsx';
import { RagSummary } from './rag-summary.tsx';

const useStyles = makeStyles({
  top: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  summary: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  deleted: { marginTop: tokens.spacingVerticalL },
  none: { display: 'block', padding: `${tokens.spacingVerticalXXL} 0`, textAlign: 'center' },
});

interface PlanListProps {
  readonly page: PlanPage;
  readonly onAsAt: (day: Day) => void;
  readonly draftIds: ReadonlySet<string>;
  readonly onOpen: (recordId: string) => void;
  /** Shows what was deleted. */
  readonly onDeleted: () => void;
}

/** The whole plan by inspection area, searched and filtered. */
export function PlanList({ page, onAsAt, draftIds, onOpen, onDeleted }: PlanListProps) {
  const styles = useStyles();
  const { replica } = useServices();
  const { afis, areas, asAt, rags } = page;
  // a saved edit that the server answers changes no field: the pending marks follow the sync status
  useSyncStatus();
  const [filter, setFilter] = useState<PlanFilter>({ text: '', status: '' });
  const [rag, setRag] = useState<RagOnDay | null>(null);
  const areaOf = (afi: RecordOf<'afi'>) => areas.find(({ id }) => id === afi.fields.area) ?? null;
  const found = afis.filter((afi) => passesFilter(afi, areaOf(afi), filter));
  const ragOf = (afi: RecordOf<'afi'>): RagOnDay => rags[afi.id] ?? 'Not recorded';
  const shown = found.filter((afi) => rag === null || ragOf(afi) === rag);
  return (
    <>
      <div className={styles.top}>
        <PlanFilters
          filter={filter}
          onFilter={setFilter}
          today={page.today}
          reportDay={page.reportDay}
          asAt={asAt}
          onAsAt={onAsAt}
        />
        <div className={styles.summary}>
          <RagSummary rags={found.map(ragOf)} chosen={rag} onChoose={setRag} />
          <Caption1 role="status">
            {shown.length} of {afis.length} AFIs
          </Caption1>
        </div>
        <RagRule asAt={asAt} />
      </div>
      {planSections(shown, areas).map((section) => (
        <AreaSection
          key={section.areaId}
          section={section}
          renderAfi={(afi) => (
            <AfiRow
              afi={afi}
              rag={ragOf(afi)}
              isPending={replica.pendingFields(afi.id).size > 0}
              hasDraft={draftIds.has(afi.id)}
              onOpen={() => onOpen(afi.id)}
            />
          )}
        />
      ))}
      {shown.length === 0 && (
        <Text className={styles.none}>No AFI matches. Clear the search or choose another status or RAG.</Text>
      )}
      <div className={styles.deleted}>
        <DeletedButton id="deleted" onPress={onDeleted} />
      </div>
    </>
  );
}
