import { useCallback, useEffect, useRef, useState } from 'react';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { AfiDetail } from '../afi/afi-detail.tsx';
import type { AfiDraftState } from '../afi/afi-edit-form.tsx';
import { useServices } from '../pane-context.ts';
import { useLive } from '../use-live.ts';
import { PlanList } from './plan-list.tsx';
import { planPage } from './plan-page.ts';

interface PlanViewProps {
  /** The AFI that is open; null shows the list. */
  readonly openId: string | null;
  readonly onOpen: (recordId: string | null) => void;
}

/** The plan: its list, or one AFI. What somebody typed in an AFI stays while they look at another. */
export function PlanView({ openId, onOpen }: PlanViewProps) {
  const { replica } = useServices();
  const [drafts, setDrafts] = useState<ReadonlyMap<string, AfiDraftState>>(new Map());
  const [chosenDay, setChosenDay] = useState<Day | null>(null);
  const page = useLive(
    replica,
    useCallback((reader: ReplicaReader) => planPage(reader, chosenDay), [chosenDay]),
  );
  const list = useRef<HTMLDivElement>(null);
  const lastOpen = useRef<string | null>(null);

  useEffect(() => {
    if (openId === null && lastOpen.current !== null)
      list.current?.querySelector<HTMLElement>(`[data-record="${lastOpen.current}"]`)?.focus();
    lastOpen.current = openId;
  }, [openId]);

  const setDraft = (recordId: string, draft: AfiDraftState | null): void =>
    setDrafts((held) => {
      const next = new Map(held);
      if (draft === null) next.delete(recordId);
      else next.set(recordId, draft);
      return next;
    });

  return (
    <>
      {openId !== null && (
        <AfiDetail
          key={openId}
          recordId={openId}
          chosenDay={chosenDay}
          draft={drafts.get(openId) ?? null}
          onDraft={(draft) => setDraft(openId, draft)}
          onBack={() => onOpen(null)}
        />
      )}
      <div ref={list} hidden={openId !== null}>
        <PlanList
          page={page}
          onAsAt={(day) => setChosenDay(day === page.today ? null : day)}
          draftIds={new Set(drafts.keys())}
          onOpen={onOpen}
        />
      </div>
    </>
  );
}
