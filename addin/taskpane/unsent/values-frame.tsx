import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { Actor } from '../../../shared/domain/permissions.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { EditRequest } from '../../replica/replica-port.ts';
import { recordName } from '../record-name.ts';
import { SaveBar } from '../save-bar.tsx';
import type { Settling } from './use-settling.ts';
import { seenOf } from './values-request.ts';

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

/** What the form of any kind of record is given. */
export interface ValuesProps {
  /** The edit that came back. */
  readonly mutation: Mutation;
  /** The day from which the new values hold, unless the person types another. */
  readonly effectiveOn: string;
  readonly actor: Actor;
  readonly settling: Settling;
  readonly onClose: () => void;
}

interface ValuesFrameProps extends Pick<ValuesProps, 'settling' | 'onClose'> {
  readonly request: EditRequest;
  /** The fields that the record holds now, as the form shows them. */
  readonly held: object;
  readonly canSave: boolean;
  /** Why it cannot be saved. */
  readonly whyNot: string;
  readonly children: ReactNode;
}

/** The form within a card: saving it settles the returned edit. Its problems are told in the card. */
export function ValuesFrame({ request, held, canSave, whyNot, settling, onClose, children }: ValuesFrameProps) {
  const styles = useStyles();
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { busy, settle } = settling;
  const name = recordName({ id: request.recordId, kind: request.kind, fields: held });
  const seen = seenOf(request.kind, request.values, held);
  return (
    <form
      className={styles.form}
      aria-labelledby={headingId}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void settle({ ...request, seen }, `${name}: your new values are saved.`); // a failure is told in the card
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
