import { type Day, dayOfExcelSerial } from '../../../shared/domain/calendar.ts';
import type { GuidedParameter } from '../../formulas/guide/formula-guide.ts';
import type { ChosenArgument } from '../../formulas/guide/formula-syntax.ts';

/** How an argument is asked for: from Excel's own list, a day, TRUE or FALSE, or typed with suggestions of a kind. */
export type ArgumentField =
  | { readonly kind: 'choice' }
  | { readonly kind: 'day' }
  | { readonly kind: 'switch' }
  | { readonly kind: 'typed'; readonly suggests: Suggests | null };

/** What there is to suggest, from the plan itself. */
export type Suggests =
  | 'afi'
  | 'month'
  | 'month or quarter'
  | 'quarter'
  | 'rolling quarter'
  | 'measure period'
  | 'day or board'
  | 'area'
  | 'board'
  | 'measure'
  | 'function';

const BY_NAME: Readonly<Record<string, Suggests>> = {
  number: 'afi',
  month: 'month',
  quarter: 'quarter',
  area: 'area',
  board: 'board',
  name: 'measure',
  functionName: 'function',
};
/** Parameters of these names mean another thing in each function: their help says which. */
const PERIODS: readonly string[] = ['from', 'to', 'period', 'previous'];
const PERIOD_BY_HELP: readonly (readonly [RegExp, Suggests])[] = [
  [/\bboard\b/i, 'day or board'],
  [/\brolling quarter\b/i, 'rolling quarter'],
  [/\bmonth\b.*\bor a quarter\b/i, 'month or quarter'],
  [/\bas printed\b/i, 'measure period'],
  [/\bquarter\b/i, 'quarter'],
  [/\bmonth\b/i, 'month'],
];

/** How to ask for an argument, by its name and help. */
export function argumentField({ name, description, choices }: GuidedParameter): ArgumentField {
  if (choices.length > 0) return { kind: 'choice' };
  if (name === 'headers') return { kind: 'switch' };
  if (name === 'asAt') return { kind: 'day' };
  const byHelp = PERIODS.includes(name) ? PERIOD_BY_HELP.find(([words]) => words.test(description))?.[1] : undefined;
  return { kind: 'typed', suggests: byHelp ?? BY_NAME[name] ?? null };
}

/** What stands in a field, as text; '' where it is left out. A day is YYYY-MM-DD, a switch `TRUE` or ''. */
export type Typed = string;

const isDay = (typed: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(typed);

/** The argument that somebody chose or typed. */
export function chosenArgument({ kind }: ArgumentField, typed: Typed): ChosenArgument {
  const text = typed.trim();
  if (text === '') return null;
  if (kind === 'day') return isDay(text) ? { day: text } : null;
  if (kind === 'switch') return text === 'TRUE';
  if (kind === 'choice') return text;
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? Number(text) : text;
}

/** What to put into a field so that it means an argument of an example. */
export function typedFor({ kind }: ArgumentField, argument: ChosenArgument): Typed {
  if (argument === null) return '';
  if (typeof argument === 'object') return argument.day;
  if (kind === 'day' && typeof argument === 'number') return (dayOfExcelSerial(argument) as Day | null) ?? '';
  if (kind === 'switch') return argument === true ? 'TRUE' : '';
  return String(argument);
}
