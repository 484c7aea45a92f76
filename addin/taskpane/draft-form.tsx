import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { EditRequest } from '../replica/replica-port.ts';
import type { ChangedMeanwhile } from './changed-meanwhile.ts';
import { MeanwhileNotice } from './meanwhile-notice.tsx';
import { useServices } from './pane-context.ts';
import { SaveBar } from './save-bar.tsx';
import { useSave } from './use-save.ts';

const useStyles = makeStyles({ form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } });

interface DraftFormProps {
  /** What saving asks for. */
  readonly request: EditRequest;
  readonly canSave: boolean;
  /** Why it cannot be saved. */
  readonly whyNot: string;
  readonly hasDraft: boolean;
  /** Forgets what was typed: it was saved, or the person discards it. */
  readonly onForget: () => void;
  readonly changes: readonly ChangedMeanwhile[];
  readonly onKeepMine: () => void;
  readonly onUseTheirs: () => void;
  readonly children: ReactNode;
}

/** The frame of a form that edits a record: what changed elsewhere is told before Save, and what became of the save after. */
export function DraftForm(props: DraftFormProps) {
  const { request, canSave, whyNot, hasDraft, onForget, changes, onKeepMine, onUseTheirs, children } = props;
  const styles = useStyles();
  const { replica } = useServices();
  const { save, saving, saved, problems } = useSave();
  const [wasTyped, setWasTyped] = useState(false);
  const submit = async (): Promise<void> => {
    const isSaved = await save(replica, request);
    setWasTyped(!isSaved);
    if (isSaved) onForget();
  };
  return (
    <form
      className={styles.form}
      onChange={() => setWasTyped(true)}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave && !saving) void submit(); // a failure is told in the form
      }}
    >
      {children}
      <MeanwhileNotice changes={changes} onKeepMine={onKeepMine} onUseTheirs={onUseTheirs} />
      <SaveBar
        canSave={canSave}
        saving={saving}
        saved={saved && !wasTyped}
        problems={problems}
        hasDraft={hasDraft}
        onUndo={onForget}
        whyNot={whyNot}
      />
    </form>
  );
}
