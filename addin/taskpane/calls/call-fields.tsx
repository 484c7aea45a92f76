import { Field, Input, mergeClasses } from '@fluentui/react-components';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { FieldLabel } from '../field-label.tsx';
import { ReasonField } from '../reason-field.tsx';
import { useFormStyles, validationOf } from '../use-form-styles.ts';
import { type CallDraft, type CallReview, COUNT_FIELDS, shownFigures } from './call-draft.ts';

interface CallFieldsProps {
  readonly record: RecordOf<'call-month'> | null;
  readonly draft: CallDraft;
  readonly review: CallReview;
  readonly pending: ReadonlySet<string>;
  readonly onType: (typed: CallDraft) => void;
}

/** The boxes for the four figures, each with what is wrong with it as soon as it is typed. */
export function CallFields({ record, draft, review, pending, onType }: CallFieldsProps) {
  const styles = useFormStyles();
  const shown = shownFigures(record, draft);
  return (
    <div className={mergeClasses(styles.grid, styles.figures)}>
      {COUNT_FIELDS.map((field) => (
        <Field
          key={field}
          label={<FieldLabel field={field} pending={pending} />}
          {...validationOf(review.messages[field])}
        >
          <Input
            className={styles.control}
            inputMode="numeric"
            autoComplete="off"
            value={shown[field]}
            onChange={(_event, { value }) => onType({ [field]: value })}
          />
        </Field>
      ))}
      {record !== null && <ReasonField className={styles.wide} reason={draft.reason} onType={onType} />}
    </div>
  );
}
