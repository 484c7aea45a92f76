import { Button } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { PaneDialog } from '../pane-dialog.tsx';

interface ConfirmButtonProps {
  readonly label: string;
  /** For people who hear the button alone; begins with the label. */
  readonly name?: string;
  readonly isDisabled: boolean;
  readonly question: string;
  /** What the person agrees with: "Release". */
  readonly agree: string;
  readonly onAgree: () => void;
  /** What happens then. */
  readonly children: ReactNode;
}

/** A button that asks before it does anything. */
export function ConfirmButton({ label, name, isDisabled, question, agree, onAgree, children }: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button
        size="small"
        {...(name === undefined ? {} : { 'aria-label': name })}
        disabledFocusable={isDisabled}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      {isAsking && (
        <PaneDialog
          title={question}
          onClose={close}
          actions={
            <>
              <Button
                appearance="primary"
                onClick={() => {
                  close();
                  onAgree();
                }}
              >
                {agree}
              </Button>
              <Button onClick={close}>Cancel</Button>
            </>
          }
        >
          {children}
        </PaneDialog>
      )}
    </>
  );
}
