import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { DeletedButton } from '../record/deleted-button.tsx';
import { Section } from '../section.tsx';
import { useActor, useSyncStatus } from '../use-sync-status.ts';
import { ReturnedEditCard } from './returned-edit-card.tsx';
import { UnsentCopy } from './unsent-copy.tsx';
import { WaitingList } from './waiting-list.tsx';

const useStyles = makeStyles({
  view: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    '&:focus': { outline: 'none' },
  },
  // it must stand there before it speaks: an empty one only gives back its gap
  told: { '&:empty': { marginBottom: `calc(-1 * ${tokens.spacingVerticalXL})` } },
});

interface UnsentViewProps {
  readonly onOpen: (recordId: string) => void;
  /** Shows what was deleted. */
  readonly onDeleted: () => void;
}

/** What the server has not answered yet, and what it sent back. */
export function UnsentView({ onOpen, onDeleted }: UnsentViewProps) {
  const styles = useStyles();
  const { unsent, returned } = useSyncStatus();
  const actor = useActor();
  const [told, setTold] = useState('');
  const view = useRef<HTMLDivElement>(null);
  const onSettled = (what: string): void => {
    setTold(what);
    view.current?.focus(); // the button that was pressed has gone with its card
  };
  return (
    <div ref={view} tabIndex={-1} className={styles.view}>
      <Text role="status" className={styles.told}>
        {told}
      </Text>
      {returned.length > 0 && (
        <Section level="h2" title={`Returned (${returned.length})`}>
          {returned.map((edit) => (
            <ReturnedEditCard key={edit.mutation.mutationId} edit={edit} onOpen={onOpen} onSettled={onSettled} />
          ))}
        </Section>
      )}
      <Section level="h2" title={`Waiting to be sent (${unsent})`}>
        {unsent === 0 && <Text>Everything that you saved is with the other offices.</Text>}
        <WaitingList />
      </Section>
      {actor !== null && <UnsentCopy />}
      <DeletedButton onPress={onDeleted} />
    </div>
  );
}
