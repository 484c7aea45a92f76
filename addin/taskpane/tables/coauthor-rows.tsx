import { Button, Text } from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { troubledRows } from './table-rows.ts';
import type { TableStanding } from './table-services.ts';
import { counted } from './table-words.ts';
import { TroubledRows } from './troubled-rows.tsx';
import type { TableWork } from './use-table-work.ts';

interface CoauthorRowsProps {
  readonly table: TableStanding;
  readonly work: TableWork;
}

/** What somebody else typed into the file, or the person in another browser, and was not sent from there: they take it as theirs, or not. */
export function CoauthorRows({ table: { tableId, troubles }, work }: CoauthorRowsProps) {
  const { tables } = useServices();
  const rows = troubledRows(troubles, 'edited by a co-author');
  const all = [...new Set(rows.map(({ answeredBy }) => answeredBy))];
  const send = (keys: readonly string[], told: string): void =>
    work.run(() => tables.answerCoauthor(tableId, keys, 'send'), told);
  const putBack = (keys: readonly string[], told: string): void =>
    work.run(() => tables.answerCoauthor(tableId, keys, 'put back'), told);
  return (
    <TroubledRows
      title="Edited by somebody else, or on another computer"
      rows={rows}
      work={work}
      rowActions={({ key, answeredBy }, name) => (
        <>
          <Button
            size="small"
            aria-label={`Send as mine: ${name}`}
            disabledFocusable={work.busy}
            onClick={() => send([answeredBy], `${name}: taken as your edit.`)}
          >
            Send as mine
          </Button>
          {key !== '' && (
            <Button
              size="small"
              aria-label={`Put back: ${name}`}
              disabledFocusable={work.busy}
              onClick={() => putBack([key], `${name}: put back.`)}
            >
              Put back
            </Button>
          )}
        </>
      )}
      allActions={(keys) => {
        const sent = counted(rows.length, 'row');
        const back = counted(keys.length, 'row');
        return (
          <>
            <ConfirmButton
              label="Send all as mine…"
              isDisabled={work.busy}
              question={`Send ${sent} as mine?`}
              agree="Send as mine"
              onAgree={() => send(all, `${sent} taken as your edits.`)}
            >
              <Text>
                What somebody else typed in them, or you on another computer, goes to the other offices under your name.
              </Text>
            </ConfirmButton>
            {keys.length > 1 && (
              <ConfirmButton
                label="Put all back…"
                isDisabled={work.busy}
                question={`Put ${back} back?`}
                agree="Put back"
                onAgree={() => putBack(keys, `${back} put back.`)}
              >
                <Text>Their cells show what the dataset has. What was typed in them is given up.</Text>
              </ConfirmButton>
            )}
          </>
        );
      }}
    />
  );
}
