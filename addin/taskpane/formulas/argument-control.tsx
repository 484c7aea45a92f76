import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useCallback, useId } from 'react';
import type { FormulaName } from '../../formulas/catalogue.ts';
import type { GuidedParameter } from '../../formulas/guide/formula-guide.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { useFormStyles } from '../use-form-styles.ts';
import { useLive } from '../use-live.ts';
import type { ArgumentField, Typed } from './argument-field.ts';
import { type Suggestion, suggestionsOf } from './argument-suggestions.ts';

interface ArgumentControlProps {
  readonly parameter: GuidedParameter;
  readonly field: ArgumentField;
  readonly formulaNames: readonly FormulaName[];
  readonly typed: Typed;
  readonly onType: (value: Typed) => void;
}

/** One argument: a list where Excel or the plan has one, a date field for days, a box to tick for TRUE. */
export function ArgumentControl({ parameter, field, formulaNames, typed, onType }: ArgumentControlProps) {
  const { name, description, optional } = parameter;
  const { control } = useFormStyles();
  if (field.kind === 'switch') {
    return (
      <Field hint={description}>
        <Checkbox
          label={name}
          checked={typed === 'TRUE'}
          onChange={(_event, { checked }) => onType(checked ? 'TRUE' : '')}
        />
      </Field>
    );
  }
  return (
    <Field label={name} hint={description} required={!optional}>
      {field.kind === 'choice' ? (
        <Select className={control} value={typed} onChange={(_event, { value }) => onType(value)}>
          <option value="">{optional ? 'Left out' : 'Choose'}</option>
          {withTyped(parameter, typed).map((value) => (
            <option key={value}>{value}</option>
          ))}
        </Select>
      ) : field.kind === 'day' ? (
        <Input className={control} type="date" value={typed} onChange={(_event, { value }) => onType(value)} />
      ) : field.suggests === null ? (
        <Input className={control} value={typed} onChange={(_event, { value }) => onType(value)} />
      ) : (
        <SuggestedInput
          suggests={field.suggests}
          formulaNames={formulaNames}
          value={typed}
          onChange={(_event, { value }) => onType(value)}
        />
      )}
    </Field>
  );
}

/** An example may give a value in other letters, or one that is refused: it is shown as it is. */
function withTyped({ choices }: GuidedParameter, typed: Typed): string[] {
  const values = choices.map(({ value }) => value);
  return typed === '' || values.includes(typed) ? values : [...values, typed];
}

interface SuggestedInputProps extends Omit<React.ComponentProps<typeof Input>, 'list'> {
  readonly suggests: NonNullable<Extract<ArgumentField, { kind: 'typed' }>['suggests']>;
  readonly formulaNames: readonly FormulaName[];
}

/** Free text with the plan's own values to pick from. */
function SuggestedInput({ suggests, formulaNames, ...input }: SuggestedInputProps) {
  const { control } = useFormStyles();
  const { replica } = useServices();
  const listId = useId();
  const suggestions: readonly Suggestion[] = useLive(
    replica,
    useCallback((reader: ReplicaReader) => suggestionsOf(reader, suggests, formulaNames), [suggests, formulaNames]),
  );
  return (
    <>
      <Input {...input} className={control} input={{ list: listId, autoComplete: 'off' }} />
      <datalist id={listId}>
        {suggestions.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </datalist>
    </>
  );
}
