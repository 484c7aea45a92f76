import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReturnedEdit } from '../../sync/sync-status.ts';
import { FactList } from '../fact-list.tsx';
import { fieldLabel } from '../field-words.ts';
import { printedValue } from '../printed-value.ts';
import { problemText, sentence } from '../problem-text.ts';
import { CardBar } from './card-bar.tsx';
import { changedFields } from './changed-fields.ts';
import { EditFacts } from './edit-facts.tsx';
import type { Settling } from './use-settling.ts';
import { hasValuesForm, ValuesForm } from './values-form.tsx';

interface RefusedEditProps {
  readonly edit: ReturnedEdit;
  /** The record's name. */
  readonly name: string;
  readonly settling: Settling;
  readonly onOpen: (recordId: string) => void;
}

const WANTED = { create: null, set: null, delete: 'delete', restore: 'restore' } as const;

/** [S8] What the service refused, why, and a form to try it again with other values. */
export function RefusedEdit({ edit: { mutation, parts, problems }, name, settling, onOpen }: RefusedEditProps) {
  const [isTyping, setTyping] = useState(false);
  const { kind, recordId, changes, effectiveOn } = mutation;
  const wanted = WANTED[mutation.op];
  const values = changedFields(mutation).map((field) => ({
    name: fieldLabel(field),
    value: printedValue(changes[field]?.value),
  }));
  const canTryAgain = values.length > 0 && hasValuesForm(kind);
  return (
    <>
      {problems.map((problem) => (
        // the service names a record by its id
        <Text key={`${problem.path} ${problem.message}`}>
          {sentence(problemText(problem).replaceAll(recordId, name))}
        </Text>
      ))}
      {wanted !== null && <Text>You wanted to {wanted} it.</Text>}
      {values.length > 0 && <FactList facts={values} />}
      <EditFacts parts={parts} />
      <CardBar recordId={recordId} name={name} settling={settling} canDismiss onOpen={onOpen}>
        {canTryAgain && (
          <Button
            size="small"
            aria-label={`Try again…: ${name}`}
            aria-expanded={isTyping}
            disabledFocusable={settling.busy}
            onClick={() => setTyping(!isTyping)}
          >
            Try again…
          </Button>
        )}
      </CardBar>
      {isTyping && (
        <ValuesForm
          mutation={mutation}
          effectiveOn={effectiveOn}
          settling={settling}
          onClose={() => setTyping(false)}
        />
      )}
    </>
  );
}
