import { dayOfExcelSerial } from '../../../shared/domain/calendar.ts';
import type { FormulaName } from '../../formulas/catalogue.ts';
import type { ChosenArgument } from '../../formulas/guide/formula-syntax.ts';
import { printedDay } from '../printed.ts';

/** How a number is to be read: Excel keeps dates as serials and percentages as fractions. */
export type Reading = 'day' | 'moment' | 'percent' | 'plain';

const NUMBER_FORMATS: Readonly<Record<Reading, string | null>> = {
  day: 'dd mmm yyyy',
  moment: 'dd mmm yyyy hh:mm',
  percent: '0.0%',
  plain: null,
};

const DAYS: readonly FormulaName[] = ['AFIDUE', 'AFIBASELINE'];
/** What an argument says where the figure is a fraction; a change in percentage points is none. */
const PERCENT_WHERE: Partial<Record<FormulaName, RegExp>> = {
  CALLS: /^%/,
  CALLTOTAL: /^%/,
  CALLCHANGE: /^(percent|%)$/i,
  VAWG: /\brate$/i,
  VAWGCHANGE: /^recorded$/i,
};

/** How a function's number is read, by what it was asked for. */
export function readingOf(name: FormulaName, chosen: readonly ChosenArgument[]): Reading {
  if (DAYS.includes(name)) return 'day';
  if (name === 'ASOF') return 'moment';
  const words = PERCENT_WHERE[name];
  const isPercent = chosen.some((argument) => typeof argument === 'string' && words?.test(argument));
  return isPercent ? 'percent' : 'plain';
}

/** The number format in which a cell shows a value rightly; null where it needs none. */
export const numberFormatFor = (value: unknown, reading: Reading): string | null =>
  typeof value === 'number' ? NUMBER_FORMATS[reading] : null;

/** As a cell without a number format shows it. */
const decimals = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4, useGrouping: false });
const percents = new Intl.NumberFormat('en-GB', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** A value as a cell shows it, in the number format that it is inserted with. */
export function shownValue(value: unknown, reading: Reading = 'plain'): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'object')
    return 'text' in value ? String(value.text) : 'basicValue' in value ? String(value.basicValue) : '';
  if (typeof value !== 'number') return String(value);
  const day = reading === 'day' || reading === 'moment' ? dayOfExcelSerial(Math.floor(value)) : null;
  if (day !== null) return reading === 'day' ? printedDay(day) : `${printedDay(day)}, ${clockOf(value)}`;
  return reading === 'percent' ? percents.format(value) : decimals.format(value);
}

const MINUTES_A_DAY = 1440;

/** The time of day of a serial: its fraction. */
function clockOf(serial: number): string {
  const minutes = Math.round((serial % 1) * MINUTES_A_DAY);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** What the cell holds behind what it shows, where the two differ. */
export function heldBehind(value: unknown, reading: Reading): string | null {
  if (typeof value !== 'number' || reading === 'plain') return null;
  return reading === 'percent'
    ? `${decimals.format(value)}, shown as a percentage`
    : `the serial ${value}, shown as a date`;
}

/** Rows of cells, where the result spills. */
export function spilledRows(value: unknown): readonly (readonly unknown[])[] | null {
  if (!Array.isArray(value)) return null;
  const rows: readonly unknown[] = value;
  return rows.map((row) => (Array.isArray(row) ? row : [row]));
}

/** How many rows and columns a result fills; one each for an error and a single value. */
export function sizeOfResult(value: unknown): { readonly rows: number; readonly columns: number } {
  const rows = spilledRows(value);
  return { rows: Math.max(1, rows?.length ?? 1), columns: Math.max(1, rows?.[0]?.length ?? 1) };
}
