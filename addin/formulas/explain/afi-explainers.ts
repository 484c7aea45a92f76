import { actionStateSchema } from '../../../shared/domain/action.ts';
import { type Afi, RAG_RULE, STATUS_NOT_RECORDED } from '../../../shared/domain/afi.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { afiOn, areaOf, longDay, onDay } from '../plan-lookups.ts';
import { optionalNameAmong } from '../typed-arguments.ts';
import { type Explainer, type Explanation, explainer, type RestsOn, restsOn, restsOnEach } from './explanation.ts';

type AfiFormula =
  | 'AFIACTIONS'
  | 'AFIAREA'
  | 'AFIBASELINE'
  | 'AFIBOARD'
  | 'AFICARD'
  | 'AFIDUE'
  | 'AFIGRADE'
  | 'AFIGROUP'
  | 'AFIMEASURES'
  | 'AFIOWNER'
  | 'AFIRAG'
  | 'AFISLIP'
  | 'AFISTATUS'
  | 'AFITITLE';

interface AboutAfi {
  readonly afi: Afi;
  readonly on: ReplicaReader;
  /** The day that was asked for; today where none was. */
  readonly day: Day;
  /** The second argument. */
  readonly second: unknown;
}

/** An explainer of something of one AFI, whose number is the first argument. */
function ofAfi(takes: number, told: (about: AboutAfi) => Pick<Explanation, 'figure' | 'rule' | 'restsOn'>): Explainer {
  return explainer(takes, (reader, asAt, [number, second]) => {
    const afi = afiOn(reader, number, asAt);
    const { plan: on, day } = onDay(reader, asAt);
    return { ...told({ afi, on, day: day ?? reader.today(), second }), on };
  });
}

/** Of a field of the AFI that is shown as it is recorded. */
const ofField = (words: string, field: keyof Afi & string, rule: string): Explainer =>
  ofAfi(1, ({ afi, on }) => ({ figure: `${words} of AFI ${afi.number}`, rule, restsOn: ofThis(on, afi, field) }));

const ofThis = (on: ReplicaReader, { number }: Afi, field: (keyof Afi & string) | null): RestsOn[] =>
  restsOnEach(on, 'afi', [`afi/${number}`], field);

function ofArea(on: ReplicaReader, { area }: Afi): RestsOn[] {
  const record = on.record('inspection-area', area);
  return record === null ? [] : [restsOn(record, 'grade', record.fields.gradeSource)];
}

const dayOr = (day: Day | undefined): string => (day === undefined ? STATUS_NOT_RECORDED.toLowerCase() : longDay(day));

export const AFI_EXPLAINERS: Readonly<Record<AfiFormula, Explainer>> = {
  AFIACTIONS: ofAfi(3, ({ afi, on, second }) => {
    const state = optionalNameAmong(second, 'state', actionStateSchema.options);
    const actions = on.all('action').filter(({ fields }) => fields.afis.includes(`afi/${afi.number}`));
    const chosen = actions.filter(({ fields }) => state === null || fields.state === state);
    const inState = state === null ? '' : ` in state ${state}`;
    return {
      figure: `Actions of AFI ${afi.number}${inState}`,
      rule: `The ${chosen.length} of the plan's actions that name this AFI${inState}, in the plan's order`,
      restsOn: chosen.map((action) => restsOn(action, 'state')),
    };
  }),
  AFIAREA: ofAfi(1, ({ afi, on }) => ({
    figure: `Inspection area of AFI ${afi.number}`,
    rule: `The area under which the plan lists it: ${areaOf(on, afi).name}. The report lists it under ${afi.reportSection}`,
    restsOn: ofThis(on, afi, 'area'),
  })),
  AFIBASELINE: ofField(
    'First promised completion',
    'baseline',
    'The last day of the month that the plan first promised',
  ),
  AFIBOARD: ofField('Board', 'board', 'The board that oversees it, as recorded; "Not recorded" where none is named'),
  AFICARD: ofField('Card', 'status', 'Everything recorded of the AFI; who changed its status or dates last is below'),
  AFIDUE: ofField(
    'Expected completion',
    'forecast',
    'As recorded: the last day of the month where the plan names a month',
  ),
  AFIGRADE: ofAfi(1, ({ afi, on }) => ({
    figure: `Grade of the inspection area of AFI ${afi.number}`,
    rule: `HMICFRS's grade of ${areaOf(on, afi).name}: an AFI has no grade of its own`,
    restsOn: ofArea(on, afi),
  })),
  AFIGROUP: ofField('AFIs handled with', 'handledWith', 'The AFIs that the plan handles together, its own among them'),
  AFIMEASURES: ofAfi(2, ({ afi, on }) => {
    const measures = on.all('measure').filter(({ fields }) => fields.afis.includes(`afi/${afi.number}`));
    const ids = new Set(measures.map(({ id }) => id));
    const readings = on.all('observation').filter(({ fields }) => ids.has(fields.measure));
    return {
      figure: `Evidence measures of AFI ${afi.number}`,
      rule: `The first and the latest reading of each of ${ids.size} measures, and the change between them: percentages in percentage points`,
      restsOn: readings.map((reading) => restsOn(reading, 'value')),
    };
  }),
  AFIOWNER: ofAfi(1, ({ afi, on }) => ({
    figure: `Who leads AFI ${afi.number}`,
    rule:
      afi.owner === undefined
        ? 'The office that leads it, as no owner is recorded; "Not recorded" where neither is'
        : 'The owner, as recorded',
    restsOn: ofThis(on, afi, afi.owner === undefined ? 'leadOffice' : 'owner'),
  })),
  AFIRAG: ofAfi(1, ({ afi, on, day }) => ({
    figure: `RAG of AFI ${afi.number} on ${longDay(day)}`,
    rule: `${RAG_RULE} Status ${afi.status ?? STATUS_NOT_RECORDED}, forecast ${dayOr(afi.forecast)}, first promised ${dayOr(afi.baseline)}`,
    restsOn: ofThis(on, afi, 'status'),
  })),
  AFISLIP: ofAfi(1, ({ afi, on }) => ({
    figure: `Slip of AFI ${afi.number} in days`,
    rule: `Days from the first promised completion (${dayOr(afi.baseline)}) to the one now expected (${dayOr(afi.forecast)})`,
    restsOn: [...ofThis(on, afi, 'baseline'), ...ofThis(on, afi, 'forecast')],
  })),
  AFISTATUS: ofField('Status', 'status', 'As recorded; "Not recorded" before one was stated'),
  AFITITLE: ofAfi(1, ({ afi, on }) => ({
    figure: `Wording of AFI ${afi.number}`,
    rule: afi.planWording === undefined ? "The report's wording: the plan has none yet" : "The plan's wording",
    restsOn: ofThis(on, afi, afi.planWording === undefined ? 'reportWording' : 'planWording'),
  })),
};
