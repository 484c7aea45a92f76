import { type Day, excelSerial } from '../../../shared/domain/calendar.ts';

/** An argument as a formula has it; `other` is what only Excel can work out: a range, a name, a calculation. */
export type FormulaArgument =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'left out' }
  /** Row and column count from 0; `sheet` is null for the formula's own. */
  | { readonly kind: 'cell'; readonly sheet: string | null; readonly row: number; readonly column: number }
  | { readonly kind: 'call'; readonly call: PeelCall }
  | { readonly kind: 'other' };

/** One use of a PEEL function; `text` is as it stands in the formula. */
export interface PeelCall {
  /** After the dot, in capitals. */
  readonly name: string;
  readonly callArguments: readonly FormulaArgument[];
  readonly text: string;
}

// Excel that has not read the add-in's functions yet has them in this form, at times behind a workbook's name (office-js#3558, #3872).
const CALL = /(?:\bPEEL\.|(?:[^\s"'()=,+*/&<>-]*!)?_xldudf_PEEL_)([A-Z][A-Z0-9]*)\s*\(/gi;
const MANGLED = /(?:[^\s"'()=,+*/&<>-]*!)?_xldudf_PEEL_(?=[A-Z])/gi;
const QUOTED = /"(?:[^"]|"")*"|'(?:[^']|'')*'/g;
const TEXT = /^"((?:[^"]|"")*)"$/;
const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)(%?)$/i;
const DATE = /^DATE\(\s*(\d{1,4})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/i;
const CELL = /^(?:(?:'((?:[^']|'')+)'|([A-Z_][\w.]*))!)?\$?([A-Z]{1,3})\$?(\d{1,7})$/i;

/** The same length, with what stands between quotes made harmless. */
const masked = (formula: string): string => formula.replace(QUOTED, (quoted) => '"'.repeat(quoted.length));

/** The place of the bracket that closes the one at `open`; the text's end where none does. */
function closingBracket(mask: string, open: number): number {
  let depth = 0;
  for (let at = open; at < mask.length; at += 1) {
    const character = mask.charAt(at);
    if ('({['.includes(character)) depth += 1;
    if (')}]'.includes(character)) depth -= 1;
    if (depth === 0) return at;
  }
  return mask.length;
}

function splitArguments(text: string, mask: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < mask.length; at += 1) {
    const character = mask.charAt(at);
    if ('({['.includes(character)) depth += 1;
    if (')}]'.includes(character)) depth -= 1;
    if (character !== ',' || depth > 0) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  parts.push(text.slice(start));
  return parts.length === 1 && parts[0]?.trim() === '' ? [] : parts.map((part) => part.trim());
}

const columnIndex = (letters: string): number =>
  [...letters.toUpperCase()].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function serialOf(year: number, month: number, day: number): number {
  // Excel's DATE takes months and days beyond the last on into the next year and month
  return excelSerial(new Date(Date.UTC(year < 1900 ? year + 1900 : year, month - 1, day)).toISOString().slice(0, 10));
}

function readArgument(text: string): FormulaArgument {
  if (text === '') return { kind: 'left out' };
  const quoted = TEXT.exec(text)?.[1];
  if (quoted !== undefined) return { kind: 'value', value: quoted.replaceAll('""', '"') };
  const [, digits, percent] = NUMBER.exec(text) ?? [];
  if (digits !== undefined) return { kind: 'value', value: percent === '%' ? Number(digits) / 100 : Number(digits) };
  if (/^(TRUE|FALSE)$/i.test(text)) return { kind: 'value', value: /^TRUE$/i.test(text) };
  const date = DATE.exec(text);
  if (date !== null) return { kind: 'value', value: serialOf(Number(date[1]), Number(date[2]), Number(date[3])) };
  const [, quotedSheet, plainSheet, letters, row] = CELL.exec(text) ?? [];
  if (letters !== undefined && row !== undefined) {
    const sheet = quotedSheet?.replaceAll("''", "'") ?? plainSheet ?? null;
    return { kind: 'cell', sheet, row: Number(row) - 1, column: columnIndex(letters) };
  }
  const [call, ...others] = peelCalls(text);
  return call?.text === text && others.length === 0 ? { kind: 'call', call } : { kind: 'other' };
}

/** The PEEL functions that a formula uses, as they stand in it; one inside another's arguments is part of that. */
export function peelCalls(formula: string): PeelCall[] {
  const mask = masked(formula);
  const calls: PeelCall[] = [];
  let end = 0;
  for (const found of mask.matchAll(CALL)) {
    if (found.index < end) continue;
    const open = found.index + found[0].length - 1;
    end = closingBracket(mask, open);
    const inside = splitArguments(formula.slice(open + 1, end), mask.slice(open + 1, end));
    calls.push({
      name: (found[1] ?? '').toUpperCase(),
      callArguments: inside.map(readArgument),
      text: formula.slice(found.index, end + 1),
    });
  }
  return calls;
}

/** The call that is the whole of a formula; null where the formula does more with it, or is none of ours. */
export function wholeCall(formula: string): PeelCall | null {
  const [call, ...others] = peelCalls(formula);
  return call !== undefined && others.length === 0 && formula.trim() === `=${call.text}` ? call : null;
}

/** A formula with our functions' names as people type them. */
export function withPlainNames(formula: string): string {
  return formula.replace(MANGLED, 'PEEL.');
}

/** What somebody chose for an argument; null leaves it out. */
export type ChosenArgument = string | number | boolean | { readonly day: Day } | null;

function argumentText(argument: ChosenArgument): string {
  if (argument === null) return '';
  if (typeof argument === 'string') return `"${argument.replaceAll('"', '""')}"`;
  if (typeof argument !== 'object') return String(argument).toUpperCase();
  const [year, month, day] = argument.day.split('-').map(Number);
  return `DATE(${year},${month},${day})`;
}

/** `=PEEL.CALLS("101","Jul-22","% answered")`; arguments that are left out at the end are not written. */
export function formulaText(name: string, chosen: readonly ChosenArgument[]): string {
  const given = [...chosen];
  while (given.at(-1) === null) given.pop();
  return `=PEEL.${name}(${given.map(argumentText).join(',')})`;
}

/** The value that Excel makes of a chosen argument: a date is its serial. */
export function argumentValue(argument: ChosenArgument): string | number | boolean | null {
  return typeof argument === 'object' && argument !== null ? excelSerial(argument.day) : argument;
}
