import { functions } from 'virtual:peel-functions';
import { cellAddress } from '../../../shared/worksheet/cell-address.ts';
import { type FormulaArgument, type PeelCall, peelCalls, wholeCall } from './formula-syntax.ts';
import { type FormulaResult, formulaResult } from './run-formula.ts';

/** A cell with a PEEL formula, and how to look at the cells that it reads. */
export interface PeelCell {
  readonly formula: string;
  /** What the cell shows. */
  readonly shows: unknown;
  /** What another cell shows ('' where it is empty); undefined for one that is not known. A null sheet is the cell's own. */
  readonly valueAt: (sheet: string | null, row: number, column: number) => unknown;
}

export interface Explanation {
  /** Why the cell fails and what to do, in a sentence or two. */
  readonly message: string;
  /** PEEL has an answer that the cell does not show: Excel has lost it, and Refresh brings it back. */
  readonly isDead: boolean;
}

type Answer = FormulaResult | { readonly unknown: 'argument' } | { readonly reads: string; readonly shows: string };

const ERROR_VALUE = /^#[A-Z/0!?]+[!?A]$/;
const isErrorValue = (value: unknown): boolean => typeof value === 'string' && ERROR_VALUE.test(value);
const shapes = new Map(functions.map((shape) => [shape.id, shape]));

/** `empty` is what a function is given for an empty cell: 0 on the desktop, null on the web (office-js#4702). */
type Empty = 0 | null;

function answerFor(argument: FormulaArgument, cell: PeelCell, empty: Empty): Answer {
  switch (argument.kind) {
    case 'value':
      return { value: argument.value };
    case 'left out':
      return { value: null };
    case 'call':
      return answerOf(argument.call, cell, empty);
    case 'other':
      return { unknown: 'argument' };
    case 'cell': {
      const value = cell.valueAt(argument.sheet, argument.row, argument.column);
      if (value === undefined) return { unknown: 'argument' };
      const place = `${argument.sheet === null ? '' : `${argument.sheet}!`}${cellAddress(argument.row, argument.column)}`;
      if (isErrorValue(value)) return { reads: place, shows: String(value) };
      return { value: value === '' ? empty : value };
    }
  }
}

/** What one call of a formula gives now, where its arguments can be known without Excel. */
function answerOf({ name, callArguments }: PeelCall, cell: PeelCell, empty: Empty = 0): Answer {
  const shape = shapes.get(name);
  if (shape === undefined) return { error: '#NAME?', message: `There is no function PEEL.${name}` };
  const values: unknown[] = [];
  for (const argument of callArguments) {
    const answer = answerFor(argument, cell, empty);
    if (!('value' in answer)) return answer;
    values.push(answer.value);
  }
  return formulaResult(shape, values);
}

const LOST = 'PEEL has an answer, but Excel has lost the cell. Press Refresh to bring it back.';
const CARD = 'Select the cell and look at its error card (the mark beside it) for the reason.';
const LOADED_LATE =
  'Excel opened the workbook before it knew the PEEL functions. Press Refresh; on a protected sheet, take the protection off first.';

function sizeInWords(value: unknown): string {
  if (!Array.isArray(value)) return 'The result';
  const rows: readonly unknown[] = value;
  const columns = Array.isArray(rows[0]) ? rows[0].length : 1;
  return `The result has ${rows.length} ${rows.length === 1 ? 'row' : 'rows'} and ${columns} ${columns === 1 ? 'column' : 'columns'}`;
}

function whyNoRoom(formula: string, cell: PeelCell): string {
  const call = wholeCall(formula);
  const answer = call === null ? null : answerOf(call, cell);
  const size = sizeInWords(answer !== null && 'value' in answer ? answer.value : null);
  return `${size}, and something is in its way: clear the cells below it and to its right, or move the formula out of a table or merged cells.`;
}

function whyUnknown(calls: readonly PeelCall[]): Explanation {
  const unknown = calls.find(({ name }) => !shapes.has(name));
  if (unknown === undefined) return { message: LOADED_LATE, isDead: true };
  const message = `There is no function PEEL.${unknown.name}. Look for the one you mean under Formulas.`;
  return { message, isDead: false };
}

/** Why a PEEL cell fails: the very message of its function where that can be worked out, else where to find it. */
export function explainFailure(cell: PeelCell): Explanation {
  const code = String(cell.shows);
  const calls = peelCalls(cell.formula);
  if (code === '#SPILL!') return { message: whyNoRoom(cell.formula, cell), isDead: false };
  if (code === '#NAME?') return whyUnknown(calls);
  const given = ([0, null] as const).map((empty) => calls.map((call) => answerOf(call, cell, empty)));
  const answers =
    given.find((each) => each.some((answer) => 'error' in answer && answer.error === code)) ?? given[0] ?? [];
  for (const answer of answers) {
    if ('error' in answer && answer.message !== '') return { message: sentence(answer.message), isDead: false };
    if ('reads' in answer) {
      const message = `It reads ${answer.reads}, which shows ${answer.shows}. Put that cell right first.`;
      return { message, isDead: false };
    }
  }
  const isKnown = answers.every((answer) => 'value' in answer);
  if (code === '#BUSY!')
    return { message: isKnown ? LOST : `Excel is still waiting for this cell. ${LOST_LATER}`, isDead: isKnown };
  if (!isKnown) return { message: CARD, isDead: false };
  if (wholeCall(cell.formula) !== null) return { message: LOST, isDead: true };
  return code === '#N/A' || code === '#VALUE!'
    ? { message: `${LOST} If it stays so, another part of the formula makes the error.`, isDead: true }
    : { message: `PEEL has an answer; another part of the formula makes ${code} of it.`, isDead: false };
}

const LOST_LATER = 'If it stays so, press Refresh.';

/**
 * Whether a cell holds an entity: a person sees its text, and who asks for the cell's plain value gets `#VALUE!`.
 * https://learn.microsoft.com/office/dev/add-ins/excel/excel-data-types-concepts
 */
export function isCard(cell: PeelCell): boolean {
  const call = cell.shows === '#VALUE!' ? wholeCall(cell.formula) : null;
  const answer = call === null ? null : answerOf(call, cell);
  if (answer === null || !('value' in answer)) return false;
  const { value } = answer;
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Entity';
}

/** Whether PEEL has an answer for a cell that the cell does not show: Excel has lost it. */
export function isDead(cell: PeelCell): boolean {
  if (!isErrorValue(cell.shows)) return isStale(cell);
  return !isCard(cell) && explainFailure(cell).isDead;
}

/** Why a cell fails, in words; null where it only looks so. */
export const whyItFails = (cell: PeelCell): string | null => (isCard(cell) ? null : explainFailure(cell).message);

/** Whether a cell shows another value than its function gives now: Excel no longer follows it, though it shows no error. */
function isStale(cell: PeelCell): boolean {
  const call = wholeCall(cell.formula);
  const answer = call === null ? null : answerOf(call, cell);
  if (answer === null || !('value' in answer)) return false;
  const shown = firstShown(answer.value);
  return shown !== undefined && !isShownAs(shown, cell.shows);
}

/** Excel keeps fifteen digits of a number. */
function isShownAs(value: string | number | boolean, shown: unknown): boolean {
  if (typeof value !== 'number' || typeof shown !== 'number') return value === shown;
  return Math.abs(value - shown) <= 1e-12 * Math.max(Math.abs(value), Math.abs(shown));
}

/** What the cell itself shows of an answer; undefined where Excel makes something of its own of it. */
function firstShown(value: unknown): string | number | boolean | undefined {
  const first: unknown = Array.isArray(value) && Array.isArray(value[0]) ? value[0][0] : value;
  return typeof first === 'string' || typeof first === 'number' || typeof first === 'boolean' ? first : undefined;
}

const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);
