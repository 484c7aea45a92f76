import { AFI_STATUSES, type Afi, STATUS_NOT_RECORDED } from '../../../shared/domain/afi.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { longDay, notInPlanYet, onDay, optionalArea } from '../plan-lookups.ts';
import { optionalNameAmong } from '../typed-arguments.ts';

const PLAN_STATUSES = [...AFI_STATUSES, STATUS_NOT_RECORDED] as const;

export interface ChosenAfis {
  /** The dataset on the day that was asked for, and that day; the present one and null where none was. */
  readonly onThatDay: ReplicaReader;
  readonly day: Day | null;
  /** In the order of their numbers. */
  readonly afis: readonly Afi[];
  /** Why there are none, where there are none. */
  readonly nothing: string;
}

/** The AFIs of a status and an inspection area, where these are given; refused on a day before the plan began. */
export function chosenAfis(reader: ReplicaReader, status: unknown, area: unknown, asAt: unknown): ChosenAfis {
  const wantedStatus = optionalNameAmong(status, 'status', PLAN_STATUSES);
  const { plan: onThatDay, day } = onDay(reader, asAt);
  const wantedArea = optionalArea(reader, onThatDay, area);
  const all = afisInOrder(onThatDay);
  const [ever] = reader.all('afi');
  if (all.length === 0 && day !== null && ever !== undefined) throw notInPlanYet(reader, ever.fields, 'The plan', day);
  const hasStatus = (afi: Afi): boolean => wantedStatus === null || statusOf(afi) === wantedStatus;
  const hasArea = (afi: Afi): boolean => wantedArea === null || afi.area === wantedArea.id;
  const recorded = [...new Set(all.map(statusOf))].join(', ');
  const which = [
    wantedStatus === null ? '' : ` with status ${wantedStatus}`,
    wantedArea === null ? '' : ` in ${wantedArea.fields.name}`,
    day === null ? '' : ` as at ${longDay(day)}`,
    wantedStatus === null || recorded === '' ? '' : ` (recorded: ${recorded})`,
  ];
  const afis = all.filter((afi) => hasStatus(afi) && hasArea(afi));
  return { onThatDay, day, afis, nothing: `There is no AFI${which.join('')}` };
}

/** The plan's AFIs in the order of their numbers, which is not the order of their ids. */
function afisInOrder(reader: ReplicaReader): Afi[] {
  const afis = reader.all('afi').map(({ fields }) => fields);
  return afis.sort((one, other) => one.number - other.number);
}

const statusOf = ({ status }: Afi): string => status ?? STATUS_NOT_RECORDED;
