import { printedAfiNumbers } from '../../../shared/domain/afi.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { spanOf } from '../plan/board-day.ts';
import { changeRows } from '../plan/change-rows.ts';
import { chosenAfis } from '../plan/chosen-afis.ts';
import { longDay, onDay } from '../plan-lookups.ts';
import { type Explainer, explainer, type RestsOn, restsOnEach } from './explanation.ts';

type PlanFormula = 'AFICOUNT' | 'PLAN' | 'PLANCHANGES';

const ofAfis = (on: ReplicaReader, numbers: readonly number[], field: 'status' | null): RestsOn[] =>
  restsOnEach(
    on,
    'afi',
    numbers.map((number) => `afi/${number}`),
    field,
  );

export const PLAN_EXPLAINERS: Readonly<Record<PlanFormula, Explainer>> = {
  AFICOUNT: explainer(2, (reader, asAt, [status, area]) => {
    const { afis, onThatDay } = chosenAfis(reader, status, area, asAt);
    const numbers = afis.map(({ number }) => number);
    const which = numbers.length === 0 ? 'none' : `AFIs ${printedAfiNumbers(numbers)}`;
    return {
      figure: 'Count of AFIs',
      rule: `The AFIs of the status and inspection area that were asked for, counted: ${which}`,
      restsOn: ofAfis(onThatDay, numbers, 'status'),
      on: onThatDay,
    };
  }),
  PLAN: explainer(3, (reader, asAt, [status, area]) => {
    const { afis, onThatDay } = chosenAfis(reader, status, area, asAt);
    const numbers = afis.map(({ number }) => number);
    return {
      figure: `The plan: AFIs ${printedAfiNumbers(numbers)}`,
      rule: 'A row for each AFI of the status and inspection area that were asked for; RAG and slip are worked out, the rest is as recorded',
      restsOn: ofAfis(onThatDay, numbers, null),
      on: onThatDay,
    };
  }),
  PLANCHANGES: explainer(2, (reader, _asAt, [from, to]) => {
    const span = spanOf(reader, from, to);
    const numbers = [...new Set(changeRows(reader, span).map(([number]) => Number(number)))];
    const { plan: on } = onDay(reader, span.to);
    return {
      figure: `Changes of the plan from ${longDay(span.from)} to ${longDay(span.to)}`,
      rule: 'Each field in which an AFI as at the later day differs from the same AFI as at the earlier day',
      restsOn: ofAfis(on, numbers, null),
      on,
    };
  }),
};
