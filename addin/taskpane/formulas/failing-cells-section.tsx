import { Button, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { FailingCell, FailingCells } from '../../workbook/failing-cells.ts';
import { useServices } from '../pane-context.ts';
import { Section } from '../section.tsx';
import { FailingCellRow } from './failing-cell-row.tsx';
import { failureText } from './failure-text.ts';
import { useFailingCells } from './use-failing-cells.ts';

const FIRST_SHOWN = 50;
const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** "3 of 240 PEEL cells show an error." */
function countText({ failing, peelCells }: FailingCells): string {
  if (peelCells === 0) return 'The workbook has no PEEL cells yet.';
  const all = `${peelCells.toLocaleString('en-GB')} PEEL ${peelCells === 1 ? 'cell' : 'cells'}`;
  if (failing.length === 0) return `No cell fails: ${all}, none with an error.`;
  return `${failing.length.toLocaleString('en-GB')} of ${all} ${failing.length === 1 ? 'shows' : 'show'} an error.`;
}

/** The PEEL cells of the workbook that show an error: where, why, and a way to each. */
export function FailingCellsSection({ isShown }: { readonly isShown: boolean }) {
  const styles = useStyles();
  const { formulas } = useServices();
  const { found, isLooking, failure, look } = useFailingCells(isShown);
  const [shown, setShown] = useState(FIRST_SHOWN);
  const [refused, setRefused] = useState<string | null>(null);
  const run = (work: () => Promise<void>): void => {
    setRefused(null);
    work().catch((cause: unknown) => setRefused(failureText(cause)));
  };
  const failing = found?.failing ?? [];
  const place = ({ sheetId, address }: FailingCell): string => `${sheetId} ${address}`;
  const why = refused ?? failure;
  return (
    <Section title="Cells in error" level="h2">
      <Text role="status">{found === null ? 'Looking through the workbook' : countText(found)}</Text>
      {why !== null && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{why}</MessageBarBody>
        </MessageBar>
      )}
      {failing.length > 0 && (
        <ul className={styles.list} aria-label="Cells in error">
          {failing.slice(0, shown).map((cell) => (
            <FailingCellRow key={place(cell)} cell={cell} onSelect={() => run(() => formulas.selectCell(cell))} />
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        {failing.length > shown && (
          <Button size="small" onClick={() => setShown(shown + FIRST_SHOWN)}>
            Show {Math.min(FIRST_SHOWN, failing.length - shown)} more
          </Button>
        )}
        <Button size="small" disabledFocusable={isLooking} onClick={look}>
          {isLooking ? 'Looking' : 'Look again'}
        </Button>
        {failing.length > 0 && (
          <Button size="small" onClick={() => run(formulas.refresh)}>
            Refresh these cells
          </Button>
        )}
      </div>
    </Section>
  );
}
