import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { refusalOf } from '../../../shared/domain/permissions.ts';
import { sentence } from '../problem-text.ts';
import { Section } from '../section.tsx';
import { useActor } from '../use-sync-status.ts';
import { type AfiDraftState, AfiEditForm } from './afi-edit-form.tsx';
import type { AfiPage } from './afi-page.ts';

const useStyles = makeStyles({ note: { whiteSpace: 'pre-wrap', color: tokens.colorNeutralForeground1 } });

interface AfiEditProps {
  readonly page: AfiPage;
  readonly pending: ReadonlySet<string>;
  readonly draft: AfiDraftState | null;
  readonly onDraft: (draft: AfiDraftState | null) => void;
}

/** The form that edits an AFI, or why this person has none. */
export function AfiEdit({ page, pending, draft, onDraft }: AfiEditProps) {
  const styles = useStyles();
  const actor = useActor();
  const { fields } = page.afi;
  const refusal =
    actor === null ? 'Sign in to edit this AFI.' : refusalOf(actor, { op: 'set', kind: 'afi', fields, values: {} });
  if (actor !== null && refusal === null) {
    return (
      <Section title="Update">
        <AfiEditForm page={page} actor={actor} pending={pending} draft={draft} onDraft={onDraft} />
      </Section>
    );
  }
  return (
    <>
      {fields.note !== undefined && (
        <Section title="Note">
          <Text className={styles.note}>{fields.note}</Text>
        </Section>
      )}
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>{sentence(refusal ?? '')}</MessageBarBody>
      </MessageBar>
    </>
  );
}
