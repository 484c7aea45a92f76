import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { lastDayOfMonth, printedMonth } from '../../../shared/domain/calendar.ts';
import { refusalOf } from '../../../shared/domain/permissions.ts';
import { useServices } from '../pane-context.ts';
import { printedDay } from '../printed.ts';
import { sentence } from '../problem-text.ts';
import { Section } from '../section.tsx';
import { useActor } from '../use-sync-status.ts';
import type { CallMonthTarget } from './call-draft.ts';
import { type CallDraftState, CallMonthForm } from './call-month-form.tsx';
import { isMonthOver } from './call-months.ts';

interface CallMonthPanelProps {
  readonly target: CallMonthTarget;
  readonly draft: CallDraftState | null;
  readonly onDraft: (draft: CallDraftState | null) => void;
}

/** The form for one month's figures, or why there is none. */
export function CallMonthPanel({ target, draft, onDraft }: CallMonthPanelProps) {
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
  const title = `${channel} calls in ${printedMonth(month)}`;
  return (
    <Section level="h2" title={title}>
      {actor === null || whyNot !== null ? (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{sentence(whyNot ?? '')}</MessageBarBody>
        </MessageBar>
      ) : (
        <CallMonthForm target={target} actor={actor} draft={draft} onDraft={onDraft} />
      )}
    </Section>
  );
}
