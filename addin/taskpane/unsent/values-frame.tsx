import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { EditRequest } from '../../replica/replica-port.ts';
import { recordName } from '../record-name.ts';
import { SaveBar } from '../save-bar.tsx';
import type { Settling } from './use-settling.ts';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
});

interface ValuesFrameProps {
  readonly request: EditRequest;
  readonly canSave: boolean;
  /** Why it cannot be saved. */
  readonly whyNot: string;
  readonly settling: Settling;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The form within a card: saving it settles the returned edit. Its problems are told in the card. */
export function ValuesFrame({ request, canSave, whyNot, settling, onClose, children }: ValuesFrameProps) {
  const styles = useStyles();
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { busy, settle } = settling;
  const name = recordName(request.recordId);
  return (
    <form
      className={styles.form}
      aria-labelledby={headingId}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void settle(request, `${name}: your new values are saved.`); // a failure is told in the card
      }}
    >
      <h4 id={headingId} ref={heading} tabIndex={-1} className={styles.heading}>
        Other values for {name}
      </h4>
      {children}
      <SaveBar canSave={canSave} saving={busy} saved={false} hasDraft problems={[]} whyNot={whyNot} onUndo={onClose} />
    </form>
  );
}
