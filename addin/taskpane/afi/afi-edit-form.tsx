import type { Afi } from '../../../shared/domain/afi.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import { DraftForm } from '../draft-form.tsx';
import { draftRequest } from '../draft-request.ts';
import { useServices } from '../pane-context.ts';
import { type AfiDraft, reviewAfiDraft } from './afi-draft.ts';
import { AfiFields } from './afi-fields.tsx';
import type { AfiPage } from './afi-page.ts';

/** What somebody typed in one AFI, and the AFI's fields as they saw them when they began. */
export interface AfiDraftState {
  readonly draft: AfiDraft;
  readonly seen: Readonly<Afi>;
}

const EDITED_FIELDS = ['status', 'forecast', 'signOff', 'note'] as const;
const FIELDS_WITH_MESSAGES: readonly string[] = [...EDITED_FIELDS, 'signOff.by', 'signOff.on', 'effectiveOn', 'reason'];

interface AfiEditFormProps {
  readonly page: AfiPage;
  readonly actor: Actor;
  readonly pending: ReadonlySet<string>;
  readonly draft: AfiDraftState | null;
  readonly onDraft: (draft: AfiDraftState | null) => void;
}

function withoutTyped(draft: AfiDraft, fields: readonly string[]): AfiDraft {
  const typedIn: Readonly<Record<string, string>> = { signedOffBy: 'signOff', signedOffOn: 'signOff' };
  return Object.fromEntries(Object.entries(draft).filter(([name]) => !fields.includes(typedIn[name] ?? name)));
}

/** Edits an AFI's status, forecast and note. What changes elsewhere is told, and never overwrites what is being typed. */
export function AfiEditForm({ page: { afi }, actor, pending, draft: state, onDraft }: AfiEditFormProps) {
  const { today } = useServices();
  const draft = state?.draft ?? {};
  const review = reviewAfiDraft(afi, draft, actor, today());
  const seen = state?.seen ?? afi.fields;
  const changes = changedMeanwhile(seen, afi.fields, EDITED_FIELDS, Object.keys(review.values));
  const toChoose = changes.filter(({ mustChoose }) => mustChoose).map(({ field }) => field);
  return (
    <DraftForm
      request={draftRequest('afi', afi.id, review.values, draft)}
      canSave={review.canSave && toChoose.length === 0}
      whyNot={whyNotSave(review, toChoose)}
      hasDraft={state !== null}
      onForget={() => onDraft(null)}
      changes={changes}
      onKeepMine={() => onDraft({ draft, seen: afi.fields })}
      onUseTheirs={() => onDraft({ draft: withoutTyped(draft, toChoose), seen: afi.fields })}
    >
      <AfiFields
        afi={afi}
        draft={draft}
        review={review}
        pending={pending}
        today={today()}
        onType={(typed) => onDraft({ draft: { ...draft, ...typed }, seen })}
      />
    </DraftForm>
  );
}

function whyNotSave({ values, messages, refusal }: ReturnType<typeof reviewAfiDraft>, toChoose: string[]): string {
  if (toChoose.length > 0) return 'Choose above which value to keep.';
  if (refusal !== null) return `${refusal}.`;
  const [path, message] = Object.entries(messages)[0] ?? [];
  if (path !== undefined && message !== undefined)
    return FIELDS_WITH_MESSAGES.includes(path) ? 'Correct what is marked above.' : `${message}.`;
  return Object.keys(values).length === 0 ? 'Nothing to save yet.' : '';
}
