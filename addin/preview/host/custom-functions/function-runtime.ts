import type { BaseValueObject } from '@univerjs/preset-sheets-node-core';
import type { InvocationResult } from '../client/host-services.ts';
import type { RichApiMessage } from '../client/window-external.ts';
import type { FunctionMetadata } from '../function-metadata.ts';
import type { CellsChange, GridChange } from '../grid-changes.ts';
import { type Area, columnLetters, quoteSheetName } from '../model/a1.ts';
import type { Recalculation, Sheet } from '../model/sheet.ts';
import type { WorkbookModel } from '../model/workbook-model.ts';
import type { CellError, LostCell } from '../preview-host.ts';
import { type ConvertedArguments, type EngineArgument, FunctionArguments } from './arguments.ts';
import { Calculator } from './calculator.ts';
import { type CellKey, cellKey, readCellKey } from './cell-key.ts';
import { FunctionCalls } from './function-calls.ts';
import { Invocations } from './invocations.ts';
import { LostCells } from './lost-cells.ts';
import { ResultValues, toOutcome } from './results.ts';

/** A moved cell lets go of its call and takes hold of it again in the next calculation. */
const SWEEP_DELAY_MS = 250;
/** Rows inserted by a paste come as several mutations. */
const RESCAN_DELAY_MS = 150;

/** The cell whose formula is being evaluated. */
export interface EvaluatedCell {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

export interface FunctionRuntimePorts {
  readonly post: (messages: readonly RichApiMessage[]) => void;
  /** Called after a calculation with the cells whose functions took part in it. */
  readonly cellsCalculated: (cells: readonly CellKey[]) => void;
}

/** Runs the add-in's functions for the formula engine, through the client's own proxy. */
export class FunctionRuntime implements Recalculation {
  readonly calls: FunctionCalls;
  readonly calculator: Calculator;
  private readonly results: ResultValues;
  private readonly arguments: FunctionArguments;
  private readonly invocations: Invocations;
  private sweepTimer: ReturnType<typeof setTimeout> | undefined;
  private rescanTimer: ReturnType<typeof setTimeout> | undefined;
  private idleWaiters: (() => void)[] = [];
  /** Cells with a formula that Excel would not have let in, and what it would have said. */
  private readonly refused = new Map<CellKey, CellError>();
  private readonly lost = new LostCells();

  constructor(
    private readonly workbook: WorkbookModel,
    private readonly namespace: string,
    ports: FunctionRuntimePorts,
  ) {
    this.results = new ResultValues(workbook.grid.packages);
    this.arguments = new FunctionArguments(workbook, this.results);
    this.invocations = new Invocations(ports.post, (call) => this.calls.get(call.id) === call);
    this.calls = new FunctionCalls({
      start: (call) => this.invocations.start(call),
      cancel: (call) => this.invocations.cancel(call),
      abandoned: () => this.sweepSoon(),
    });
    this.calculator = new Calculator(workbook, {
      started: () => this.calls.beginPass(),
      ended: () => {
        ports.cellsCalculated([...this.calls.endPass(), ...this.refused.keys()]);
        setTimeout(() => this.releaseIdleWaiters(), 0);
      },
    });
  }

  /** Called by the formula engine. Whatever it throws would stop the engine for good, so nothing may escape. */
  evaluate(fn: FunctionMetadata, cell: EvaluatedCell, given: readonly EngineArgument[]): BaseValueObject {
    try {
      return this.evaluateOnce(fn, cell, given);
    } catch (error) {
      console.error(`${this.namespace}.${fn.name} could not be evaluated`, error);
      return this.results.error('#VALUE!');
    }
  }

  clientIsReady(): void {
    this.invocations.open('client');
  }

  /** The add-in has associated its functions: from now on they are called. */
  start(): void {
    this.invocations.open('addin');
    this.rescan();
  }

  takeResults(results: readonly InvocationResult[]): void {
    for (const result of results) {
      const call = this.calls.get(result.invocationId);
      if (call === undefined) continue;
      call.outcome = toOutcome(result);
      this.calculator.markDirty(call.cells);
    }
    setTimeout(() => this.releaseIdleWaiters(), 0);
  }

  gridChanged(change: GridChange): void {
    if (change.kind === 'cells' && !change.isRewrite) {
      this.cellsChanged(change);
      return;
    }
    // At once: the next calculation may come before the look around, and moved cells must find their calls free.
    this.calls.detachAll();
    this.refused.clear();
    this.rescanSoon();
  }

  /** Why a cell's functions failed in its latest evaluation. */
  errorsOf(cell: CellKey): CellError[] {
    const outcomes = this.calls.of(cell).map(({ outcome }) => outcome);
    const failures = outcomes.flatMap((outcome) => (outcome.kind === 'error' ? [outcome.error] : []));
    const refusal = this.refused.get(cell);
    return refusal === undefined ? failures : [refusal, ...failures];
  }

  private cellsChanged(change: CellsChange): void {
    const sheet = this.workbook.sheetById(change.sheetId);
    for (const { row, column } of change.cells) {
      const cell = cellKey(change.sheetId, row, column);
      this.refused.delete(cell);
      this.lost.noteEntered(cell);
      const hasFormula = sheet !== undefined && sheet.formula(row, column) !== '';
      if (hasFormula) this.calls.restart(cell);
      else this.calls.release(cell);
    }
  }

  recalculate(sheet: Sheet, area: Area): void {
    const known = new Set([...this.calls.cellsInUse(), ...this.lost.keys()]);
    const inArea = [...known].filter((key) => {
      const { sheetId, row, column } = readCellKey(key);
      const inRows = row >= area.row && row < area.row + area.rowCount;
      return sheetId === sheet.id && inRows && column >= area.column && column < area.column + area.columnCount;
    });
    this.runAgain(inArea);
  }

  recalculateAll(): void {
    this.runAgain(this.calls.cellsInUse());
  }

  /** The cell lets go of its functions, and they are not called again until what `wakes` them. */
  lose(cell: CellKey, lost: LostCell): void {
    this.calls.release(cell);
    this.calls.sweep();
    this.lost.add(cell, lost);
    this.calculator.markDirty([cell]);
  }

  /** Every stream is begun once more, while the first still runs (office-js#1714). */
  beginStreamsAgain(): void {
    this.calls.beginAgain();
  }

  /** Every function is ended and called again (office-js#6285). */
  runStreamsAgain(): void {
    const cells = this.calls.cellsInUse();
    for (const cell of cells) this.calls.end(cell);
    this.calculator.markDirty(cells);
  }

  /** Looks all formulas up again: after loading a snapshot, and after rows or sheets moved. */
  private rescan(): void {
    this.calls.detachAll();
    const prefix = `${this.namespace.toUpperCase()}.`;
    for (const sheet of this.workbook.sheets()) {
      const cells = sheet.formulaCells().filter(({ formula }) => formula.toUpperCase().includes(prefix));
      this.calculator.markDirty(cells.map(({ row, column }) => cellKey(sheet.id, row, column)));
    }
  }

  /** Rows, columns or sheets are moving: which cell has which call is open until they have been looked up again. */
  get isMoving(): boolean {
    return this.rescanTimer !== undefined;
  }

  /** Nothing calculates or waits, and every function that was called has answered. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.idleWaiters.push(resolve);
      this.releaseIdleWaiters();
    });
  }

  dispose(): void {
    this.invocations.dispose();
    clearTimeout(this.sweepTimer);
    clearTimeout(this.rescanTimer);
    this.calculator.dispose();
    this.calls.detachAll();
    clearTimeout(this.sweepTimer);
    this.calls.sweep();
  }

  private evaluateOnce(fn: FunctionMetadata, cell: EvaluatedCell, given: readonly EngineArgument[]): BaseValueObject {
    const lost = this.lost.of(cellKey(cell.sheetId, cell.row, cell.column));
    if (lost !== undefined) return this.results.shown(lost.shows);
    const converted = this.arguments.convert(fn, given);
    switch (converted.kind) {
      case 'error':
        return converted.error;
      case 'refused': {
        const error = { code: '#VALUE!', message: converted.why };
        this.refused.set(cellKey(cell.sheetId, cell.row, cell.column), error);
        return this.results.error(error.code);
      }
      case 'lift':
        return this.lift(fn, cell, given, converted);
      case 'ready': {
        const sheet = this.workbook.sheetById(cell.sheetId);
        const address = `${quoteSheetName(sheet?.name ?? '')}!${columnLetters(cell.column)}${cell.row + 1}`;
        const parameterAddresses = fn.options?.requiresParameterAddresses === true ? converted.addresses : null;
        const invocation = { fn, values: converted.values, address, parameterAddresses };
        const call = this.calls.use(invocation, cellKey(cell.sheetId, cell.row, cell.column));
        return this.results.fromOutcome(call.outcome);
      }
    }
  }

  private lift(
    fn: FunctionMetadata,
    cell: EvaluatedCell,
    given: readonly EngineArgument[],
    { index, array }: Extract<ConvertedArguments, { kind: 'lift' }>,
  ): BaseValueObject {
    const { NullValueObject } = this.workbook.grid.packages;
    const rows = Array.from({ length: array.getRowCount() }, (_, row) =>
      Array.from({ length: array.getColumnCount() }, (_, column) => {
        const item = array.get(row, column) ?? NullValueObject.create();
        const arguments_ = [...given];
        // An empty value on its own would read as an omitted argument.
        arguments_[index] = item.isNull() ? this.results.array([[item]]) : item;
        const result = this.evaluateOnce(fn, cell, arguments_);
        return result.isArray() ? firstOf(result) : result;
      }),
    );
    return this.results.array(rows);
  }

  private runAgain(cells: readonly CellKey[]): void {
    for (const cell of cells) if (!this.lost.noteDirty(cell)) this.calls.restart(cell);
    this.calculator.markDirty(cells);
  }

  private sweepSoon(): void {
    this.sweepTimer ??= setTimeout(() => {
      this.sweepTimer = undefined;
      if (this.calculator.isBusy || this.isMoving) this.sweepSoon();
      else this.calls.sweep();
    }, SWEEP_DELAY_MS);
  }

  private rescanSoon(): void {
    clearTimeout(this.rescanTimer);
    this.rescanTimer = setTimeout(() => {
      this.rescanTimer = undefined;
      this.rescan();
    }, RESCAN_DELAY_MS);
  }

  private releaseIdleWaiters(): void {
    if (this.idleWaiters.length === 0) return;
    const isBusy = this.calculator.isBusy || this.invocations.isWaiting || this.isMoving;
    if (isBusy || this.calls.all().some((call) => call.outcome.kind === 'busy')) return;
    const settling = this.calculator.settled();
    if (settling !== undefined) {
      void settling.then(() => this.releaseIdleWaiters());
      return;
    }
    const waiting = this.idleWaiters;
    this.idleWaiters = [];
    for (const resolve of waiting) resolve();
  }
}

function firstOf(result: BaseValueObject): BaseValueObject {
  const array = result as BaseValueObject & { get(row: number, column: number): BaseValueObject | null };
  return array.get(0, 0) ?? result;
}
