import { afiNumberOf, printedAfiNumbers } from '../../../../shared/domain/afi.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import type { CellContent, CellMeaning } from '../table-kind.ts';
import { type CellForm, quoted } from './cell-form.ts';

const MAX_NUMBER = 999;

/** The numbers in `7, 13`, `AFI 7`, `1 to 3 and 7`; null where it is anything else. */
function numbersIn(content: CellContent): number[] | null {
  const parts = String(content)
    .toLowerCase()
    .replace(/\bafis?\b/g, ' ')
    .trim()
    .split(/\s*(?:,|;|&|\band\b)\s*/);
  const numbers: number[] = [];
  for (const part of parts) {
    const [, from, to = from] = /^(\d{1,3})(?:\s*(?:to|-|–)\s*(\d{1,3}))?$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from)) return null;
    for (let number = Number(from); number <= Number(to); number++) numbers.push(number);
  }
  return [...new Set(numbers)].sort((one, other) => one - other);
}

function readAfis(content: CellContent, reader: ReplicaReader): CellMeaning {
  const numbers = numbersIn(content);
  if (numbers === null)
    return { problem: `${quoted(content)} is no list of AFIs: type their numbers, such as 7, 13 or 1 to 3` };
  const unknown = numbers.find((number) => number > MAX_NUMBER || reader.record('afi', `afi/${number}`) === null);
  if (unknown !== undefined)
    return { problem: `There is no AFI ${unknown} in the plan: type other numbers, such as 7, 13` };
  return { value: numbers.map((number) => `afi/${number}`) };
}

/** What a list of AFIs shows: their numbers, `1 to 3, 7`; one alone is a number. */
export function shownAfis(ids: readonly string[]): CellContent {
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return afiNumberOf(only);
  return printedAfiNumbers(ids.map(afiNumberOf));
}

/** A list of AFIs by their numbers; empty for none. */
export const afisCell: CellForm<string[]> = { show: shownAfis, read: readAfis, validation: () => null, blank: [] };
