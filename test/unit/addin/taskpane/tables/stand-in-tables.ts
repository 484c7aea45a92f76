import type {
  CellTrouble,
  InsertableTable,
  TableServices,
  TableStanding,
  TablesState,
} from '../../../../../addin/taskpane/tables/table-services.ts';

/** The pane's port to the workbook's tables, without a workbook: tests say how they stand, and read what was asked. */
export interface StandInTables {
  readonly services: TableServices;
  /** What the pane asked, one a call: `putBack plan afi/7`. */
  readonly asked: string[];
  /** Changes how they stand. */
  tell(state: Partial<TablesState>): void;
  /** What is asked from now on rejects with this; null: it succeeds again. */
  refuse(why: string | null): void;
}

const NOTHING: TablesState = { tables: [], agreedAt: null, loadsWithWorkbook: false };

const INSERTABLE: readonly InsertableTable[] = [
  {
    kind: 'plan',
    scope: {},
    title: 'Plan',
    columns: [
      { id: 'title', heading: 'Area for improvement', isChosen: true },
      { id: 'status', heading: 'Status', isChosen: true },
      { id: 'forecast', heading: 'Forecast', isChosen: true },
      { id: 'rag', heading: 'RAG', isChosen: true },
      { id: 'lead', heading: 'Lead office', isChosen: true },
      { id: 'supporting', heading: 'Supporting offices', isChosen: false },
      { id: 'note', heading: 'Note', isChosen: false },
    ],
  },
  {
    kind: 'calls',
    scope: { channel: '101' },
    title: '101 calls',
    columns: [
      { id: 'month', heading: 'Month', isChosen: true },
      { id: 'received', heading: 'Received', isChosen: true },
      { id: 'answered', heading: 'Answered', isChosen: true },
    ],
  },
];

/** A table of the plan on the sheet AFIs, as far as nothing else is said. */
export const planTable = (standing: Partial<TableStanding> = {}): TableStanding => ({
  tableId: 'plan',
  name: 'PEEL_Plan',
  title: 'Plan',
  place: { sheetId: 's1', address: 'A3' },
  sheetName: 'AFIs',
  rows: 19,
  waiting: 0,
  troubles: [],
  conflicts: [],
  deletedRows: [],
  ...standing,
});

/** A refused status of an AFI's row, as far as nothing else is said. */
export const trouble = (key: string, address: string, told: Partial<CellTrouble> = {}): CellTrouble => ({
  key,
  answeredBy: key,
  heading: 'Status',
  place: { sheetId: 's1', address },
  text: 'Finished',
  why: 'Status must be one of the six, such as In progress',
  kind: 'refused',
  ...told,
});

export function standInTables(): StandInTables {
  const listeners = new Set<(state: TablesState) => void>();
  const asked: string[] = [];
  let state = NOTHING;
  let refusal: string | null = null;
  const answer = async (...call: readonly (string | undefined)[]): Promise<void> => {
    asked.push(call.filter((part) => part !== undefined).join(' '));
    if (refusal !== null) throw new Error(refusal);
  };
  const placeOf = ({ sheetId, address }: TableStanding['place']): string => `${sheetId} ${address}`;
  return {
    asked,
    tell(news) {
      state = { ...state, ...news };
      for (const listener of [...listeners]) listener(state);
    },
    refuse(why) {
      refusal = why;
    },
    services: {
      subscribe(listener) {
        listeners.add(listener);
        listener(state);
        return () => listeners.delete(listener);
      },
      async insertable() {
        await answer('insertable');
        return INSERTABLE;
      },
      async insert({ kind, scope, columns, where }) {
        await answer('insert', kind, scope.channel, columns.join(','), where);
        return { sheetId: 's1', address: 'A3' };
      },
      selectCell: (place) => answer('select', placeOf(place)),
      answerDeletedRows: (id, keys, what, reason) => answer('deleted rows', id, keys.join(','), what, reason),
      answerCoauthor: (id, keys, what) => answer('co-author', id, keys.join(','), what),
      putBack: (id, keys) => answer('put back', id, keys.join(',')),
      chooseAll: (id, whose) => answer('choose all', id, whose),
      release: (id) => answer('release', id),
      refresh: () => answer('refresh'),
      setLoadsWithWorkbook: (isOn) => answer('load', String(isOn)),
    },
  };
}
