import type { IDataValidationRule } from '@univerjs/core';
import type { CellValue } from './cell-values.ts';

const OPERATORS = {
  Between: 'between',
  NotBetween: 'notBetween',
  EqualTo: 'equal',
  NotEqualTo: 'notEqual',
  GreaterThan: 'greaterThan',
  LessThan: 'lessThan',
  GreaterThanOrEqualTo: 'greaterThanOrEqual',
  LessThanOrEqualTo: 'lessThanOrEqual',
} as const;
export type Operator = keyof typeof OPERATORS;

/** By Excel's name, the grid's. Excel compares a date as its serial number, and so does the grid with a decimal number. */
const GRID_TYPES = {
  WholeNumber: 'whole',
  Decimal: 'decimal',
  Date: 'decimal',
  TextLength: 'textLength',
} as const;
export type ComparedKind = keyof typeof GRID_TYPES;

/** DataValidationErrorStyle of the grid; its enum is handed in only at run time. */
const GRID_STYLES = { Information: 0, Stop: 1, Warning: 2 } as const;
export type AlertStyle = keyof typeof GRID_STYLES;

/** DataValidationRenderMode: the arrow of a list, or nothing. */
const ARROW = 1;
const PLAIN = 0;

/** What cells may hold. Criteria of numbers, dates (as serial numbers) and lengths compare; a list holds. */
export type Criteria =
  | { readonly kind: 'None' }
  | { readonly kind: 'List'; readonly source: string; readonly inCellDropDown: boolean }
  | {
      readonly kind: ComparedKind;
      readonly operator: Operator;
      readonly formula1: number;
      /** Of `Between` and `NotBetween`. */
      readonly formula2: number | undefined;
    };

/** One validation as Excel describes it. */
export interface Validation {
  readonly criteria: Criteria;
  readonly ignoreBlanks: boolean;
  readonly errorAlert: {
    readonly showAlert: boolean;
    readonly style: AlertStyle;
    readonly title: string;
    readonly message: string;
  };
  readonly prompt: { readonly showPrompt: boolean; readonly title: string; readonly message: string };
}

/** What Excel says of cells that nobody has set a validation for. */
export const NO_VALIDATION: Validation = {
  criteria: { kind: 'None' },
  ignoreBlanks: true,
  errorAlert: { showAlert: true, style: 'Stop', title: '', message: '' },
  prompt: { showPrompt: true, title: '', message: '' },
};

export function isOperator(name: unknown): name is Operator {
  return typeof name === 'string' && Object.hasOwn(OPERATORS, name);
}

export function isAlertStyle(name: unknown): name is AlertStyle {
  return typeof name === 'string' && Object.hasOwn(GRID_STYLES, name);
}

export function needsTwo(operator: Operator): boolean {
  return operator === 'Between' || operator === 'NotBetween';
}

/** What the grid has no place of its own for, kept where it keeps what it does not know. */
interface OwnPart extends NonNullable<IDataValidationRule['bizInfo']> {
  readonly kind: ComparedKind | undefined;
  readonly style: AlertStyle;
}

type GridRule = Omit<IDataValidationRule, 'uid' | 'ranges'>;

function gridCriteria(criteria: Criteria): Pick<GridRule, 'type'> & Partial<GridRule> {
  if (criteria.kind === 'None') return { type: 'any' };
  if (criteria.kind === 'List') {
    const { source, inCellDropDown } = criteria;
    return { type: 'list', formula1: source, showDropDown: inCellDropDown, renderMode: inCellDropDown ? ARROW : PLAIN };
  }
  const { kind, operator, formula1, formula2 } = criteria;
  const second = formula2 === undefined ? {} : { formula2: String(formula2) };
  const gridOperator = OPERATORS[operator] as NonNullable<GridRule['operator']>;
  return { type: GRID_TYPES[kind], operator: gridOperator, formula1: String(formula1), ...second };
}

/** The grid's rule for a validation. */
export function toGridRule({ criteria, ignoreBlanks, errorAlert, prompt }: Validation): GridRule {
  const own: OwnPart = {
    kind: criteria.kind === 'None' || criteria.kind === 'List' ? undefined : criteria.kind,
    style: errorAlert.style,
  };
  return {
    ...gridCriteria(criteria),
    allowBlank: ignoreBlanks,
    showErrorMessage: errorAlert.showAlert,
    // The grid would refuse what is typed even where no alert is wanted; Excel lets it pass.
    errorStyle: errorAlert.showAlert ? GRID_STYLES[errorAlert.style] : GRID_STYLES.Information,
    errorTitle: errorAlert.title,
    error: errorAlert.message,
    showInputMessage: prompt.showPrompt,
    promptTitle: prompt.title,
    prompt: prompt.message,
    bizInfo: own,
  };
}

function readCriteria(rule: IDataValidationRule, own: Partial<OwnPart>): Criteria {
  if (rule.type === 'list')
    return { kind: 'List', source: rule.formula1 ?? '', inCellDropDown: rule.showDropDown ?? true };
  const kinds = Object.keys(GRID_TYPES) as ComparedKind[];
  const kind = own.kind ?? kinds.find((name) => GRID_TYPES[name] === rule.type);
  const operator = (Object.keys(OPERATORS) as Operator[]).find((name) => OPERATORS[name] === rule.operator);
  if (kind === undefined || operator === undefined) return { kind: 'None' };
  const formula2 = needsTwo(operator) ? Number(rule.formula2) : undefined;
  return { kind, operator, formula1: Number(rule.formula1), formula2 };
}

/** A rule of the grid as Excel describes it; also one that the person made with the grid's own panel. */
export function fromGridRule(rule: IDataValidationRule): Validation {
  const own = (rule.bizInfo ?? {}) as Partial<OwnPart>;
  const styles = Object.keys(GRID_STYLES) as AlertStyle[];
  const style = own.style ?? styles.find((name) => GRID_STYLES[name] === rule.errorStyle) ?? 'Stop';
  return {
    criteria: readCriteria(rule, own),
    ignoreBlanks: rule.allowBlank ?? true,
    errorAlert: {
      showAlert: rule.showErrorMessage ?? true,
      style,
      title: rule.errorTitle ?? '',
      message: rule.error ?? '',
    },
    prompt: { showPrompt: rule.showInputMessage ?? true, title: rule.promptTitle ?? '', message: rule.prompt ?? '' },
  };
}

function compares(operator: Operator, value: number, first: number, second = first): boolean {
  const isBetween = value >= Math.min(first, second) && value <= Math.max(first, second);
  switch (operator) {
    case 'Between':
      return isBetween;
    case 'NotBetween':
      return !isBetween;
    case 'EqualTo':
      return value === first;
    case 'NotEqualTo':
      return value !== first;
    case 'GreaterThan':
      return value > first;
    case 'LessThan':
      return value < first;
    case 'GreaterThanOrEqualTo':
      return value >= first;
    case 'LessThanOrEqualTo':
      return value <= first;
  }
}

/** `source` reads the list's own range; a list written into the rule tells capitals apart, as in Excel. */
function isInList(source: string, value: CellValue, read: (source: string) => readonly CellValue[]): boolean {
  const text = typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
  if (!source.startsWith('=')) return source.split(',').some((item) => item.trim() === text);
  return read(source).some((item) => String(item).toLowerCase() === text.toLowerCase());
}

/** Whether Excel would have taken the value from a person's keyboard. */
export function isValidValue(
  { criteria, ignoreBlanks }: Validation,
  value: CellValue,
  read: (source: string) => readonly CellValue[],
): boolean {
  if (criteria.kind === 'None') return true;
  if (value === '') return ignoreBlanks;
  if (criteria.kind === 'List') return isInList(criteria.source, value, read);
  const { kind, operator, formula1, formula2 } = criteria;
  if (kind === 'TextLength') return compares(operator, String(value).length, formula1, formula2);
  if (typeof value !== 'number' || (kind === 'WholeNumber' && !Number.isInteger(value))) return false;
  return compares(operator, value, formula1, formula2);
}
