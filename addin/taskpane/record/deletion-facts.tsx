import { useCallback } from 'react';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { FactList } from '../fact-list.tsx';
import { useServices } from '../pane-context.ts';
import { printedDay, printedInstant } from '../printed.ts';
import { useLive } from '../use-live.ts';
import { useActor } from '../use-sync-status.ts';
import type { AnyRecord } from './any-record.ts';
import { deletionOf } from './deletion.ts';

/** [S12] Who deleted a record, when and why. */
export function DeletionFacts({ record }: { readonly record: AnyRecord }) {
  const { replica, today } = useServices();
  const subject = useActor()?.subject;
  const { who, at, reason, effectiveOn } = useLive(
    replica,
    useCallback(
      (reader: ReplicaReader) => deletionOf(reader, replica.waiting(record.id), record, subject),
      [replica, record, subject],
    ),
  );
  return (
    <FactList
      facts={[
        { name: 'Deleted by', value: who },
        ...(at === null ? [] : [{ name: 'Recorded', value: printedInstant(at, today()) }]),
        { name: 'In effect from', value: printedDay(effectiveOn) },
        ...(reason === null ? [] : [{ name: 'Reason', value: reason }]),
      ]}
    />
  );
}
