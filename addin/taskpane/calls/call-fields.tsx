import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { FieldLabel } from '../field-label.tsx';
import { type CallDraft, type CallReview, COUNT_FIELDS, shownFigures } from './call-draft.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(128px, 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    alignItems: 'start',
  },
  control: { minWidth: 0, width: '100%' },
  wide: { gridColumn: '1 / -1' },
});

interface CallFieldsProps {
  readonly record: RecordOf<'call-month'> | null;
  readonly draft: CallDraft;
  readonly review: CallReview;
  readonly pending: ReadonlySet<string>;
  readonly onType: (typed: CallDraft) => void;
}

/** The boxes for the four figures, each with what is wrong with it as soon as it is typed. */
export function CallFields({ record, draft, review, pending, onType }: CallFieldsProps) {
  const styles = useStyles();
  const shown = shownFigures(record, draft);
  return (
    <div className={styles.grid}>
      {COUNT_FIELDS.map((field) => {
        const message = review.messages[field];
        const told = message === undefined ? {} : ({ validationMessage: message, validationState: 'error' } as const);
        return (
          <Field key={field} label={<FieldLabel field={field} pending={pending} />} {...told}>
            <Input
              className={styles.control}
              inputMode="numeric"
              autoComplete="off"
              value={shown[field]}
              onChange={(_event, { value }) => onType({ [field]: value })}
            />
          </Field>
        );
      })}
      {record !== null && (
        <Field className={styles.wide} label="Reason" hint="Optional; kept in the history">
          <Input
            className={styles.control}
            value={draft.reason ?? ''}
            onChange={(_event, { value }) => onType({ reason: value })}
          />
        </Field>
      )}
    </div>
  );
}
