import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { groupOf } from '../../../shared/domain/record-kinds.ts';
import { sameValue } from '../../../shared/sync/record.ts';
import type { ReturnedEdit } from '../../sync/sync-status.ts';
import { printedDay } from '../printed.ts';
import { sentence } from '../problem-text.ts';
import { useActor } from '../use-sync-status.ts';
import { CardBar } from './card-bar.tsx';
import { changedFields, listed } from './changed-fields.ts';
import { ChoiceButtons } from './choice-buttons.tsx';
import { type Conflict, type ContestedField, conflictOf, dayAgain, editAgain } from './conflict.ts';
import { ContestedGroup } from './contested-group.tsx';
import { EditFacts } from './edit-facts.tsx';
import { type HeldRecord, refusalNow } from './held-record.ts';
import type { Settling } from './use-settling.ts';
import { hasValuesForm, ValuesForm } from './values-form.tsx';

// it must stand there before it speaks: an empty one only gives back its gap
const useStyles = makeStyles({ told: { '&:empty': { marginBottom: `calc(-1 * ${tokens.spacingVerticalS})` } } });

interface ConflictChoiceProps {
  readonly edit: ReturnedEdit;
  /** The record's name. */
  readonly name: string;
  readonly held: HeldRecord | null;
  readonly settling: Settling;
  readonly onOpen: (recordId: string) => void;
}

/** [S6] Both values of an edit that met another, and the choice between mine, theirs and a new one. */
export function ConflictChoice({ edit, name, held, settling, onOpen }: ConflictChoiceProps) {
  const styles = useStyles();
  const actor = useActor();
  const [isTyping, setTyping] = useState(false);
  const { mutation } = edit;
  const conflict = conflictOf(mutation, held);
  const [shownFirst] = useState(conflict.fields);
  const { groups, fields, untouched } = conflict;
  const unsettled = [...groups, ...untouched];
  const mine = editAgain(mutation, unsettled, held);
  const day = dayAgain(mutation, unsettled, held);
  const refusal = mine === null ? null : refusalNow(actor, mine, held);
  const canTakeMine = mine !== null && refusal === null;
  const rest = changedFields(mutation).filter((field) => untouched.includes(groupOf(mutation.kind, field)));
  const mustGoOnOwn = mine === null || held === null || settling.problems.length > 0;
  return (
    <>
      <Text>{introOf(conflict, held)}</Text>
      {groups.map((group) => (
        <ContestedGroup
          key={group}
          mutation={mutation}
          group={group}
          fields={fields}
          theirs={edit.conflicts.find((each) => each.group === group)?.theirs}
          heldFrom={held?.effective[group]}
        />
      ))}
      <EditFacts parts={edit.parts} />
      {canTakeMine && day > mutation.effectiveOn && (
        <Text>Mine will be in effect from {printedDay(day)}, the day from which theirs is.</Text>
      )}
      {canTakeMine && rest.length > 0 && (
        <Text>Nobody else changed the {listed(rest)}: yours is saved whichever you take.</Text>
      )}
      <Text role="status" className={styles.told}>
        {isOtherwise(shownFirst, fields) && 'Theirs changed again after this was first shown: you see the newest.'}
      </Text>
      {refusal !== null && <Text>{sentence(refusal)}</Text>}
      <CardBar recordId={mutation.recordId} name={name} settling={settling} canDismiss={mustGoOnOwn} onOpen={onOpen}>
        {mine !== null && (
          <ChoiceButtons
            about={`${name} ${listed(fields.map(({ field }) => field))}`}
            name={name}
            mine={canTakeMine ? mine : null}
            rest={canTakeMine ? editAgain(mutation, untouched, held) : null}
            settling={settling}
            isTyping={isTyping}
            onType={hasValuesForm(mutation.kind) ? setTyping : null}
          />
        )}
      </CardBar>
      {isTyping && canTakeMine && (
        <ValuesForm mutation={mutation} effectiveOn={day} settling={settling} onClose={() => setTyping(false)} />
      )}
    </>
  );
}

function introOf({ groups }: Conflict, held: HeldRecord | null): string {
  if (held === null) return 'This is no longer in the plan. Open it to see, or dismiss your edit.';
  return groups.length === 0
    ? 'The plan holds your values by now: there is nothing to choose any more.'
    : 'This was changed elsewhere before yours arrived. Theirs was kept until you choose.';
}

function isOtherwise(before: readonly ContestedField[], now: readonly ContestedField[]): boolean {
  const theirs = (fields: readonly ContestedField[]) =>
    Object.fromEntries(fields.map((each) => [each.field, each.theirs ?? 'nothing']));
  return !sameValue(theirs(before), theirs(now));
}
