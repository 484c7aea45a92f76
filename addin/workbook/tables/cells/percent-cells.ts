import { parseTypedNumber } from '../../../../shared/domain/typed-number.ts';
import type { CellContent, CellMeaning } from '../table-kind.ts';
import { asExcelKeeps, type CellForm, quoted } from './cell-form.ts';

/** Moves the decimal point, without the binary tail of a multiplication: 33.5 by -2 is 0.335. */
function shifted(value: number, places: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return asExcelKeeps(Number(`${digits}e${Number(exponent) + places}`));
}

/** A percentage as Excel holds it: 33.5 (per cent) is the fraction 0.335. */
const asFraction = (percent: number): number => shifted(percent, -2);
const asPercent = (fraction: number): number => shifted(fraction, 2);

interface TypedPercent {
  /** Without the sign; null where it is no number, or may be two. */
  readonly number: number | null;
  readonly hasSign: boolean;
}

function typedPercent(content: CellContent): TypedPercent {
  if (typeof content === 'number') return { number: asExcelKeeps(content), hasSign: false };
  const text = String(content).trim();
  const hasSign = text.endsWith('%');
  const typed = parseTypedNumber(hasSign ? text.slice(0, -1) : text);
  if (typed === null) return { number: null, hasSign };
  return { number: 'value' in typed ? typed.value : null, hasSign };
}

const UNREADABLE = 'is no percentage that can be read for sure: type it as 33.5%';

/**
 * A rate of 0% to 100%. `33.5%` says so itself; a number up to 1 is a fraction, as the cell holds it; one above 1 can only be
 * in percent, since no rate is more than 100%.
 */
function readRate(content: CellContent): CellMeaning {
  const { number, hasSign } = typedPercent(content);
  if (number === null) return { problem: `${quoted(content)} ${UNREADABLE}` };
  const percent = hasSign || Math.abs(number) > 1 ? number : asPercent(number);
  return percent >= 0 && percent <= 100
    ? { value: percent }
    : { problem: `${quoted(content)} is out of range: a rate is from 0% to 100%` };
}

/** A rate, held in percent as printed (33.5) and shown as a fraction (0.335). */
export const rateCell: CellForm<number> = {
  show: asFraction,
  read: readRate,
  validation: () => ({ kind: 'number', min: 0, max: 100 }),
};

/** A percentage without bounds: above 1, `81` may be 81% or 8,100%, and Excel makes 1.5 of a typed 150%. */
function readPercentage(content: CellContent): CellMeaning {
  const { number, hasSign } = typedPercent(content);
  if (number === null) return { problem: `${quoted(content)} ${UNREADABLE}` };
  if (hasSign) return { value: number };
  if (Math.abs(number) <= 1) return { value: asPercent(number) };
  return {
    problem: `${quoted(content)} may be ${number}% or ${asPercent(number)}%: type ${number}%, or more than 100% with an apostrophe before it: '${asPercent(number)}%`,
  };
}

/** A measure's percentage, which may be negative or above 100; held as printed (81), shown as a fraction (0.81). */
export const percentageCell: CellForm<number> = {
  show: asFraction,
  read: readPercentage,
  validation: () => null,
};
