import { Button, Text } from '@fluentui/react-components';
import { PaneDialog } from '../pane-dialog.tsx';
import type { InsertQuestion } from './use-insert.ts';

interface InsertDialogProps {
  readonly question: InsertQuestion;
  readonly size: { readonly rows: number; readonly columns: number };
  readonly onAgree: () => void;
  readonly onClose: () => void;
}

/** Asks before Insert writes over a cell, or puts a formula where its values find no room. */
export function InsertDialog({ question, size, onAgree, onClose }: InsertDialogProps) {
  const isOccupied = question.because === 'occupied';
  return (
    <PaneDialog
      title={isOccupied ? `Write over ${question.address}?` : `No room at ${question.address}`}
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" onClick={onAgree}>
            {isOccupied ? 'Write over it' : 'Insert it all the same'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <Text>{isOccupied ? `The active cell holds ${question.holds}` : whyNoRoom(question.blockedBy, size)}</Text>
    </PaneDialog>
  );
}

function whyNoRoom(blockedBy: string | null, { rows, columns }: InsertDialogProps['size']): string {
  const area = `${rows} ${rows === 1 ? 'row' : 'rows'} and ${columns} ${columns === 1 ? 'column' : 'columns'}`;
  const why = blockedBy === null ? 'the worksheet ends before' : `${blockedBy} is not empty`;
  return `The result fills ${area}, and ${why}. The cell would show #SPILL! until there is room: clear what is in the way, or select another cell first.`;
}
