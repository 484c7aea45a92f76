import { printedMonth, quarterOfMonth } from '../../../shared/domain/calendar.ts';
import type { FormulaName } from '../../formulas/catalogue.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import type { Suggests } from './argument-field.ts';

export interface Suggestion {
  readonly value: string;
  /** What it means, where the value alone does not say. */
  readonly label?: string;
}

const MAX_LABEL = 60;
const short = (text: string): string => (text.length <= MAX_LABEL ? text : `${text.slice(0, MAX_LABEL - 1)}…`);
const latestFirst = (months: readonly string[]): string[] => [...new Set(months)].sort().reverse();
const named = (names: readonly string[]): Suggestion[] =>
  [...new Set(names)].sort((one, other) => one.localeCompare(other)).map((value) => ({ value }));

function afis(reader: ReplicaReader): Suggestion[] {
  return [...reader.all('afi')]
    .map(({ fields }) => fields)
    .sort((one, other) => one.number - other.number)
    .map(({ number, planWording, reportWording }) => ({
      value: String(number),
      label: short(planWording ?? reportWording),
    }));
}

const months = (reader: ReplicaReader): string[] =>
  latestFirst(reader.all('call-month').map(({ fields }) => fields.month));
const quarters = (reader: ReplicaReader): string[] => [...new Set(months(reader).map(quarterOfMonth))];
const asIs = (values: readonly string[]): Suggestion[] => values.map((value) => ({ value }));

/** The days on which the plan was published and reported on, latest first, then the boards. */
function occasions(reader: ReplicaReader): Suggestion[] {
  const published = reader.all('inspection').map(({ fields }) => fields.publishedOn);
  const reported = reader.all('action').map(({ fields }) => fields.reportedOn);
  const days = latestFirst([...published, ...reported]);
  return [...asIs(days), ...named(reader.all('board').map(({ fields }) => fields.name))];
}

/** What the plan itself offers for an argument: its AFIs, months, quarters, areas, boards and measures. */
export function suggestionsOf(
  reader: ReplicaReader,
  suggests: Suggests,
  formulaNames: readonly FormulaName[],
): readonly Suggestion[] {
  switch (suggests) {
    case 'afi':
      return afis(reader);
    case 'month':
      return asIs(months(reader).map(printedMonth));
    case 'quarter':
      return asIs(quarters(reader));
    case 'month or quarter':
      return asIs([...months(reader).map(printedMonth), ...quarters(reader)]);
    case 'rolling quarter':
      return asIs(latestFirst(reader.all('vawg-period').map(({ fields }) => fields.quarterTo)).map(printedMonth));
    case 'measure period':
      return named(reader.all('observation').map(({ fields }) => fields.period));
    case 'day or board':
      return occasions(reader);
    case 'area':
      return named(reader.all('inspection-area').map(({ fields }) => fields.name));
    case 'board':
      return named(reader.all('board').map(({ fields }) => fields.name));
    case 'measure':
      return named(reader.all('measure').map(({ fields }) => fields.name));
    case 'function':
      return asIs(formulaNames);
  }
}
