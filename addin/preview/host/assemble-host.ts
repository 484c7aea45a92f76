import { ChangeEvents } from './change-events.ts';
import { customFunctionsObject, hostServices } from './client/host-services.ts';
import { type Client, createClient, isFunctionResult } from './client/window-external.ts';
import { CellErrors } from './custom-functions/cell-errors.ts';
import { cellKey } from './custom-functions/cell-key.ts';
import type { FunctionCall } from './custom-functions/function-calls.ts';
import { FunctionRuntime } from './custom-functions/function-runtime.ts';
import { registerFunctions } from './custom-functions/register-functions.ts';
import { watchGrid } from './grid-changes.ts';
import { Listeners } from './listeners.ts';
import { columnLetters, parseAddress } from './model/a1.ts';
import { CellRange } from './model/cell-range.ts';
import { DocumentSettings, type StartState } from './model/document-settings.ts';
import { activeCell, workbookObject } from './model/workbook-api.ts';
import { WorkbookModel } from './model/workbook-model.ts';
import { PaneVisibilityState } from './pane-visibility.ts';
import { playPerson } from './play/play-person.ts';
import type {
  CoauthorEdit,
  LostCell,
  PreviewHost,
  PreviewHostSettings,
  RibbonControlUpdate,
  SelectedCell,
} from './preview-host.ts';
import { BatchInterpreter, refuseBatch } from './rich-api/batch-interpreter.ts';
import { HostError } from './rich-api/host-error.ts';
import type { HostObject } from './rich-api/host-object.ts';
import type { BatchResponse } from './rich-api/wire.ts';
import { watchSelection } from './selection-watch.ts';
import { watchTables } from './table-watch.ts';
import type { UniverGrid } from './univer-grid.ts';

/** The host behind the client, before office.js is there. */
export interface AssembledHost {
  readonly host: PreviewHost;
  /** Has to stand at `window.external` before office.js loads. */
  readonly external: object;
  /** To be called once office.js is ready and the functions are associated: formulas calculate from then on. */
  readonly start: () => void;
}

/** Puts the parts together over a running grid, in the page as in Node. */
export function assembleHost(grid: UniverGrid, settings: PreviewHostSettings): AssembledHost {
  const workbook = new WorkbookModel(grid, new DocumentSettings(settings.documentSettings));
  workbook.hasNotes = isNewEnough(settings.requirementSets?.ExcelApi, 18);
  const origin = { addin: 0, coauthor: 0 };
  const asAddin = counted(origin, 'addin');
  const asCoauthor = counted(origin, 'coauthor');

  const selections = new Listeners<SelectedCell>();
  const cellErrors = new Listeners<SelectedCell>();
  const ribbonUpdates = new Listeners<RibbonControlUpdate>();

  const functions: FunctionRuntime = new FunctionRuntime(workbook, settings.namespace, {
    post: (messages) => client.post(messages),
    cellsCalculated: (cells) => setTimeout(() => errors.review(cells), 0),
  });
  workbook.recalculation = functions;
  const unregister = registerFunctions(workbook, settings.functions, settings.namespace, functions);

  const pane = new PaneVisibilityState((eventType, args) => client.raise(eventType, '', args));
  const root = workbookObject(workbook);
  const services = {
    functionResults: functions.takeResults.bind(functions),
    functionsReady: () => functions.clientIsReady(),
    getRuntimeState: () => pane.visibility,
    setRuntimeState: (state: string) => pane.set(state === 'Visible' ? 'Visible' : 'Hidden'),
    getStartState: () => workbook.settings.startState,
    setStartState: (state: StartState) => {
      workbook.settings.startState = state;
    },
    ribbonUpdated: (control: RibbonControlUpdate) => ribbonUpdates.tell(control),
  };
  const interpreter = new BatchInterpreter({
    root: () => withCustomFunctions(root, () => customFunctionsObject(services)),
    services: hostServices(services),
    beforeRead: () => {
      asAddin(() => workbook.writes.flush());
      return functions.calculator.settled();
    },
    asAddin,
    afterBatch: () => workbook.writes.flush(),
  });
  let isEditingCell = false;
  const client: Client = createClient({
    execute: (batch) => (isEditingCell && !isFunctionResult(batch) ? refuseInCellEdit() : interpreter.execute(batch)),
    accessToken: async () => (typeof settings.token === 'function' ? settings.token() : settings.token),
    settings: workbook.settings,
    requirementSets: settings.requirementSets,
  });

  const selectedCell = (): SelectedCell => {
    const { sheet, area } = activeCell(workbook);
    const address = `${columnLetters(area.column)}${area.row + 1}`;
    return { sheetName: sheet.name, address, error: errors.of(sheet, area.row, area.column) };
  };
  const errors = new CellErrors(workbook, functions, (cell) => {
    cellErrors.tell(cell);
    const selected = selectedCell();
    if (selected.sheetName === cell.sheetName && selected.address === cell.address) selections.tell(selected);
  });
  const events = new ChangeEvents(workbook, client, {
    isAddin: () => origin.addin > 0,
    isCoauthor: () => origin.coauthor > 0,
  });
  const untable = watchTables(workbook, events);
  const unwatch = watchGrid(workbook, (change) => {
    functions.gridChanged(change);
    events.onGridChange(change);
    if (!functions.isMoving) errors.review([]);
  });
  const unselect = watchSelection(workbook, () => {
    selections.tell(selectedCell());
    events.selectionMoved();
  });

  const host = previewHost({
    ...{ workbook, functions, client, errors, pane, selections, cellErrors, ribbonUpdates, selectedCell },
    playCoauthor: (edit) => asCoauthor(() => applyEdit(workbook, edit)),
    playCoauthorAction: (action) => asCoauthor(() => playPerson(workbook, action)),
    playCellEditing: (isEditing) => {
      isEditingCell = isEditing;
    },
    playLostCell: (cell) => loseCell(workbook, functions, cell),
    playPerson: (action) => playPerson(workbook, action),
    stopListening: () => {
      untable();
      unwatch();
      unselect();
      unregister();
    },
  });
  return { host, external: client.external, start: () => functions.start() };
}

/** What the public host is made of. */
interface HostParts
  extends Pick<
    PreviewHost,
    'playCoauthor' | 'playCoauthorAction' | 'playPerson' | 'playCellEditing' | 'playLostCell' | 'selectedCell'
  > {
  readonly workbook: WorkbookModel;
  readonly functions: FunctionRuntime;
  readonly client: Client;
  readonly errors: CellErrors;
  readonly pane: PaneVisibilityState;
  readonly selections: Listeners<SelectedCell>;
  readonly cellErrors: Listeners<SelectedCell>;
  readonly ribbonUpdates: Listeners<RibbonControlUpdate>;
  readonly stopListening: () => void;
}

function previewHost(parts: HostParts): PreviewHost {
  const { workbook, functions, client, errors, pane } = parts;
  const { playCoauthor, playCoauthorAction, playPerson, playCellEditing, playLostCell, selectedCell } = parts;
  return {
    ...{ playCoauthor, playCoauthorAction, playPerson, playCellEditing, playLostCell, selectedCell },
    playStreamsStartedTwice: () => functions.beginStreamsAgain(),
    playStreamsRunAgain: () => functions.runStreamsAgain(),
    clickRibbon: (functionName) => client.invokeCommand(functionName),
    cellError: (sheetName, address) => {
      const sheet = workbook.sheetNamed(sheetName);
      const { row, column } = parseAddress(address);
      return sheet && errors.of(sheet, row, column);
    },
    onSelection: (listener) => parts.selections.add(listener),
    onCellError: (listener) => parts.cellErrors.add(listener),
    setVisibility: (visibility) => pane.set(visibility),
    get visibility() {
      return pane.visibility;
    },
    onVisibility: (listener) => pane.changes.add(listener),
    onRibbonUpdate: (listener) => parts.ribbonUpdates.add(listener),
    calculationSettled: () => functions.idle(),
    callCounts: () => countCalls(functions),
    saveSnapshot: () => workbook.grid.workbook.save(),
    saveDocumentSettings: () => workbook.settings.save(),
    get startupBehavior() {
      return workbook.settings.startState === 'Background' ? 'load' : 'none';
    },
    dispose: () => {
      parts.stopListening();
      functions.dispose();
      workbook.grid.univer.dispose();
    },
  };
}

/** Sets that a test does not name are those of a current Excel. */
function isNewEnough(version: string | undefined, minor: number): boolean {
  return version === undefined || Number(version.split('.')[1]) >= minor;
}

type Origin = { addin: number; coauthor: number };

/** Marks what runs inside as that origin's doing, until its promise settles when it gives one. */
function counted(origin: Origin, who: keyof Origin): <T>(action: () => T) => T {
  const end = (): void => {
    origin[who] -= 1;
  };
  return (action) => {
    origin[who] += 1;
    let isLater = false;
    try {
      const result = action();
      isLater = result instanceof Promise;
      // Whoever called sees the rejection itself.
      if (result instanceof Promise) result.then(end, end);
      return result;
    } finally {
      if (!isLater) end();
    }
  };
}

/** The proxy of the custom functions comes in through the workbook's root, beside the object model. */
function withCustomFunctions(root: HostObject, customFunctions: () => HostObject): HostObject {
  return {
    ...root,
    has: (kind, name) => (kind === 'objects' && name === 'CustomFunctions') || root.has(kind, name),
    navigate: (name) => (name === 'CustomFunctions' ? customFunctions() : root.navigate(name)),
  };
}

async function refuseInCellEdit(): Promise<BatchResponse> {
  const excelsWords =
    'Excel is in cell-editing mode. Please exit the edit mode by pressing ENTER or TAB or selecting another cell, and then try again.';
  return refuseBatch(new HostError('InvalidOperationInCellEditMode', excelsWords));
}

function applyEdit(workbook: WorkbookModel, { sheetName, address, values }: CoauthorEdit): void {
  const sheet = workbook.sheetNamed(sheetName);
  if (sheet === undefined) throw new Error(`The workbook has no sheet ${sheetName}`);
  new CellRange(sheet, parseAddress(address)).write(values, 'playCoauthor');
  workbook.writes.flush();
}

function loseCell(workbook: WorkbookModel, functions: FunctionRuntime, cell: LostCell): void {
  const sheet = workbook.sheetNamed(cell.sheetName);
  if (sheet === undefined) throw new Error(`The workbook has no sheet ${cell.sheetName}`);
  const { row, column } = parseAddress(cell.address);
  functions.lose(cellKey(sheet.id, row, column), cell);
}

function countCalls(functions: FunctionRuntime): { busy: number; streams: number; settled: number } {
  const all = functions.calls.all();
  const shown = all.filter((call) => call.cells.size > 0);
  const isBusy = (call: FunctionCall): boolean => call.outcome.kind === 'busy';
  return {
    busy: shown.filter(isBusy).length,
    streams: all.filter((call) => call.fn.options?.stream === true).length,
    settled: shown.filter((call) => !isBusy(call)).length,
  };
}
