import { Text } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { recordName } from '../record-name.ts';
import { Section } from '../section.tsx';
import { useLive } from '../use-live.ts';
import { anyRecord } from './any-record.ts';
import { DeletedRecord } from './deleted-record.tsx';
import { RecordFacts } from './record-facts.tsx';

/** A record for which the pane has no view of its own, or that was deleted: what it holds. */
export function RecordContent({ recordId }: { readonly recordId: string }) {
  const { replica } = useServices();
  const record = useLive(
    replica,
    useCallback((reader: ReplicaReader) => anyRecord(reader, recordId), [recordId]),
  );
  if (record === null) return <Text>This is not in the plan.</Text>;
  if (record.deleted === true) return <DeletedRecord record={record} focus="taken" />;
  return (
    <Section level="h2" title={recordName(record)}>
      <RecordFacts record={record} />
    </Section>
  );
}
