import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { CellPlace } from '../../workbook/select-cell.ts';
import { useServices } from '../pane-context.ts';
import { useActor, useSyncStatus } from '../use-sync-status.ts';
import { InsertPage } from './insert-page.tsx';
import { TableCard } from './table-card.tsx';
import { TablesBar } from './tables-bar.tsx';
import { useFocusKept } from './use-focus-kept.ts';
import { useTableWork } from './use-table-work.ts';
import { useTables } from './use-tables.ts';
import { WorkbookSetting } from './workbook-setting.tsx';

const useStyles = makeStyles({
  view: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    '&:focus': { outline: 'none' },
  },
  // it must stand there before it speaks: an empty one only gives back its gap
  told: { '&:empty': { marginBottom: `calc(-1 * ${tokens.spacingVerticalM})` } },
});

interface Inserted {
  readonly title: string;
  readonly place: CellPlace;
}

/** The workbook's tables: how each stands, what it asks of the person, and another one. */
export function TablesView({ onOpen }: { readonly onOpen: (recordId: string) => void }) {
  const styles = useStyles();
  const { tables } = useServices();
  const state = useTables();
  useSyncStatus(); // what is chosen about a conflict leaves the list with the status
  const [isInserting, setInserting] = useState(false);
  const [told, setTold] = useState<string | Inserted>('');
  const refreshing = useTableWork(setTold);
  const going = useTableWork(setTold);
  const setting = useTableWork(setTold);
  const { ref, view } = useFocusKept();
  const wasInserting = useRef(false);
  useEffect(() => {
    if (wasInserting.current && !isInserting) view.current?.querySelector<HTMLElement>('[data-opens-form]')?.focus();
    wasInserting.current = isInserting;
  }, [isInserting, view]);
  if (state === null) return null;
  const open = (): void => {
    setTold('');
    setInserting(true);
  };
  const onInserted = (title: string, place: CellPlace): void => {
    setTold({ title, place });
    setInserting(false);
  };
  const sheetOf = ({ sheetId }: CellPlace): string =>
    state.tables.find(({ place }) => place.sheetId === sheetId)?.sheetName ?? '';
  return (
    <>
      {isInserting && <InsertPage onBack={() => setInserting(false)} onInserted={onInserted} />}
      <div ref={ref} tabIndex={-1} hidden={isInserting} className={isInserting ? undefined : styles.view}>
        <div role="status" className={styles.told}>
          {typeof told === 'string' ? (
            told !== '' && <Text>{told}</Text>
          ) : (
            <Text>
              {told.title} inserted at{' '}
              <Link as="button" inline onClick={() => going.run(() => tables.selectCell(told.place))}>
                {cellText(sheetOf(told.place), told.place)}
              </Link>
              .
            </Text>
          )}
        </div>
        {going.failure !== null && <Text role="alert">{going.failure}</Text>}
        <WhoMayEdit />
        {state.tables.length === 0 && (
          <Text>
            This workbook has no PEEL table yet. Insert one, and its cells show the plan or its figures: what you edit
            in them is checked, then shared with every office.
          </Text>
        )}
        <TablesBar state={state} work={refreshing} onInsert={open} />
        <div>
          {state.tables.map((table) => (
            <TableCard key={table.tableId} table={table} onOpen={onOpen} onTold={setTold} />
          ))}
        </div>
        <WorkbookSetting isOn={state.loadsWithWorkbook} work={setting} />
      </div>
    </>
  );
}

const cellText = (sheetName: string, { address }: CellPlace): string =>
  sheetName === '' ? `cell ${address}` : `${sheetName}!${address}`;

/** Says so to those whose edits in cells would come to nothing. */
function WhoMayEdit() {
  const actor = useActor();
  if (actor === null)
    return <Text>Tables show what this computer last heard of the plan. Sign in to edit in their cells.</Text>;
  if (actor.role !== 'reader') return null;
  return (
    <Text>
      You can read this plan but not change it: insert tables as you like, and they stay up to date. What is typed in
      their cells is refused.
    </Text>
  );
}
