import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useServices } from '../pane-context.ts';
import { PaneDialog } from '../pane-dialog.tsx';
import { ProblemBar } from '../problem-bar.tsx';
import { SavedFile } from '../unsent/saved-file.tsx';
import { unsentCount, unsentInWords } from '../unsent/unsent-count.ts';
import { useUnsentFile } from '../unsent/use-unsent-file.ts';
import { useSyncStatus } from '../use-sync-status.ts';

const useStyles = makeStyles({
  link: { fontSize: 'inherit', lineHeight: 'inherit' },
  failure: { display: 'block', color: tokens.colorStatusDangerForeground1 },
});

/** Signs out; where something is unsent the person decides first what becomes of it. */
export function SignOut() {
  const styles = useStyles();
  const { signOut } = useServices();
  const status = useSyncStatus();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const leave = async (): Promise<void> => {
    setFailure(null);
    setAsking(false);
    await signOut().catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      setFailure(`Signing out did not work: ${detail}`);
    });
  };
  const press = (): void => {
    if (unsentCount(status) > 0) setAsking(true);
    else void leave(); // a failure is shown below
  };
  return (
    <>
      <Link as="button" inline className={styles.link} onClick={press}>
        Sign out
      </Link>
      {failure !== null && (
        <Text size={200} role="alert" className={styles.failure}>
          {failure}
        </Text>
      )}
      {isAsking && <SignOutDialog onLeave={() => void leave() /* likewise */} onClose={() => setAsking(false)} />}
    </>
  );
}

interface SignOutDialogProps {
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

function SignOutDialog({ onLeave, onClose }: SignOutDialogProps) {
  const status = useSyncStatus();
  const { file, problems, save } = useUnsentFile();
  const isAll = unsentCount(status) === 0;
  const stay = status.durable
    ? 'What is unsent stays on this computer, and is sent once you sign in here again. A file takes it to another computer.'
    : 'This window keeps nothing on the computer: without a file, what is unsent is lost.';
  return (
    <PaneDialog
      title={isAll ? 'Everything is sent by now' : unsentInWords(status)}
      onClose={onClose}
      actions={
        <>
          {!isAll && (
            <Button
              appearance={file === null ? 'primary' : 'secondary'}
              onClick={() => void save() /* a failure is told in the dialog */}
            >
              Save to a file
            </Button>
          )}
          <Button appearance={file === null && !isAll ? 'secondary' : 'primary'} onClick={onLeave}>
            {file === null && !isAll ? 'Sign out without a file' : 'Sign out'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      {!isAll && <Text>{stay}</Text>}
      <ProblemBar problems={problems} />
      {file !== null && <SavedFile {...file} />}
    </PaneDialog>
  );
}
