import { Button, Text } from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { troubledRows } from './table-rows.ts';
import type { TableStanding } from './table-services.ts';
import { counted } from './table-words.ts';
import { TroubledRows } from './troubled-rows.tsx';
import type { TableWork } from './use-table-work.ts';

interface RefusedRowsProps {
  readonly table: TableStanding;
  readonly work: TableWork;
}

/** What was refused: it is corrected in its cell, or put back here. */
export function RefusedRows({ table: { tableId, troubles }, work }: RefusedRowsProps) {
  const { tables } = useServices();
  return (
    <TroubledRows
      title="Refused"
      rows={troubledRows(troubles, 'refused')}
      work={work}
      rowActions={({ key }, name) =>
        key === '' ? null : (
          <Button
            size="small"
            aria-label={`Put back: ${name}`}
            disabledFocusable={work.busy}
            onClick={() => work.run(() => tables.putBack(tableId, [key]), `${name}: put back.`)}
          >
            Put back
          </Button>
        )
      }
      allActions={(keys) =>
        keys.length < 2 ? null : (
          <ConfirmButton
            label="Put all back…"
            isDisabled={work.busy}
            question={`Put ${counted(keys.length, 'row')} back?`}
            agree="Put back"
            onAgree={() => work.run(() => tables.putBack(tableId, keys), `${counted(keys.length, 'row')} put back.`)}
          >
            <Text>Their cells show what the dataset has. What was refused in them is given up.</Text>
          </ConfirmButton>
        )
      }
    />
  );
}
