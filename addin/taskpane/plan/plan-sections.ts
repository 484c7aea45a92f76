import type { AfiStatus } from '../../../shared/domain/afi.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';

/** AFIs that the force handles together, ascending; one alone is a group of one. */
export type HandledTogether = readonly RecordOf<'afi'>[];

export interface PlanSection {
  readonly areaId: string;
  /** Null where the dataset does not hold the area. */
  readonly area: RecordOf<'inspection-area'> | null;
  readonly groups: readonly HandledTogether[];
}

export interface PlanFilter {
  readonly text: string;
  /** Empty: every status. */
  readonly status: AfiStatus | '';
}

const numberOf = (afi: RecordOf<'afi'>): number => afi.fields.number;
const firstNumber = (afis: readonly RecordOf<'afi'>[]): number => Math.min(...afis.map(numberOf));

function grouped(
  afis: readonly RecordOf<'afi'>[],
  keyOf: (afi: RecordOf<'afi'>) => string,
): [string, RecordOf<'afi'>[]][] {
  const groups = new Map<string, RecordOf<'afi'>[]>();
  for (const afi of [...afis].sort((one, other) => numberOf(one) - numberOf(other))) {
    const key = keyOf(afi);
    groups.set(key, [...(groups.get(key) ?? []), afi]);
  }
  return [...groups].sort(([, one], [, other]) => firstNumber(one) - firstNumber(other));
}

/** The plan by inspection area, and in each area by what is handled together; both in the order of their first AFI. */
export function planSections(
  afis: readonly RecordOf<'afi'>[],
  areas: readonly RecordOf<'inspection-area'>[],
): PlanSection[] {
  const byId = new Map(areas.map((area) => [area.id, area]));
  return grouped(afis, (afi) => afi.fields.area).map(([areaId, inArea]) => ({
    areaId,
    area: byId.get(areaId) ?? null,
    groups: grouped(inArea, (afi) => afi.fields.handledWith.join(',')).map(([, together]) => together),
  }));
}

/** Whether an AFI passes the filter: every typed word stands in its number, wordings, area, offices, status or note. */
export function passesFilter(
  afi: RecordOf<'afi'>,
  area: RecordOf<'inspection-area'> | null,
  { text, status }: PlanFilter,
): boolean {
  const { fields } = afi;
  if (status !== '' && fields.status !== status) return false;
  const haystack = [
    `afi ${fields.number}`,
    fields.planWording,
    fields.reportWording,
    fields.reportSection,
    fields.status,
    fields.note,
    fields.leadOffice,
    ...(fields.supportingOffices ?? []),
    area?.fields.name,
    ...(area?.fields.aliases ?? []),
  ]
    .join(' ')
    .toLowerCase();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => haystack.includes(word));
}

/** "10 to 12" for numbers in a row, "3 and 7" or "3, 7 and 9" otherwise. */
export function printedNumbers(numbers: readonly number[]): string {
  const inRow = numbers.length > 2 && numbers.every((number, at) => number === (numbers[0] ?? 0) + at);
  if (inRow) return `${numbers[0]} to ${numbers.at(-1)}`;
  const last = numbers.at(-1);
  return numbers.length < 2 ? String(last ?? '') : `${numbers.slice(0, -1).join(', ')} and ${last}`;
}
