import { Label, makeStyles, Select, ToggleButton, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { printedMonth, quarterOfMonth } from '../../../shared/domain/calendar.ts';
import { CALL_CHANNELS } from '../../../shared/domain/call-month.ts';
import { asKind } from '../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { DeletedButton } from '../record/deleted-button.tsx';
import { useDrafts } from '../use-drafts.ts';
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
const deletedMonths = (reader: ReplicaReader) =>
  reader.deleted().flatMap((record) => asKind(record, 'call-month') ?? []);

interface CallsViewProps {
  readonly choice: CallChoice;
  readonly onChoose: (choice: CallChoice) => void;
  /** Shows what was deleted. */
  readonly onDeleted: () => void;
}

/** The call figures: the quarter as printed, and the form for one month. */
export function CallsView({ choice, onChoose, onDeleted }: CallsViewProps) {
  const styles = useStyles();
  const { replica, today } = useServices();
  const monthId = useId();
  const records = useLive(replica, allMonths);
  const deletedRecords = useLive(replica, deletedMonths);
  const { channel } = choice;
  const { drafts, setDraft } = useDrafts<CallDraftState>();
  const entered = monthsOfChannel(records, channel);
  const deleted = monthsOfChannel(deletedRecords, channel);
  // a deleted month keeps its place: only an administrator can bring it back
  const taken = monthsOfChannel([...entered, ...deleted], channel);
  const next = monthToEnter(taken, today());
  const month = choice.month ?? entered.at(-1)?.fields.month ?? next;
  const draftKey = `${channel} ${month}`;
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
            {[...taken].reverse().map((record) => (
              <option key={record.id} value={record.fields.month}>
                {printedMonth(record.fields.month)}
                {record.deleted === true ? ' (deleted)' : ''}
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
          owningOffice: taken.at(-1)?.fields.owningOffice ?? null,
        }}
        deleted={deleted.find(({ fields }) => fields.month === month) ?? null}
        draft={drafts.get(draftKey) ?? null}
        onDraft={(draft) => setDraft(draftKey, draft)}
        onWork={() => onChoose({ channel, month })}
      />
      <DeletedButton onPress={onDeleted} />
    </div>
  );
}
