import { useCallback, useState } from 'react';
import type { Actor } from '../../../shared/domain/permissions.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { EditRequest, ReplicaReader } from '../../replica/replica-port.ts';
import { CallCheck } from '../calls/call-check.tsx';
import { callChoiceOf } from '../calls/call-choice.ts';
import { type CallDraft, reviewCallDraft } from '../calls/call-draft.ts';
import { CallFields } from '../calls/call-fields.tsx';
import { heldValue } from '../held-value.ts';
import { useServices } from '../pane-context.ts';
import { useLive } from '../use-live.ts';
import { callDraftAgain } from './draft-again.ts';
import type { Settling } from './use-settling.ts';
import { ValuesFrame } from './values-frame.tsx';
import { seenOf, whyNot } from './values-request.ts';

interface CallValuesProps {
  readonly mutation: Mutation;
  readonly effectiveOn: string;
  readonly actor: Actor;
  readonly settling: Settling;
  readonly onClose: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** The form of a month's figures, filled with those of a returned edit. */
export function CallValues({ mutation, effectiveOn, actor, settling, onClose }: CallValuesProps) {
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
  const reason = draft.reason?.trim() ?? '';
  const request: EditRequest = {
    kind: 'call-month',
    recordId,
    values: review.values,
    seen: seenOf('call-month', review.values, (field) => heldValue(record?.fields ?? {}, field) ?? null),
    effectiveOn: effectiveOn > today() ? today() : effectiveOn,
    ...(reason === '' ? {} : { reason }),
  };
  return (
    <ValuesFrame
      request={request}
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
