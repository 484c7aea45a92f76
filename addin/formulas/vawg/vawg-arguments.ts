import type { Month } from '../../../shared/domain/calendar.ts';
import { parseRollingQuarter } from '../../../shared/domain/period.ts';
import { VAWG_MEASURES, type VawgMeasure } from '../../../shared/domain/vawg-figures.ts';
import { VAWG_CATEGORIES, type VawgCategory } from '../../../shared/domain/vawg-period.ts';
import { badArgument } from '../formula-error.ts';
import { monthIn, textOf } from '../typed-arguments.ts';

/** What else the documents and people call a row or a measure, without spaces and punctuation. */
const CATEGORY_NAMES: Readonly<Record<string, VawgCategory>> = {
  force: 'Force',
  overall: 'Force',
  all: 'Force',
  da: 'DA',
  domesticabuse: 'DA',
  nonda: 'Non-DA',
  nondomesticabuse: 'Non-DA',
  rape: 'Rape',
  othersexual: 'Other sexual',
  othersexualoffences: 'Other sexual',
};
const MEASURE_NAMES: Readonly<Record<string, VawgMeasure>> = {
  recorded: 'Recorded',
  interviewed: 'Suspect interviewed rate',
  interview: 'Suspect interviewed rate',
  charge: 'Charge rate',
  charged: 'Charge rate',
};

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]+/g, '');

export function vawgCategory(argument: unknown): VawgCategory {
  const typed = letters(textOf(argument));
  const found = Object.hasOwn(CATEGORY_NAMES, typed) ? CATEGORY_NAMES[typed] : undefined;
  if (found === undefined) throw badArgument('category', `one of ${VAWG_CATEGORIES.join(', ')}`);
  return found;
}

/** A measure's name as it is printed or said: "Suspect Interviewed Rate", "% charged", "recorded offences". */
export function vawgMeasureNamed(argument: unknown): VawgMeasure {
  const words = textOf(argument).replace(/\b(rate|suspects?|per\s?cent(age)?|offences|crimes?|of)\b/gi, '');
  const typed = letters(words);
  const found = Object.hasOwn(MEASURE_NAMES, typed) ? MEASURE_NAMES[typed] : undefined;
  if (found === undefined) throw badArgument('measure', `one of ${VAWG_MEASURES.join(', ')}`);
  return found;
}

/** The month with which a rolling quarter ends: "Sep-22", "Rolling quarter to September 2022", "Q2 2022/23" or a date in it. */
export function rollingQuarter(argument: unknown, name: string): Month {
  const quarterTo = monthIn(argument) ?? parseRollingQuarter(textOf(argument));
  if (quarterTo === null)
    throw badArgument(name, 'the month with which a rolling quarter ends, such as Sep-22, an Excel date or Q2 2022/23');
  return quarterTo;
}
