import { Label, makeStyles, Select, ToggleButton, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { printedMonth, quarterOfMonth } from '../../../shared/domain/calendar.ts';
import { CALL_CHANNELS } from '../../../shared/domain/call-month.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { useLive } from '../use-live.ts';
import type { CallChoice } from './call-choice.ts';
import type { CallDraftState } from './call-month-form.tsx';
import { CallMonthPanel } from './call-month-panel.tsx';
import { monthsOfChannel, monthToEnter } from './call-months.ts';
import { CallTable } from './call-table.tsx';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  channels: { display: 'flex', gap: tokens.spacingHorizontalXS, border: 'none', margin: 0, padding: 0 },
  month: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  choice: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
});

const allMonths = (reader: ReplicaReader) => reader.all('call-month');

interface CallsViewProps {
  readonly choice: CallChoice;
  readonly onChoose: (choice: CallChoice) => void;
}

/** The call figures: the quarter as printed, and the form for one month. */
export function CallsView({ choice, onChoose }: CallsViewProps) {
  const styles = useStyles();
  const { replica, today } = useServices();
  const monthId = useId();
  const records = useLive(replica, allMonths);
  const { channel } = choice;
  const [drafts, setDrafts] = useState<ReadonlyMap<string, CallDraftState>>(new Map());
  const entered = monthsOfChannel(records, channel);
  const next = monthToEnter(entered, today());
  const month = choice.month ?? entered.at(-1)?.fields.month ?? next;
  const draftKey = `${channel} ${month}`;
  const setDraft = (draft: CallDraftState | null): void =>
    setDrafts((held) => {
      const changed = new Map(held);
      if (draft === null) changed.delete(draftKey);
      else changed.set(draftKey, draft);
      return changed;
    });
  return (
    <div className={styles.view}>
      <div className={styles.choice}>
        <fieldset aria-label="Channel" className={styles.channels}>
          {CALL_CHANNELS.map((each) => (
            <ToggleButton
              key={each}
              size="small"
              checked={each === channel}
              onClick={() => onChoose({ ...choice, channel: each })}
            >
              {each} calls
            </ToggleButton>
          ))}
        </fieldset>
        <span className={styles.month}>
          <Label htmlFor={monthId} size="small">
            Month
          </Label>
          <Select
            id={monthId}
            size="small"
            value={month}
            onChange={(_event, { value }) => onChoose({ channel, month: value })}
          >
            <option value={next}>{printedMonth(next)} (to enter)</option>
            {[...entered].reverse().map(({ id, fields }) => (
              <option key={id} value={fields.month}>
                {printedMonth(fields.month)}
              </option>
            ))}
          </Select>
        </span>
      </div>
      <CallTable entered={entered} channel={channel} quarter={quarterOfMonth(month)} />
      <CallMonthPanel
        key={draftKey}
        target={{
          channel,
          month,
          record: entered.find(({ fields }) => fields.month === month) ?? null,
          owningOffice: entered.at(-1)?.fields.owningOffice ?? null,
        }}
        draft={drafts.get(draftKey) ?? null}
        onDraft={setDraft}
      />
    </div>
  );
}
