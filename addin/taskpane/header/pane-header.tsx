import { Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { officeName } from '../office-name.ts';
import { useServices } from '../pane-context.ts';
import { useLive } from '../use-live.ts';
import { useActor } from '../use-sync-status.ts';
import { SignOut } from './sign-out.tsx';
import { SyncButton } from './sync-button.tsx';

const useStyles = makeStyles({
  header: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`,
  },
  who: { minWidth: 0 },
  title: { margin: 0, display: 'block' },
  line: { display: 'block', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

const namesOf = (reader: ReplicaReader) => ({
  inspection: reader.all('inspection')[0]?.fields ?? null,
  offices: reader.all('office'),
});

/** Whose plan this is, who is signed in for which office, and how up to date it is. */
export function PaneHeader() {
  const styles = useStyles();
  const { replica } = useServices();
  const actor = useActor();
  const { inspection, offices } = useLive(replica, namesOf);
  const officeNames = (actor?.offices ?? []).map((officeId) => officeName(offices, officeId));
  return (
    <header className={styles.header}>
      <div className={styles.who}>
        <Subtitle2 as="h1" className={styles.title}>
          {inspection === null ? 'PEEL' : `${inspection.force}, PEEL ${inspection.cycle}`}
        </Subtitle2>
        <Caption1 className={styles.line}>
          {actor === null ? 'Nobody is signed in' : `${actor.name}, ${actor.role}`} {actor !== null && <SignOut />}
        </Caption1>
        {actor !== null && (
          <Caption1 className={styles.line}>{officeNames.length === 0 ? 'No office' : officeNames.join(', ')}</Caption1>
        )}
      </div>
      <SyncButton />
    </header>
  );
}
