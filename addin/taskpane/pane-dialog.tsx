import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

const useStyles = makeStyles({
  dialog: {
    boxSizing: 'border-box',
    width: 'min(440px, calc(100vw - 24px))',
    maxHeight: 'calc(100vh - 24px)',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    overflowWrap: 'anywhere',
    '&::backdrop': { backgroundColor: 'rgba(0, 0, 0, 0.4)' },
  },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { margin: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface PaneDialogProps {
  readonly title: string;
  /** Also when the person presses Escape. */
  readonly onClose: () => void;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/**
 * Asks something before the pane goes on; render it only while it asks. The browser's own dialog keeps the focus within
 * and gives it back; Fluent's hides focusable elements around itself, which accessibility checks rightly dislike.
 */
export function PaneDialog({ title, onClose, actions, children }: PaneDialogProps) {
  const styles = useStyles();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // as layout effects: the dialog must be closed while it still stands in the page, or the focus is lost with it
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={titleId} onClose={onClose}>
      <div className={styles.content}>
        <Subtitle2 as="h2" id={titleId} className={styles.title}>
          {title}
        </Subtitle2>
        {children}
        <div className={styles.actions}>{actions}</div>
      </div>
    </dialog>
  );
}
