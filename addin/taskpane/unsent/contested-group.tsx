import { Body1Strong, makeStyles, tokens } from '@fluentui/react-components';
import { groupFields } from '../../../shared/domain/record-kinds.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import type { LastChange } from '../../replica/last-changes.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { type Fact, FactList } from '../fact-list.tsx';
import { printedValue } from '../meanwhile-notice.tsx';
import { officeName } from '../office-name.ts';
import { useServices } from '../pane-context.ts';
import { printedDay, printedInstant } from '../printed.ts';
import { fieldLabel } from '../problem-text.ts';
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
  /** The day from which the present values hold; undefined where there are none. */
  readonly heldFrom: string | undefined;
}

const allOffices = (reader: ReplicaReader): readonly RecordOf<'office'>[] => reader.all('office');

/** The fields that only make sense together: each as it was, mine and theirs, and who made theirs. */
export function ContestedGroup({ mutation: { kind, recordId }, group, fields, heldFrom }: ContestedGroupProps) {
  const styles = useStyles();
  const { replica, today } = useServices();
  const offices = useLive(replica, allOffices);
  const subject = useActor()?.subject;
  const members = groupFields(kind, group);
  const pending = replica.pendingFields(recordId);
  const isOwn = members.some((field) => pending.has(field));
  const change = isOwn ? null : replica.lastChange(recordId, group);
  const who = isOwn
    ? 'You, in an edit that waits to be sent'
    : change === null
      ? 'Another office'
      : change.author.subject === subject
        ? 'You'
        : authorOf(change, offices);
  const facts: Fact[] = [{ name: 'Theirs is by', value: who }];
  if (change !== null) facts.push({ name: 'Recorded', value: printedInstant(change.recordedAt, today()) });
  if (heldFrom !== undefined) facts.push({ name: 'In effect from', value: printedDay(heldFrom) });
  if (change !== null) facts.push({ name: 'Their reason', value: change.reason ?? 'None given' });
  return (
    <div className={styles.group}>
      {fields
        .filter(({ field }) => members.includes(field))
        .map(({ field, base, mine, theirs }) => (
          <div key={field}>
            <Body1Strong as="h4" block className={styles.heading}>
              {fieldLabel(field)}
            </Body1Strong>
            <FactList
              facts={[
                { name: 'When I edited', value: printedValue(base) },
                { name: 'Mine', value: printedValue(mine) },
                { name: 'Theirs', value: printedValue(theirs) },
              ]}
            />
          </div>
        ))}
      <FactList facts={facts} />
    </div>
  );
}

function authorOf({ author, office }: LastChange, offices: readonly RecordOf<'office'>[]): string {
  return office === null ? author.name : `${author.name}, ${officeName(offices, office)}`;
}
