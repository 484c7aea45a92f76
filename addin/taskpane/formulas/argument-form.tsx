import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { FormulaGuide, GuidedParameter } from '../../formulas/guide/formula-guide.ts';
import { useFormStyles } from '../use-form-styles.ts';
import { ArgumentControl } from './argument-control.tsx';
import { argumentField, type Typed } from './argument-field.ts';

const useStyles = makeStyles({ form: { margin: 0 } });

interface ArgumentFormProps {
  readonly guide: FormulaGuide;
  readonly parameters: readonly GuidedParameter[];
  readonly typed: readonly Typed[];
  readonly onType: (index: number, value: Typed) => void;
}

/** The arguments of a function, each with its help. */
export function ArgumentForm({ guide, parameters, typed, onType }: ArgumentFormProps) {
  const styles = useStyles();
  const { grid, texts } = useFormStyles();
  // the same list each time: suggestions are subscribed to with it
  const formulaNames = useMemo(() => guide.formulas.map(({ name }) => name), [guide]);
  if (parameters.length === 0) return null;
  return (
    <div className={mergeClasses(styles.form, grid, texts)}>
      {parameters.map((parameter, index) => (
        <ArgumentControl
          key={parameter.name}
          parameter={parameter}
          field={argumentField(parameter)}
          formulaNames={formulaNames}
          typed={typed[index] ?? ''}
          onType={(value) => onType(index, value)}
        />
      ))}
    </div>
  );
}
