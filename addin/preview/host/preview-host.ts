import type { IWorkbookData } from '@univerjs/core';
import type { FunctionsMetadata } from './function-metadata.ts';
import type { PersonAction } from './play/person-action.ts';

/** Undoes a subscription; calling it twice does no harm. */
export type Unsubscribe = () => void;

/** Excel's code of a failing cell, and what its error card says: mostly what the custom function gave with it. */
export interface CellError {
  /** As Excel shows it in the cell: `#N/A`, `#VALUE!`... */
  readonly code: string;
  /** Empty when the function gave none. */
  readonly message: string;
}

/** The selected cell: what Excel's status area would tell of it. */
export interface SelectedCell {
  readonly sheetName: string;
  /** Without the sheet's name: `B7`. */
  readonly address: string;
  /** Set while a custom function in this cell (or the formula that spills into it) fails, or its values have no room. */
  readonly error: CellError | undefined;
}

/** A cell that Excel has lost: it shows what it showed last, and its functions are not called. */
export interface LostCell {
  readonly sheetName: string;
  /** A1 address, without the sheet's name. */
  readonly address: string;
  /** `#BUSY!`, `#VALUE!`, `#NAME?`... or a value that is out of date by now. */
  readonly shows: string | number;
  /** Whether `setDirty` brings it back, or only entering its formula again. */
  readonly wakes: 'recalculated' | 'entered again';
}

/** A co-author's edit, as another person's Excel would make it. */
export interface CoauthorEdit {
  readonly sheetName: string;
  /** A1 address, without the sheet's name. */
  readonly address: string;
  /** Rows of values or formulas, of the address's size. */
  readonly values: readonly (readonly (string | number | boolean)[])[];
}

/** What the pane of a shared runtime can be: shown, or loaded but hidden. */
export type PaneVisibility = 'Visible' | 'Hidden';

/** A control that `Office.ribbon.requestUpdate` changed. */
export interface RibbonControlUpdate {
  readonly id: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
}

/** What both boots (page and headless) need to know. */
export interface PreviewHostSettings {
  readonly functions: FunctionsMetadata;
  /** What stands before the dot: `PEEL`. */
  readonly namespace: string;
  /** Answers `Office.auth.getAccessToken`; without it the client gets error 13001 (no user is signed in). */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>);
  /** A workbook saved by `saveSnapshot`; its PEEL formulas start again. */
  readonly snapshot?: IWorkbookData;
  /** Sheets of a new workbook, in order; `Sheet1` when omitted. Ignored with a snapshot. */
  readonly sheetNames?: readonly string[];
  /** Runs when `Office.onReady` has and before any formula calculates: associate the functions here, or right after. */
  readonly associate?: () => void | Promise<void>;
  /** Value of `Office.context.document.settings` and `workbook.settings` at the start, or what `saveDocumentSettings` gave. */
  readonly documentSettings?: Readonly<Record<string, unknown>>;
  /** Requirement sets by name, in place of those of a current desktop Excel with a shared runtime: `ExcelApi` `1.14`. */
  readonly requirementSets?: Readonly<Record<string, string>>;
}

/** A workbook that is not Excel, with the real office.js client in front of it. */
export interface PreviewHost {
  /**
   * Presses a ribbon button: runs what `Office.actions.associate` bound to the name.
   * Resolves when the command calls `event.completed()`; rejects when nothing is associated.
   */
  clickRibbon(functionName: string): Promise<void>;
  /** Why the cell fails, with the message that Excel shows in its error card; undefined where it has none. */
  cellError(sheetName: string, address: string): CellError | undefined;
  /** The selected cell now. */
  selectedCell(): SelectedCell;
  /** Called when the selection moves, and when the selected cell's error comes or goes. */
  onSelection(listener: (cell: SelectedCell) => void): Unsubscribe;
  /** Called when any custom-function cell starts to fail, fails differently, or recovers (`error` undefined). */
  onCellError(listener: (cell: SelectedCell) => void): Unsubscribe;
  /** What the person does: opens or closes the pane. */
  setVisibility(visibility: PaneVisibility): void;
  /** What the pane is, whoever changed it. */
  readonly visibility: PaneVisibility;
  /** Called when the pane is shown or hidden by anyone: `Office.addin.hide()`, `showAsTaskpane()`, `setVisibility`. */
  onVisibility(listener: (visibility: PaneVisibility) => void): Unsubscribe;
  /** Called for each control that the add-in enables, disables, shows or hides. */
  onRibbonUpdate(listener: (control: RibbonControlUpdate) => void): Unsubscribe;
  /** Applies another person's edit: its onChanged event says `source: "Remote"`. */
  playCoauthor(edit: CoauthorEdit): void;
  /**
   * Does what a person does in the workbook: types, sorts, inserts, moves, deletes. Its events say `source: "Local"` and
   * `triggerSource: "Unknown"`. Rejects where Excel would refuse it.
   */
  playPerson(action: PersonAction): Promise<void>;
  /** The same by another person: its events say `source: "Remote"`. */
  playCoauthorAction(action: PersonAction): Promise<void>;
  /** While on, a person is typing in a cell: every call of the Excel API fails with `InvalidOperationInCellEditMode`. */
  playCellEditing(isEditing: boolean): void;
  /** A cell is as Excel leaves some after a workbook was opened (office-js#4981, #6556, #1984, #4502, #6355). */
  playLostCell(cell: LostCell): void;
  /** Every stream is started a second time, while the first goes on unheard (office-js#1714). Our reading of the report. */
  playStreamsStartedTwice(): void;
  /** Every stream is cancelled and started again, as a press on the ribbon has done (office-js#6285). */
  playStreamsRunAgain(): void;
  /** Resolves when no calculation runs or waits. Streams may still change cells later. */
  calculationSettled(): Promise<void>;
  /**
   * Calls to custom functions: how many of those with a cell wait or hold a value, and how many run as streams. A stream
   * outlives its last cell by a quarter of a second, and a cell that asks the same meanwhile gets it.
   */
  callCounts(): { readonly busy: number; readonly streams: number; readonly settled: number };
  /** The workbook as plain data, to be given back as `snapshot`. */
  saveSnapshot(): IWorkbookData;
  /** All that is kept with the document beside its cells, to be given back as `documentSettings`: settings, start state. */
  saveDocumentSettings(): Record<string, unknown>;
  /** What `Office.addin.setStartupBehavior` has set: whether Excel would load the add-in with this document. */
  readonly startupBehavior: 'load' | 'none';
  /** Closes the workbook and cancels every stream; the page's `Office` stays but no longer answers. */
  dispose(): void;
}
