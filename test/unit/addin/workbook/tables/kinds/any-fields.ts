import fc from 'fast-check';
import type { TableKindName } from '../../../../../../addin/workbook/tables/table-kind.ts';
import { AFI_STATUSES } from '../../../../../../shared/domain/afi.ts';
import { textSchema } from '../../../../../../shared/domain/field-schemas.ts';
import { qualifierSchema } from '../../../../../../shared/domain/measure.ts';
import { meetingActionStateSchema } from '../../../../../../shared/domain/meeting.ts';
import type { FieldValue } from '../../../../../../shared/sync/record.ts';

type AnyFields = fc.Arbitrary<Readonly<Record<string, FieldValue | undefined>>>;

const days = fc
  .integer({ min: -40_000, max: 60_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const counts = fc.integer({ min: 0, max: 100_000_000 });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const hostile = fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", '#N/A', '');
const text = fc
  .tuple(hostile, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }))
  .map(([lead, rest]) => lead + rest)
  .filter((each) => textSchema(1000).safeParse(each).success);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const offices = fc.constantFrom('fcir', 'crime', 'strategic-planning', 'unknown-office');
const boards = fc.constantFrom('board/force-improvement-board', 'board/police-and-crime-panel', 'board/none');
const percents = fc.double({ min: 0, max: 100, noNaN: true });
const afis = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 8 })
  .map((ids) => ids.map((id) => `afi/${id}`));

const FIELDS: Readonly<Record<TableKindName, AnyFields>> = {
  plan: fc.record({
    planWording: maybe(text),
    status: maybe(fc.constantFrom(...AFI_STATUSES)),
    forecast: maybe(days),
    baseline: maybe(days),
    leadOffice: maybe(offices),
    owner: maybe(text),
    note: maybe(text),
    board: maybe(boards),
  }),
  calls: fc.record({ received: counts, answered: counts, answeredUnder10s: counts, notAnswered: counts }),
  vawg: fc.record({
    recorded: counts,
    suspectInterviewedRatePercent: percents,
    chargeRatePercent: percents,
    immature: fc.boolean(),
  }),
  measures: fc.record({
    period: text,
    value: finite,
    qualifier: fc.constantFrom(...qualifierSchema.options),
    numerator: maybe(finite.map(Math.abs)),
    denominator: maybe(finite.map(Math.abs)),
  }),
  'meeting-actions': fc.record({
    board: boards,
    raisedOn: days,
    text,
    givenTo: maybe(text),
    state: fc.constantFrom(...meetingActionStateSchema.options),
    dueOn: maybe(days),
    outcome: maybe(text),
    afis,
    assignedOffice: maybe(offices),
  }),
};

/** Any values that the entered fields of a kind's records may hold. */
export const anyFields = (name: TableKindName): AnyFields => FIELDS[name];
