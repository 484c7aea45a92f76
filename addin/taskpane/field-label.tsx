import { makeStyles, tokens } from '@fluentui/react-components';
import { fieldLabel } from './field-words.ts';
import { PendingMark } from './pending-mark.tsx';

const useStyles = makeStyles({
  label: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

interface FieldLabelProps {
  readonly field: string;
  readonly pending: ReadonlySet<string>;
}

/** A form field's name, marked while an edit of it waits to be sent. */
export function FieldLabel({ field, pending }: FieldLabelProps) {
  return (
    <span className={useStyles().label}>
      {fieldLabel(field)}
      {pending.has(field) && <PendingMark />}
    </span>
  );
}
