import { Badge, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { refusalOf } from '../../../shared/domain/permissions.ts';
import { useServices } from '../pane-context.ts';
import { PendingMark } from '../pending-mark.tsx';
import { sentence } from '../problem-text.ts';
import { recordName } from '../record-name.ts';
import { Section } from '../section.tsx';
import { useActor, useSyncStatus } from '../use-sync-status.ts';
import type { AnyRecord } from './any-record.ts';
import { DeletionFacts } from './deletion-facts.tsx';
import { ExistenceButton } from './existence-button.tsx';
import { RecordFacts } from './record-facts.tsx';

const useStyles = makeStyles({
  record: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, overflowWrap: 'anywhere' },
  top: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  heading: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: 'none' },
});

interface DeletedRecordProps {
  readonly record: AnyRecord;
  /** Whether its heading takes the focus as it appears, or only where what had the focus has gone. */
  readonly focus: 'taken' | 'if lost';
}

/** [S12] A deleted record: who deleted it, when and why, what it held, and its way back. */
export function DeletedRecord({ record, focus }: DeletedRecordProps) {
  const styles = useStyles();
  const { replica } = useServices();
  const actor = useActor();
  useSyncStatus();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus === 'taken' || document.activeElement === document.body) heading.current?.focus();
  }, [focus]);
  const attempt = { op: 'restore', kind: record.kind, fields: {}, values: {} } as const;
  const refusal = actor === null ? 'Sign in to restore it' : refusalOf(actor, attempt);
  return (
    <div className={styles.record}>
      <div className={styles.top}>
        <h2 ref={heading} tabIndex={-1} className={styles.heading}>
          {recordName(record)}
        </h2>
        <Badge appearance="tint" color="danger" shape="rounded" size="large">
          Deleted
        </Badge>
        {replica.waiting(record.id).length > 0 && <PendingMark />}
      </div>
      <DeletionFacts record={record} />
      {refusal === null ? <ExistenceButton op="restore" record={record} /> : <Text>{sentence(refusal)}</Text>}
      <Section title="What it held">
        <RecordFacts record={record} />
      </Section>
    </div>
  );
}
