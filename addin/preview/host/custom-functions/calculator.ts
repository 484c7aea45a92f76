import type { IExecutionOptions } from '@univerjs/core';
import type { WorkbookModel } from '../model/workbook-model.ts';
import { type CellKey, readCellKey } from './cell-key.ts';

/** Univer's FormulaExecutedStateType.SUCCESS. */
const SUCCEEDED = 3;

/** A read that waits for a calculation gives up here: a sheet that never stops must not block the add-in. */
const MAX_WAIT_MS = 3000;

/** Univer starts no calculation for these. */
const FORMAT_COMMANDS = ['sheet.command.set-style', 'sheet.command.set-border', 'sheet.command.clear-selection-format'];

export interface CalculatorEvents {
  readonly started: () => void;
  readonly ended: () => void;
}

interface DirtyRange {
  unitId: string;
  sheetId: string;
  range: { startRow: number; endRow: number; startColumn: number; endColumn: number };
}

/**
 * Asks the formula engine to evaluate the cells whose function has answered. Univer's own command for this waits until
 * nothing has changed for 100 ms and so starves under a ticking stream; the mutation behind it runs at once, but must
 * never run while a calculation does: what becomes dirty meanwhile goes into the next one.
 *
 *   idle --dirty--> scheduled --> running --ended--> idle, or scheduled again when more became dirty
 */
export class Calculator {
  private dirty = new Set<CellKey>();
  private inFlight: ReadonlySet<CellKey> = new Set();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  /** The grid changed and Univer has not started the calculation for it yet. */
  private changePending = false;
  private waiters: (() => void)[] = [];
  private readonly disposers: (() => void)[] = [];

  constructor(
    private readonly workbook: WorkbookModel,
    private readonly events: CalculatorEvents,
  ) {
    const { ICommandService, SetFormulaCalculationStartMutation, SetFormulaCalculationNotificationMutation } =
      workbook.grid.packages;
    const commands = workbook.injector.get(ICommandService);
    const before = commands.beforeCommandExecuted(({ id }) => {
      if (id === SetFormulaCalculationStartMutation.id) this.onStart();
    });
    const after = commands.onCommandExecuted(({ id, params }, options) => {
      if (changesCells(id, params, options)) this.changePending = true;
      if (id !== SetFormulaCalculationNotificationMutation.id) return;
      const { functionsExecutedState } = params as { functionsExecutedState?: number };
      if (functionsExecutedState !== undefined) this.onEnd(functionsExecutedState === SUCCEEDED);
    });
    this.disposers.push(
      () => before.dispose(),
      () => after.dispose(),
    );
  }

  get isBusy(): boolean {
    return this.running || this.dirty.size > 0 || this.timer !== undefined;
  }

  markDirty(cells: Iterable<CellKey>): void {
    for (const cell of cells) this.dirty.add(cell);
    this.schedule();
  }

  /** Undefined when the values in the grid are those of its formulas already. */
  settled(): Promise<void> | undefined {
    const mustWait = (this.changePending || this.running) && this.hasFormulas();
    if (!mustWait) return undefined;
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, MAX_WAIT_MS);
      this.waiters.push(() => {
        clearTimeout(timeout);
        resolve();
      });
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const dispose of this.disposers) dispose();
    this.release();
  }

  private schedule(): void {
    if (this.running || this.timer !== undefined || this.dirty.size === 0) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.start();
    }, 0);
  }

  private start(): void {
    if (this.running || this.dirty.size === 0) return;
    this.inFlight = this.dirty;
    this.dirty = new Set();
    const { SetFormulaCalculationStartMutation } = this.workbook.grid.packages;
    const params = {
      forceCalculation: false,
      dirtyRanges: dirtyRanges(this.workbook.id, this.inFlight),
      dirtyNameMap: {},
      dirtyDefinedNameMap: {},
      dirtySuperTableMap: {},
      dirtyUnitFeatureMap: {},
      dirtyUnitOtherFormulaMap: {},
      clearDependencyTreeCache: {},
    };
    this.workbook.grid.facade.syncExecuteCommand(SetFormulaCalculationStartMutation.id, params, { onlyLocal: true });
  }

  private onStart(): void {
    this.running = true;
    this.changePending = false;
    this.events.started();
  }

  private onEnd(succeeded: boolean): void {
    this.running = false;
    // A calculation that Univer stopped, to start one for an edit, has lost our cells.
    if (!succeeded) for (const cell of this.inFlight) this.dirty.add(cell);
    this.inFlight = new Set();
    this.events.ended();
    this.schedule();
    // Univer writes the results in the turn after it has said that it is done.
    setTimeout(() => {
      if (!this.changePending && !this.running) this.release();
    }, 0);
  }

  private release(): void {
    const waiting = this.waiters;
    this.waiters = [];
    for (const resolve of waiting) resolve();
  }

  private hasFormulas(): boolean {
    const sheets = Object.values(this.workbook.formulas.getFormulaData()?.[this.workbook.id] ?? {});
    return sheets.some((rows) => Object.values(rows ?? {}).some((cells) => Object.keys(cells ?? {}).length > 0));
  }
}

function changesCells(id: string, params: object | undefined, options: IExecutionOptions | undefined): boolean {
  if (/^formula\.mutation\.set-(super-table|defined-name)/.test(id)) return true;
  if (id !== 'sheet.mutation.set-range-values' || options?.onlyLocal === true) return false;
  const { trigger } = params as { trigger?: string };
  return options?.fromFormula !== true && !FORMAT_COMMANDS.includes(trigger ?? '');
}

/** Neighbouring cells of a column as one range: 10,000 single ranges would slow the engine down. */
function dirtyRanges(unitId: string, cells: ReadonlySet<CellKey>): DirtyRange[] {
  const columns = new Map<string, { sheetId: string; column: number; rows: number[] }>();
  for (const key of cells) {
    const { sheetId, row, column } = readCellKey(key);
    const id = `${sheetId}!${column}`;
    const known = columns.get(id) ?? { sheetId, column, rows: [] };
    known.rows.push(row);
    columns.set(id, known);
  }
  const ranges: DirtyRange[] = [];
  for (const { sheetId, column, rows } of columns.values()) {
    for (const { startRow, endRow } of runs(rows))
      ranges.push({ unitId, sheetId, range: { startRow, endRow, startColumn: column, endColumn: column } });
  }
  return ranges;
}

function runs(rows: number[]): { startRow: number; endRow: number }[] {
  const found: { startRow: number; endRow: number }[] = [];
  for (const row of rows.sort((first, second) => first - second)) {
    const last = found.at(-1);
    if (last !== undefined && row <= last.endRow + 1) last.endRow = row;
    else found.push({ startRow: row, endRow: row });
  }
  return found;
}
