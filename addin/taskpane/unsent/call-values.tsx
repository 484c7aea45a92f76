import { useCallback, useState } from 'react';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { CallCheck } from '../calls/call-check.tsx';
import { callChoiceOf } from '../calls/call-choice.ts';
import { type CallDraft, reviewCallDraft } from '../calls/call-draft.ts';
import { CallFields } from '../calls/call-fields.tsx';
import { draftRequest } from '../draft-request.ts';
import { useServices } from '../pane-context.ts';
import { useLive } from '../use-live.ts';
import { callDraftAgain } from './draft-again.ts';
import { ValuesFrame, type ValuesProps } from './values-frame.tsx';
import { whyNot } from './values-request.ts';

const NONE: ReadonlySet<string> = new Set();

/** The form of a month's figures, filled with those of a returned edit. */
export function CallValues({ mutation, effectiveOn, actor, settling, onClose }: ValuesProps) {
  const { replica, today } = useServices();
  const { recordId } = mutation;
  const [draft, setDraft] = useState<CallDraft>(() => callDraftAgain(mutation));
  const record = useLive(
    replica,
    useCallback((reader: ReplicaReader) => reader.record('call-month', recordId), [recordId]),
  );
  const choice = callChoiceOf(recordId);
  if (choice === null || choice.month === null) return null;
  const office = record?.fields.owningOffice ?? mutation.changes.owningOffice?.value;
  const owningOffice = typeof office === 'string' ? office : null;
  const review = reviewCallDraft({ ...choice, month: choice.month, record, owningOffice }, draft, actor, today());
  const from = effectiveOn > today() ? today() : effectiveOn;
  return (
    <ValuesFrame
      request={draftRequest('call-month', recordId, review.values, { ...draft, effectiveOn: from })}
      held={record?.fields ?? {}}
      canSave={review.canSave}
      whyNot={review.counts === null ? 'Enter all four figures.' : whyNot(review)}
      settling={settling}
      onClose={onClose}
    >
      <CallFields
        record={record}
        draft={draft}
        review={review}
        pending={NONE}
        onType={(typed) => setDraft({ ...draft, ...typed })}
      />
      <CallCheck counts={review.counts} />
    </ValuesFrame>
  );
}
