import { type Afi, STATUS_NOT_RECORDED } from '../../shared/domain/afi.ts';
import { type Day, excelSerial } from '../../shared/domain/calendar.ts';
import { areaHasName, type InspectionArea } from '../../shared/domain/inspection-area.ts';
import { boardsNamed } from '../../shared/domain/meeting.ts';
import type { RecordOf } from '../../shared/sync/record.ts';
import type { ReplicaReader } from '../replica/replica-port.ts';
import { badArgument, type FormulaError, notAvailable } from './formula-error.ts';
import { afiNumber, isLeftOut, optionalDay, textOf } from './typed-arguments.ts';

const LONG_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "28 April 2022". */
export const longDay = (day: Day): string => LONG_DAY.format(new Date(day));

/** " as at 30 October 2022", for the end of a refusal; nothing where the as-at argument was left out. */
export function asAtWords(asAt: unknown): string {
  const day = optionalDay(asAt, 'asAt');
  return day === null ? '' : ` as at ${longDay(day)}`;
}

/** The dataset on the day that an as-at argument names: the present one, and no day, where it was left out. */
export function onDay(
  reader: ReplicaReader,
  asAt: unknown,
): { readonly plan: ReplicaReader; readonly day: Day | null } {
  const day = optionalDay(asAt, 'asAt');
  if (day === null) return { plan: reader, day };
  const plan = reader.asAt(day);
  if (plan === null) throw notAvailable('Loading history');
  return { plan, day };
}

/** An AFI by its number, as it was on a day. */
export function afiOn(reader: ReplicaReader, number: unknown, asAt?: unknown): Afi {
  const wanted = afiNumber(number);
  const { plan, day } = onDay(reader, asAt);
  const afi = plan.record('afi', `afi/${wanted}`);
  if (afi !== null) return afi.fields;
  const present = reader.record('afi', `afi/${wanted}`);
  if (present === null || day === null) throw noSuchAfi(reader, wanted);
  throw notInPlanYet(reader, present.fields, `AFI ${wanted}`, day);
}

/** Why something of an inspection is not there on a day before its report. */
export function notInPlanYet(
  reader: ReplicaReader,
  { inspection }: Pick<Afi, 'inspection'>,
  what: string,
  day: Day,
): FormulaError {
  const publishedOn = reader.record('inspection', inspection)?.fields.publishedOn;
  const isBefore = publishedOn !== undefined && day < publishedOn;
  return notAvailable(
    isBefore ? `${what} was published on ${longDay(publishedOn)}` : `${what} was not in the plan on ${longDay(day)}`,
  );
}

function noSuchAfi(reader: ReplicaReader, wanted: number): FormulaError {
  const afis = reader.all('afi').map(({ fields }) => fields);
  const numbers = afis.map(({ number }) => number).sort((a, b) => a - b);
  const inspection = afis[0] === undefined ? null : reader.record('inspection', afis[0].inspection);
  const plan = inspection === null ? 'the plan' : `the ${inspection.fields.cycle} plan`;
  const range = numbers.length === 0 ? 'which has none yet' : `(${numbers[0]} to ${numbers.at(-1)})`;
  return notAvailable(`There is no AFI ${wanted} in ${plan} ${range}`);
}

/** The area under which the plan lists an AFI. */
export function areaOf(reader: ReplicaReader, { number, area }: Afi): InspectionArea {
  const found = reader.record('inspection-area', area);
  if (found === null) throw notAvailable(`The inspection area of AFI ${number} is not recorded`);
  return found.fields;
}

/** An inspection area by its name or one of its other names, of the plan as at a day or of the present. */
export function areaNamed(reader: ReplicaReader, plan: ReplicaReader, argument: unknown): RecordOf<'inspection-area'> {
  const areas = reader.all('inspection-area');
  const found = [...plan.all('inspection-area'), ...areas].find(({ fields }) => areaHasName(fields, textOf(argument)));
  if (found === undefined) throw badArgument('area', `one of ${areas.map(({ fields }) => fields.name).join(', ')}`);
  return found;
}

/** The same; null where it was left out. */
export function optionalArea(
  reader: ReplicaReader,
  plan: ReplicaReader,
  argument: unknown,
): RecordOf<'inspection-area'> | null {
  return isLeftOut(argument) ? null : areaNamed(reader, plan, argument);
}

/** A board by its name, or by words of it that no other board's name has; null where none is meant. */
export function boardMeant(reader: ReplicaReader, argument: unknown): RecordOf<'board'> | null {
  const [found, ...others] = boardsNamed(reader.all('board'), textOf(argument));
  return found === undefined || others.length > 0 ? null : found;
}

/** The boards' names, for what an argument may be. */
export const boardNames = (reader: ReplicaReader): string =>
  reader
    .all('board')
    .map(({ fields }) => fields.name)
    .join(', ');

/** The name of a board that a record refers to. */
export function boardName(reader: ReplicaReader, board: string | undefined): string {
  const found = board === undefined ? null : reader.record('board', board);
  return found?.fields.name ?? STATUS_NOT_RECORDED;
}

/** The name of an office; its id where the dataset does not know it. */
export const officeName = (reader: ReplicaReader, office: string): string =>
  reader.record('office', `office/${office}`)?.fields.name ?? office;

/** A day in a row of a spilled answer; blank where there is none, so that sums and filters pass over it. */
export const dateCell = (day: Day | undefined): number | '' => (day === undefined ? '' : excelSerial(day));

/** Rows of a spilled answer, under their heading where it was asked for; `nothing` says why there are none. */
export function spilled(
  rows: readonly unknown[][],
  heading: readonly string[],
  headers: boolean,
  nothing: string,
): unknown[][] {
  if (rows.length === 0) throw notAvailable(nothing);
  return headers ? [[...heading], ...rows] : [...rows];
}
