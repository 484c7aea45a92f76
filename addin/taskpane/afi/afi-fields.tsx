import { Field, Input, mergeClasses, Select, Textarea } from '@fluentui/react-components';
import { AFI_STATUSES, STATUS_NOT_RECORDED } from '../../../shared/domain/afi.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { FieldLabel } from '../field-label.tsx';
import { fieldLabel } from '../field-words.ts';
import { printedDay } from '../printed.ts';
import { ReasonField } from '../reason-field.tsx';
import { useFormStyles, validationOf } from '../use-form-styles.ts';
import type { AfiDraft, AfiReview } from './afi-draft.ts';

interface AfiFieldsProps {
  readonly afi: RecordOf<'afi'>;
  readonly draft: AfiDraft;
  readonly review: AfiReview;
  readonly pending: ReadonlySet<string>;
  readonly today: Day;
  readonly onType: (typed: AfiDraft) => void;
}

function forecastHint({ forecastDay }: AfiReview): string {
  return forecastDay === null ? 'A month (Dec-22) or a day' : `Means ${printedDay(forecastDay)}`;
}

function reasonHint({ correctsBefore }: AfiReview): string {
  return correctsBefore === null
    ? 'Optional; kept in the history'
    : `Corrects history before ${printedDay(correctsBefore)}; today’s value stays`;
}

/** The AFI form's fields, each with what is wrong with it as soon as it is typed. */
export function AfiFields({ afi, draft, review, pending, today, onType }: AfiFieldsProps) {
  const styles = useFormStyles();
  const { fields } = afi;
  const { messages } = review;
  const told = (field: string, orWith: string = field) => validationOf(messages[field] ?? messages[orWith]);
  const label = (field: string) => <FieldLabel field={field} pending={pending} />;
  return (
    <div className={mergeClasses(styles.grid, styles.texts)}>
      <Field label={label('status')} {...told('status')}>
        <Select
          className={styles.control}
          value={draft.status ?? fields.status ?? ''}
          onChange={(_event, { value }) => onType({ status: value })}
        >
          {fields.status === undefined && <option value="">{STATUS_NOT_RECORDED}</option>}
          {AFI_STATUSES.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </Select>
      </Field>
      <Field label={label('forecast')} hint={forecastHint(review)} {...told('forecast')}>
        <Input
          className={styles.control}
          value={draft.forecast ?? (fields.forecast === undefined ? '' : printedDay(fields.forecast))}
          onChange={(_event, { value }) => onType({ forecast: value })}
        />
      </Field>
      {review.needsSignOff && (
        <>
          <Field label="Signed off by" {...told('signOff.by', 'signOff')} required>
            <Input
              className={styles.control}
              value={draft.signedOffBy ?? fields.signOff?.by ?? ''}
              onChange={(_event, { value }) => onType({ signedOffBy: value })}
            />
          </Field>
          <Field label="Signed off on" {...told('signOff.on')} required>
            <Input
              className={styles.control}
              type="date"
              max={today}
              value={draft.signedOffOn ?? fields.signOff?.on ?? ''}
              onChange={(_event, { value }) => onType({ signedOffOn: value })}
            />
          </Field>
        </>
      )}
      <Field className={styles.wide} label={label('note')} {...told('note')}>
        <Textarea
          resize="vertical"
          rows={3}
          value={draft.note ?? fields.note ?? ''}
          onChange={(_event, { value }) => onType({ note: value })}
        />
      </Field>
      <Field label={fieldLabel('effectiveOn')} {...told('effectiveOn')}>
        <Input
          className={styles.control}
          type="date"
          max={today}
          value={draft.effectiveOn ?? today}
          onChange={(_event, { value }) => onType({ effectiveOn: value })}
        />
      </Field>
      <ReasonField
        reason={draft.reason}
        onType={onType}
        hint={reasonHint(review)}
        required={review.correctsBefore !== null}
        {...told('reason')}
      />
    </div>
  );
}
