import { Body1Strong, makeStyles, tokens } from '@fluentui/react-components';
import { groupFields } from '../../../shared/domain/record-kinds.ts';
import type { Mutation, Provenance } from '../../../shared/sync/protocol.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { type Fact, FactList } from '../fact-list.tsx';
import { fieldLabel } from '../field-words.ts';
import { useServices } from '../pane-context.ts';
import { personName } from '../person-name.ts';
import { printedDay, printedInstant } from '../printed.ts';
import { printedValue } from '../printed-value.ts';
import { useLive } from '../use-live.ts';
import { useActor } from '../use-sync-status.ts';
import type { ContestedField } from './conflict.ts';

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  heading: { margin: 0 },
});

interface ContestedGroupProps {
  readonly mutation: Mutation;
  readonly group: string;
  readonly fields: readonly ContestedField[];
  /** Who made the value that the dataset holds; undefined where that is not known. */
  readonly theirs: Provenance | undefined;
  /** The day from which the present values hold; undefined where there are none. */
  readonly heldFrom: string | undefined;
}

const allOffices = (reader: ReplicaReader) => reader.all('office');

/** The fields that only make sense together: each as it was, mine and theirs, and who made theirs. */
export function ContestedGroup({ mutation, group, fields, theirs, heldFrom }: ContestedGroupProps) {
  const styles = useStyles();
  const { replica, today } = useServices();
  const offices = useLive(replica, allOffices);
  const subject = useActor()?.subject;
  const members = groupFields(mutation.kind, group);
  const pending = replica.pendingFields(mutation.recordId);
  const isOwn = members.some((field) => pending.has(field));
  // a later value may have come with a first load, which does not tell who made it
  const madeBy = isOwn || theirs?.effectiveOn !== heldFrom ? undefined : theirs;
  const otherwise = isOwn ? 'You, in an edit that waits to be sent' : 'Another office';
  const who = madeBy === undefined ? otherwise : personName(madeBy, offices, subject);
  const facts: Fact[] = [{ name: 'Theirs is by', value: who }];
  if (madeBy !== undefined) facts.push({ name: 'Recorded', value: printedInstant(madeBy.recordedAt, today()) });
  if (heldFrom !== undefined) facts.push({ name: 'In effect from', value: printedDay(heldFrom) });
  if (madeBy !== undefined) facts.push({ name: 'Their reason', value: madeBy.reason ?? 'None given' });
  return (
    <div className={styles.group}>
      {fields
        .filter(({ field }) => members.includes(field))
        .map(({ field, base, mine, theirs: held }) => (
          <div key={field}>
            <Body1Strong as="h4" block className={styles.heading}>
              {fieldLabel(field)}
            </Body1Strong>
            <FactList
              facts={[
                { name: 'When I edited', value: printedValue(base) },
                { name: 'Mine', value: printedValue(mine) },
                { name: 'Theirs', value: printedValue(held) },
              ]}
            />
          </div>
        ))}
      <FactList facts={facts} />
    </div>
  );
}
