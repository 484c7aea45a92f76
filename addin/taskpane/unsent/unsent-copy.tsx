import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ProblemBar } from '../problem-bar.tsx';
import { Section } from '../section.tsx';
import { useSyncStatus } from '../use-sync-status.ts';
import { LoadFromFile } from './load-from-file.tsx';
import { SavedFile } from './saved-file.tsx';
import { unsentCount } from './unsent-count.ts';
import { useUnsentFile } from './use-unsent-file.ts';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** [S16] Takes what is unsent out to a file, and in from one: before a computer is given away, or to go on at another. */
export function UnsentCopy() {
  const styles = useStyles();
  const hasAny = unsentCount(useSyncStatus()) > 0;
  const { file, problems, save } = useUnsentFile();
  return (
    <Section level="h2" title="Take it to another computer">
      <Text>A file holds your edits that are not sent yet, and those that came back. Only you can load it.</Text>
      <div className={styles.buttons}>
        <Button
          size="small"
          disabledFocusable={!hasAny}
          onClick={() => hasAny && void save() /* a failure is told below */}
        >
          Save to a file
        </Button>
        <LoadFromFile />
      </div>
      <ProblemBar problems={problems} />
      {file !== null && <SavedFile {...file} />}
    </Section>
  );
}
