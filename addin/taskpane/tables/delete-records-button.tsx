import { Button, Field, Text, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { printedCount } from '../../../shared/domain/arithmetic.ts';
import { MAX_REASON_LENGTH } from '../../../shared/sync/protocol.ts';
import { PaneDialog } from '../pane-dialog.tsx';
import { validationOf } from '../use-form-styles.ts';
import { counted, namesInWords } from './table-words.ts';

interface DeleteRecordsButtonProps {
  /** The records' names. */
  readonly names: readonly string[];
  readonly isDisabled: boolean;
  /** Hears the person's reason. */
  readonly onAgree: (reason: string) => void;
}

/** [S12] Deletes records whose rows were deleted, once the person has agreed and said why. */
export function DeleteRecordsButton({ names, isDisabled, onAgree }: DeleteRecordsButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button size="small" disabledFocusable={isDisabled} onClick={() => setAsking(true)}>
        Delete {counted(names.length, 'record')}…
      </Button>
      {isAsking && (
        <DeleteRecordsDialog
          names={names}
          onClose={close}
          onAgree={(reason) => {
            close();
            onAgree(reason);
          }}
        />
      )}
    </>
  );
}

type DeleteRecordsDialogProps = Omit<DeleteRecordsButtonProps, 'isDisabled'> & { readonly onClose: () => void };

function DeleteRecordsDialog({ names, onAgree, onClose }: DeleteRecordsDialogProps) {
  const [typed, setTyped] = useState('');
  const reason = typed.trim();
  const isTooLong = reason.length > MAX_REASON_LENGTH;
  const tooLong = isTooLong ? `At most ${printedCount(MAX_REASON_LENGTH)} characters` : undefined;
  const canGo = reason !== '' && !isTooLong;
  const isOne = names.length === 1;
  return (
    <PaneDialog
      title={`Delete ${counted(names.length, 'record')} for every office?`}
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={!canGo} onClick={() => canGo && onAgree(reason)}>
            Delete
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <Text>
        {namesInWords(names)} {isOne ? 'leaves' : 'leave'} the plan, its tables and its formulas in every office.
        Nothing is lost: {isOne ? 'it stands' : 'they stand'} under Deleted, and an administrator can restore{' '}
        {isOne ? 'it' : 'them'}.
      </Text>
      <Field
        label={`Why ${isOne ? 'is it' : 'are they'} deleted?`}
        required
        hint="Kept in the history"
        {...validationOf(tooLong)}
      >
        <Textarea rows={3} resize="vertical" value={typed} onChange={(_event, { value }) => setTyped(value)} />
      </Field>
    </PaneDialog>
  );
}
