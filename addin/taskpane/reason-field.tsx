import { Field, Input } from '@fluentui/react-components';
import type { ComponentProps } from 'react';
import { useFormStyles } from './use-form-styles.ts';

interface ReasonFieldProps extends Omit<ComponentProps<typeof Field>, 'children' | 'label'> {
  /** As typed so far. */
  readonly reason: string | undefined;
  readonly onType: (typed: { readonly reason: string }) => void;
}

/** Why somebody makes an edit. */
export function ReasonField({
  reason = '',
  onType,
  hint = 'Optional; kept in the history',
  ...field
}: ReasonFieldProps) {
  const { control } = useFormStyles();
  return (
    <Field label="Reason" hint={hint} {...field}>
      <Input className={control} value={reason} onChange={(_event, { value }) => onType({ reason: value })} />
    </Field>
  );
}
