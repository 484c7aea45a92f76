/**
 * A number as it was typed, whatever the country. One separator before just three figures (`1,234`, `29.816`) parts
 * thousands in one country and decimals in another: then both readings are given.
 */
export type TypedNumber = { readonly value: number } | { readonly thousands: number; readonly decimal: number };

const DIGITS = /^\d+$/;
const NEGATIVE = /[-−]/;

/** Reads `29816`, `1 234`, `1'234`, `1.234,5`, `44,9`, `-0.5`; null where it is no number. */
export function parseTypedNumber(text: string): TypedNumber | null {
  const [, sign = '', figures] = /^([+\-−]?)\s*([\d.,'’\s]{1,40})$/.exec(text.trim()) ?? [];
  if (figures === undefined) return null;
  const read = readFigures(figures.replace(/[\s'’]/g, ' '));
  return read === null || !NEGATIVE.test(sign) ? read : negative(read);
}

const negative = (read: TypedNumber): TypedNumber =>
  'value' in read ? { value: -read.value || 0 } : { thousands: -read.thousands, decimal: -read.decimal };

function readFigures(figures: string): TypedNumber | null {
  const marks = figures.match(/[.,]/g) ?? [];
  const isGroupedByMarks = marks.length > 1 && new Set(marks).size === 1;
  if (marks.length === 0 || isGroupedByMarks) return numberOf(ungrouped(figures), '');
  const decimalAt = Math.max(figures.lastIndexOf('.'), figures.lastIndexOf(','));
  const [whole, rest] = [figures.slice(0, decimalAt), figures.slice(decimalAt + 1)];
  if (!DIGITS.test(rest)) return null;
  const isEither = /^[1-9]\d{0,2}$/.test(whole) && rest.length === 3;
  if (isEither) return { thousands: Number(whole + rest), decimal: Number(`${whole}.${rest}`) };
  return numberOf(whole === '' ? '0' : ungrouped(whole), rest);
}

const numberOf = (whole: string | null, rest: string): TypedNumber | null =>
  whole === null ? null : { value: Number(`${whole}.${rest}`) };

/** The figures without what parts their thousands; null where that does not stand before each three of them. */
function ungrouped(figures: string): string | null {
  if (DIGITS.test(figures)) return figures;
  const [first = '', ...others] = figures.split(/[., ]/);
  const isOneMark = new Set(figures.replace(/\d/g, '')).size === 1;
  const isInThrees = /^\d{1,3}$/.test(first) && others.every((group) => /^\d{3}$/.test(group));
  return isOneMark && isInThrees ? first + others.join('') : null;
}

/**
 * The whole number from 0 that a person typed, thousands separators allowed: `29,816`, `29 816`; null where it is none.
 * A comma before three figures parts thousands, as the product prints them; a point there may part decimals, and is refused.
 */
export function parseTypedCount(text: string): number | null {
  const typed = parseTypedNumber(text);
  if (typed === null) return null;
  const isEither = 'thousands' in typed;
  const value = isEither ? typed.thousands : typed.value;
  const isCount = Number.isSafeInteger(value) && value >= 0 && !(isEither && text.includes('.'));
  return isCount ? value : null;
}
