import { printedCount } from '../../../../shared/domain/arithmetic.ts';
import { parseTypedCount, parseTypedNumber, type TypedNumber } from '../../../../shared/domain/typed-number.ts';
import type { CellContent, CellMeaning } from '../table-kind.ts';
import { asExcelKeeps, type CellForm, quoted } from './cell-form.ts';

const MAX_COUNT = 100_000_000;

/** The number in a cell: null where there is none. */
function typedNumber(content: CellContent): TypedNumber | null {
  if (typeof content === 'number') return { value: asExcelKeeps(content) };
  return typeof content === 'string' ? parseTypedNumber(content) : null;
}

function readCount(content: CellContent): CellMeaning {
  const typed = typedNumber(content);
  if (typed === null) return { problem: `${quoted(content)} is no number: type a whole number, such as 29816` };
  const count = typeof content === 'string' ? parseTypedCount(content) : 'value' in typed ? typed.value : null;
  if (count === null && 'thousands' in typed)
    return {
      problem: `${quoted(content)} may be ${printedCount(typed.thousands)} or a decimal: type ${typed.thousands}`,
    };
  const isWhole = count !== null && Number.isInteger(count);
  if (!isWhole) return { problem: `${quoted(content)} is no whole number from 0: a count has no decimals` };
  return count >= 0 && count <= MAX_COUNT
    ? { value: count }
    : { problem: `${quoted(content)} is out of range: a count is from 0 to ${printedCount(MAX_COUNT)}` };
}

/** A count: a whole number from 0 to 100,000,000. */
export const countCell: CellForm<number> = {
  show: asExcelKeeps,
  read: readCount,
  validation: () => ({ kind: 'whole number', min: 0, max: MAX_COUNT }),
};

function readNumber(content: CellContent): CellMeaning {
  const typed = typedNumber(content);
  if (typed === null) return { problem: `${quoted(content)} is no number: type it in figures, such as 1234.5` };
  if ('value' in typed) return Number.isFinite(typed.value) ? typed : { problem: `${quoted(content)} is too large` };
  const { thousands, decimal } = typed;
  return {
    problem: `${quoted(content)} may be ${thousands} or ${decimal}: type ${thousands}, or ${decimal.toFixed(4)}`,
  };
}

/** Any number, in the unit of its field. */
export const numberCell: CellForm<number> = { show: asExcelKeeps, read: readNumber, validation: () => null };
