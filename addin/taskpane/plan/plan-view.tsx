import { useCallback, useEffect, useRef, useState } from 'react';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { AfiDetail } from '../afi/afi-detail.tsx';
import type { AfiDraftState } from '../afi/afi-edit-form.tsx';
import { PageFrame } from '../page-frame.tsx';
import { useServices } from '../pane-context.ts';
import { DeletedList } from '../record/deleted-list.tsx';
import { RecordContent } from '../record/record-content.tsx';
import { recordKindOf } from '../record-name.ts';
import { useDrafts } from '../use-drafts.ts';
import { useLive } from '../use-live.ts';
import { PlanList } from './plan-list.tsx';
import { planPage } from './plan-page.ts';

/** What is open in the Plan view besides a record: the list of what was deleted. */
export const DELETED_LIST = 'deleted';

interface PlanViewProps {
  /** The record that is open, or DELETED_LIST; null shows the plan's list. */
  readonly openId: string | null;
  readonly onOpen: (place: string | null) => void;
}

/** The plan: its list, what was deleted, or one record. What somebody typed in an AFI stays while they look at another. */
export function PlanView({ openId, onOpen }: PlanViewProps) {
  const { replica } = useServices();
  const { drafts, setDraft } = useDrafts<AfiDraftState>();
  const [chosenDay, setChosenDay] = useState<Day | null>(null);
  const page = useLive(
    replica,
    useCallback((reader: ReplicaReader) => planPage(reader, chosenDay), [chosenDay]),
  );
  const list = useRef<HTMLDivElement>(null);
  const lastOpen = useRef<string | null>(null);
  const [cameFrom, setCameFrom] = useState<string | null>(null);
  const isList = openId === null || openId === DELETED_LIST;
  if (isList && cameFrom !== openId) setCameFrom(openId);

  useEffect(() => {
    if (openId === null && lastOpen.current !== null)
      list.current?.querySelector<HTMLElement>(`[data-record="${lastOpen.current}"]`)?.focus();
    lastOpen.current = openId;
  }, [openId]);

  return (
    <>
      {openId === DELETED_LIST && (
        <PageFrame backTo="All AFIs" onBack={() => onOpen(null)}>
          <DeletedList lastOpen={lastOpen.current} onOpen={onOpen} />
        </PageFrame>
      )}
      {!isList && (
        <PageFrame
          key={openId}
          backTo={cameFrom === DELETED_LIST ? 'Deleted' : 'All AFIs'}
          onBack={() => onOpen(cameFrom)}
        >
          {recordKindOf(openId) === 'afi' ? (
            <AfiDetail
              recordId={openId}
              chosenDay={chosenDay}
              draft={drafts.get(openId) ?? null}
              onDraft={(draft) => setDraft(openId, draft)}
            />
          ) : (
            <RecordContent recordId={openId} />
          )}
        </PageFrame>
      )}
      <div ref={list} hidden={openId !== null}>
        <PlanList
          page={page}
          onAsAt={(day) => setChosenDay(day === page.today ? null : day)}
          draftIds={new Set(drafts.keys())}
          onOpen={onOpen}
          onDeleted={() => onOpen(DELETED_LIST)}
        />
      </div>
    </>
  );
}
