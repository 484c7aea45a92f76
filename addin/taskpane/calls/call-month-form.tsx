import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { callMonthId } from '../../../shared/domain/call-month.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import { MeanwhileNotice } from '../meanwhile-notice.tsx';
import { useServices } from '../pane-context.ts';
import { SaveBar } from '../save-bar.tsx';
import { useSave } from '../use-save.ts';
import { useSyncStatus } from '../use-sync-status.ts';
import { CallCheck } from './call-check.tsx';
import { type CallDraft, type CallMonthTarget, type CallReview, COUNT_FIELDS, reviewCallDraft } from './call-draft.ts';
import { CallFields } from './call-fields.tsx';

/** What somebody typed for one month, and the figures as they saw them when they began. */
export interface CallDraftState {
  readonly draft: CallDraft;
  readonly seen: object;
}

const useStyles = makeStyles({ form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } });

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
  const styles = useStyles();
  const { replica, today } = useServices();
  useSyncStatus();
  const { save, saving, saved, problems } = useSave();
  const [wasTyped, setWasTyped] = useState(false);
  const draft = state?.draft ?? {};
  const held: object = target.record?.fields ?? {};
  const recordId = callMonthId(target.channel, target.month);
  const review = reviewCallDraft(target, draft, actor, today());
  const seen = state?.seen ?? held;
  // the four figures make one field group: a change of any of them is a change of what the person is typing
  const changes = changedMeanwhile(seen, held, COUNT_FIELDS, state === null ? [] : COUNT_FIELDS);
  const canSave = review.canSave && changes.length === 0;

  const submit = async (): Promise<void> => {
    const reason = draft.reason?.trim() ?? '';
    const edit = { kind: 'call-month', recordId, values: review.values } as const;
    const isSaved = await save(replica, { ...edit, ...(reason === '' ? {} : { reason }) });
    setWasTyped(!isSaved);
    if (isSaved) onDraft(null);
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave && !saving) void submit(); // a failure is told in the form
      }}
    >
      <CallFields
        record={target.record}
        draft={draft}
        review={review}
        pending={replica.pendingFields(recordId)}
        onType={(typed) => {
          setWasTyped(true);
          onDraft({ draft: { ...draft, ...typed }, seen });
        }}
      />
      <CallCheck counts={review.counts} />
      <MeanwhileNotice
        changes={changes}
        onKeepMine={() => onDraft({ draft, seen: held })}
        onUseTheirs={() => onDraft(null)}
      />
      <SaveBar
        canSave={canSave}
        saving={saving}
        saved={saved && !wasTyped}
        problems={problems}
        hasDraft={state !== null}
        onUndo={() => onDraft(null)}
        whyNot={whyNotSave(review, changes.length > 0)}
      />
    </form>
  );
}
