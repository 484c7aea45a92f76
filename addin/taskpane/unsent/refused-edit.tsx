import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReturnedEdit } from '../../sync/sync-status.ts';
import { FactList } from '../fact-list.tsx';
import { printedValue } from '../meanwhile-notice.tsx';
import { fieldLabel, problemText, sentence } from '../problem-text.ts';
import { recordName } from '../record-name.ts';
import { CardBar } from './card-bar.tsx';
import { changedFields } from './changed-fields.ts';
import { EditFacts } from './edit-facts.tsx';
import type { Settling } from './use-settling.ts';
import { hasValuesForm, ValuesForm } from './values-form.tsx';

interface RefusedEditProps {
  readonly edit: ReturnedEdit;
  readonly settling: Settling;
  readonly onOpen: (recordId: string) => void;
}

/** [S8] What the service refused, why, and a form to try it again with other values. */
export function RefusedEdit({ edit: { mutation, problems }, settling, onOpen }: RefusedEditProps) {
  const [isTyping, setTyping] = useState(false);
  const { kind, recordId, changes, effectiveOn } = mutation;
  const values = changedFields(mutation).map((field) => ({
    name: fieldLabel(field),
    value: printedValue(changes[field]?.value),
  }));
  const canTryAgain = values.length > 0 && hasValuesForm(kind);
  return (
    <>
      {problems.map((problem) => (
        <Text key={`${problem.path} ${problem.message}`}>{sentence(problemText(problem))}</Text>
      ))}
      <FactList facts={values} />
      <EditFacts mutation={mutation} />
      <CardBar recordId={recordId} settling={settling} canDismiss onOpen={onOpen}>
        {canTryAgain && (
          <Button
            size="small"
            aria-label={`Try again…: ${recordName(recordId)}`}
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
