import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState } from 'react';
import type { FormulaExample } from '../../formulas/formula-example.ts';
import type { FormulaGuide, GuidedFormula } from '../../formulas/guide/formula-guide.ts';
import type { ChosenArgument } from '../../formulas/guide/formula-syntax.ts';
import { Section } from '../section.tsx';
import { argumentField, chosenArgument, type Typed, typedFor } from './argument-field.ts';
import { ArgumentForm } from './argument-form.tsx';
import { ExampleList } from './example-list.tsx';
import { FormulaOutcome } from './formula-outcome.tsx';

const useStyles = makeStyles({
  heading: { margin: 0, overflowWrap: 'anywhere', outlineStyle: 'none' },
  signature: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  summary: { cursor: 'pointer', fontWeight: tokens.fontWeightSemibold },
  top: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
});

interface FunctionPageProps {
  readonly guide: FormulaGuide;
  readonly formula: GuidedFormula;
}

/** `PEEL.CALLS(channel, month, measure, [asAt])`. */
function signature({ name, parameters }: GuidedFormula): string {
  return `PEEL.${name}(${parameters.map((each) => (each.optional ? `[${each.name}]` : each.name)).join(', ')})`;
}

/** One function: what it gives, its arguments to be chosen with the result at hand, and its examples. */
export function FunctionPage({ guide, formula }: FunctionPageProps) {
  const styles = useStyles();
  const fields = formula.parameters.map(argumentField);
  const [typed, setTyped] = useState<readonly Typed[]>(() => fields.map(() => ''));
  const form = useRef<HTMLDivElement>(null);
  const headingId = useId();
  // the list that stood here may have been scrolled far down
  useEffect(() => document.getElementById(headingId)?.focus(), [headingId]);
  const useExample = (text: string): void => {
    const chosen = chosenIn(guide, formula, text) ?? [];
    setTyped(fields.map((field, index) => typedFor(field, chosen[index] ?? null)));
    form.current?.querySelector<HTMLElement>('input, select, button')?.focus();
  };
  const working = formula.examples.filter((example) => !isError(example));
  const failing = formula.examples.filter(isError);
  const listProps = { formula, chosenIn: (text: string) => chosenIn(guide, formula, text), onUse: useExample };
  const missing = formula.parameters.filter(({ optional }, index) => !optional && (typed[index] ?? '').trim() === '');
  const chosen = fields.map((field, index) => chosenArgument(field, typed[index] ?? ''));
  return (
    <>
      <div className={styles.top}>
        <Subtitle2 as="h2" id={headingId} tabIndex={-1} className={styles.heading}>
          PEEL.{formula.name}
        </Subtitle2>
        <Text>{formula.description}</Text>
        <Text size={200} className={styles.signature}>
          {signature(formula)}
        </Text>
      </div>
      <Section title="Insert it">
        <div ref={form}>
          <ArgumentForm
            guide={guide}
            parameters={formula.parameters}
            typed={typed}
            onType={(index, value) => setTyped(typed.map((each, at) => (at === index ? value : each)))}
          />
        </div>
        <FormulaOutcome guide={guide} formula={formula} chosen={chosen} missing={missing.map(({ name }) => name)} />
      </Section>
      {working.length > 0 && (
        <Section title="Examples">
          <ExampleList {...listProps} examples={working} label={`Examples of PEEL.${formula.name}`} />
        </Section>
      )}
      {failing.length > 0 && (
        <details>
          <summary className={styles.summary}>What its errors say ({failing.length})</summary>
          <ExampleList {...listProps} examples={failing} label={`Errors of PEEL.${formula.name}`} />
        </details>
      )}
    </>
  );
}

/** The arguments of an example, where the form can hold them all. */
function chosenIn(guide: FormulaGuide, { name, parameters }: GuidedFormula, text: string) {
  const read = guide.read(text);
  if (read?.name !== name) return null;
  const canHold = (argument: ChosenArgument, index: number): boolean => {
    const parameter = parameters[index];
    if (parameter === undefined) return false;
    const field = argumentField(parameter);
    return argument === null || argument === false || chosenArgument(field, typedFor(field, argument)) !== null;
  };
  return read.chosen.every(canHold) ? read.chosen : null;
}

const isError = ({ shows }: FormulaExample): boolean => typeof shows === 'object' && 'error' in shows;
