import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { lastDayOfMonth, printedMonth } from '../../../shared/domain/calendar.ts';
import { refusalOf } from '../../../shared/domain/permissions.ts';
import { useServices } from '../pane-context.ts';
import { printedDay } from '../printed.ts';
import { sentence } from '../problem-text.ts';
import type { AnyRecord } from '../record/any-record.ts';
import { DeletedRecord } from '../record/deleted-record.tsx';
import { ExistenceButton } from '../record/existence-button.tsx';
import { Section } from '../section.tsx';
import { useActor } from '../use-sync-status.ts';
import type { CallMonthTarget } from './call-draft.ts';
import { type CallDraftState, CallMonthForm } from './call-month-form.tsx';
import { isMonthOver } from './call-months.ts';

interface CallMonthPanelProps {
  readonly target: CallMonthTarget;
  /** The month's record where it was deleted. */
  readonly deleted: AnyRecord | null;
  readonly draft: CallDraftState | null;
  readonly onDraft: (draft: CallDraftState | null) => void;
  /** The person is at work on this month: it is to stay, whatever becomes of it. */
  readonly onWork: () => void;
}

/** The form for one month's figures, or why there is none. */
export function CallMonthPanel({ target, deleted, draft, onDraft, onWork }: CallMonthPanelProps) {
  const { today } = useServices();
  const actor = useActor();
  const { channel, month, record, owningOffice } = target;
  const values = record === null && owningOffice !== null ? { owningOffice } : {};
  const op = record === null ? 'create' : 'set';
  const refusal =
    actor === null
      ? 'Sign in to enter figures.'
      : refusalOf(actor, { op, kind: 'call-month', fields: record?.fields ?? null, values });
  const notOver = isMonthOver(month, today())
    ? null
    : `${printedMonth(month)} can be entered once it is over, after ${printedDay(lastDayOfMonth(month))}.`;
  const whyNot = refusal ?? notOver;
  const type = (typed: CallDraftState | null): void => {
    onWork();
    onDraft(typed);
  };
  if (deleted !== null) return <DeletedRecord record={deleted} focus="if lost" />;
  const title = `${channel} calls in ${printedMonth(month)}`;
  return (
    <Section level="h2" title={title}>
      {actor === null || whyNot !== null ? (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{sentence(whyNot ?? '')}</MessageBarBody>
        </MessageBar>
      ) : (
        <CallMonthForm target={target} actor={actor} draft={draft} onDraft={type} />
      )}
      {record !== null && <ExistenceButton op="delete" record={record} onAsk={onWork} />}
    </Section>
  );
}
