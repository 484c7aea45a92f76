import { callMonthId } from '../../../shared/domain/call-month.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import { DraftForm } from '../draft-form.tsx';
import { draftRequest } from '../draft-request.ts';
import { useServices } from '../pane-context.ts';
import { useSyncStatus } from '../use-sync-status.ts';
import { CallCheck } from './call-check.tsx';
import { type CallDraft, type CallMonthTarget, type CallReview, COUNT_FIELDS, reviewCallDraft } from './call-draft.ts';
import { CallFields } from './call-fields.tsx';

/** What somebody typed for one month, and the figures as they saw them when they began. */
export interface CallDraftState {
  readonly draft: CallDraft;
  readonly seen: object;
}

interface CallMonthFormProps {
  readonly target: CallMonthTarget;
  readonly actor: Actor;
  readonly draft: CallDraftState | null;
  readonly onDraft: (draft: CallDraftState | null) => void;
}

function whyNotSave({ values, messages, counts, refusal }: CallReview, mustChoose: boolean): string {
  if (mustChoose) return 'Choose above which figures to keep.';
  if (refusal !== null) return `${refusal}.`;
  if (Object.keys(messages).length > 0) return 'Correct what is marked above.';
  if (counts === null) return 'Enter all four figures.';
  return Object.keys(values).length === 0 ? 'Nothing to save yet.' : '';
}

/** Enters or corrects the four figures of one month; they are checked against each other as they are typed. */
export function CallMonthForm({ target, actor, draft: state, onDraft }: CallMonthFormProps) {
  const { replica, today } = useServices();
  useSyncStatus();
  const draft = state?.draft ?? {};
  const held: object = target.record?.fields ?? {};
  const recordId = callMonthId(target.channel, target.month);
  const review = reviewCallDraft(target, draft, actor, today());
  const seen = state?.seen ?? held;
  // the four figures make one field group: a change of any of them is a change of what the person is typing
  const changes = changedMeanwhile(seen, held, COUNT_FIELDS, state === null ? [] : COUNT_FIELDS);
  const mustChoose = changes.length > 0;
  return (
    <DraftForm
      request={draftRequest('call-month', recordId, review.values, draft)}
      canSave={review.canSave && !mustChoose}
      whyNot={whyNotSave(review, mustChoose)}
      hasDraft={state !== null}
      onForget={() => onDraft(null)}
      changes={changes}
      onKeepMine={() => onDraft({ draft, seen: held })}
      onUseTheirs={() => onDraft(null)}
    >
      <CallFields
        record={target.record}
        draft={draft}
        review={review}
        pending={replica.pendingFields(recordId)}
        onType={(typed) => onDraft({ draft: { ...draft, ...typed }, seen })}
      />
      <CallCheck counts={review.counts} />
    </DraftForm>
  );
}
