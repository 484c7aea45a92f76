import { invalidArgument, notImplemented } from '../rich-api/host-error.ts';
import { isHostObject } from '../rich-api/host-object.ts';
import { formatAddress, quoteSheetName } from './a1.ts';
import { CellRange } from './cell-range.ts';
import { type ComparedKind, type Criteria, isOperator, needsTwo } from './data-validation.ts';

const LOCATION = 'DataValidation.rule';

/** Excel refuses a longer list: https://support.microsoft.com/office/29fecbcc-d1b9-42c1-9d76-eff3ce5f7249 */
const MAX_LIST_CHARACTERS = 255;

/** By the client's name in the rule. */
const COMPARED: Readonly<Record<string, ComparedKind>> = {
  wholeNumber: 'WholeNumber',
  decimal: 'Decimal',
  date: 'Date',
  textLength: 'TextLength',
};

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidArgument(LOCATION);
  return value as Members;
}

const MS_PER_DAY = 86_400_000;
/** 30 December 1899: Excel's day 0 for every date since March 1900. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;

/** The client sends a `Date` as ISO text in UTC; our reading: Excel takes day and time from it as they stand. */
function serialNumber(text: string): number {
  return (Date.parse(text) - DAY_ZERO_MS) / MS_PER_DAY;
}

/** A number, however it is written: `10`, `"10"`, `"=10"`; of dates also ISO text. */
function criterion(value: unknown, kind: ComparedKind): number {
  if (isHostObject(value)) throw notImplemented('a validation that compares with a range');
  const isDateText = kind === 'Date' && typeof value === 'string' && ISO_DATE.test(value);
  if (isDateText) return serialNumber(value);
  if (typeof value === 'number' && kind !== 'Date') return value;
  if (typeof value !== 'string' || value.trim() === '') throw invalidArgument(LOCATION);
  const number = Number(value.replace(/^=/, ''));
  if (Number.isNaN(number)) throw notImplemented('a validation that compares with a formula');
  return number;
}

function compared(kind: ComparedKind, members: Members): Criteria {
  const { operator, formula1, formula2 } = members;
  if (!isOperator(operator)) throw invalidArgument(LOCATION);
  const second = needsTwo(operator) ? criterion(formula2, kind) : undefined;
  return { kind, operator, formula1: criterion(formula1, kind), formula2: second };
}

/** `=Lists!$A$1:$A$9` */
function reference({ sheet, area }: CellRange): string {
  const fixed = formatAddress(area).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  return `=${quoteSheetName(sheet.name)}!${fixed}`;
}

function listSource(source: unknown, rangeOf: (address: string) => CellRange): string {
  if (isHostObject(source) && source.target instanceof CellRange) return reference(source.target);
  if (typeof source !== 'string' || source.trim() === '') throw invalidArgument(LOCATION);
  if (source.length > MAX_LIST_CHARACTERS) throw invalidArgument(LOCATION);
  if (!source.startsWith('=')) return source;
  if (!/\d$/.test(source)) throw notImplemented('a list from anything but text or a range');
  return reference(rangeOf(source.slice(1)));
}

/** Reads the rule that the client sends: an object with one member, by the kind of validation. */
export function parseRule(value: unknown, rangeOf: (address: string) => CellRange): Criteria {
  const given = Object.entries(membersOf(value)).filter(([, one]) => one !== null && one !== undefined);
  const [only] = given;
  if (only === undefined || given.length > 1) throw invalidArgument(LOCATION);
  const [name, criteria] = only;
  const kind = Object.hasOwn(COMPARED, name) ? COMPARED[name] : undefined;
  if (kind !== undefined) return compared(kind, membersOf(criteria));
  if (name === 'custom' || name === 'time') throw notImplemented(`a data validation of the kind ${name}`);
  if (name !== 'list') throw invalidArgument(LOCATION);
  const { source, inCellDropDown = true } = membersOf(criteria);
  if (typeof inCellDropDown !== 'boolean') throw invalidArgument(LOCATION);
  return { kind: 'List', source: listSource(source, rangeOf), inCellDropDown };
}

/** As the client reads it back: numbers come as formulas, `=10`, as the documentation says. */
export function describeRule(criteria: Criteria): object {
  if (criteria.kind === 'None') return {};
  if (criteria.kind === 'List') {
    const { source, inCellDropDown } = criteria;
    return { list: { source, inCellDropDown } };
  }
  const { kind, operator, formula1, formula2 } = criteria;
  const name = Object.keys(COMPARED).find((key) => COMPARED[key] === kind) ?? '';
  const second = formula2 === undefined ? {} : { formula2: `=${formula2}` };
  return { [name]: { operator, formula1: `=${formula1}`, ...second } };
}
