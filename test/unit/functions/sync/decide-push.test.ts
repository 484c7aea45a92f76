import { describe, expect, it } from 'vitest';
import { decidePush } from '../../../../functions/sync/decide-push.ts';
import type { Past } from '../../../../functions/sync/past-of-push.ts';
import type { Actor, Role } from '../../../../shared/domain/permissions.ts';
import { type Mutation, outcomeSchema } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord, FieldValue } from '../../../../shared/sync/record.ts';
import { afiFields, callMonthFields, creation, mutation, noteEdit, statusEdit, TODAY } from '../service-fixtures.ts';

const PROVENANCE = { document: 'Performance and Delivery Board minutes', dated: '2022-10-31', place: 'item 3' };

function heldRecord(kind: DatasetRecord['kind'], id: string, fields: Record<string, FieldValue>): DatasetRecord {
  return { id, kind, revision: 1, fields, effective: {} };
}

const HELD = new Map(
  [
    heldRecord('afi', 'afi/7', afiFields(7)),
    heldRecord('call-month', 'call-month/101/2022-07', callMonthFields()),
    heldRecord('office', 'office/fcir', { name: 'Force Control and Incident Room', example: true }),
    heldRecord('board', 'board/force-improvement-board', {
      name: 'Force Improvement Board',
      purpose: 'Oversees',
      provenance: PROVENANCE,
    }),
    heldRecord('meeting-action', 'meeting-action/force-improvement-board/2022-06-08/1', {
      board: 'board/force-improvement-board',
      text: 'Report back',
      raisedOn: '2022-06-08',
      state: 'Open',
      assignedOffice: 'crime',
      afis: [],
      provenance: PROVENANCE,
    }),
  ].map((record) => [record.id, record]),
);

const signedOff = mutation({
  kind: 'afi',
  recordId: 'afi/7',
  changes: {
    status: { base: 'In progress', value: 'Discharged' },
    forecast: { base: '2022-12-31', value: '2022-12-31' },
    signOff: { base: null, value: { by: 'Chief Constable', on: '2022-10-31' } },
  },
});
const counts = mutation({
  kind: 'call-month',
  recordId: 'call-month/101/2022-07',
  changes: {
    received: { base: 62_190, value: 62_191 },
    answered: { base: 27_918, value: 27_919 },
    answeredUnder10s: { base: 5_000, value: 5_000 },
    notAnswered: { base: 34_272, value: 34_272 },
  },
});
const actionDone = mutation({
  kind: 'meeting-action',
  recordId: 'meeting-action/force-improvement-board/2022-06-08/1',
  changes: { state: { base: 'Open', value: 'Complete' } },
});

const EDITS: Readonly<Record<string, Mutation>> = {
  'set an AFI note': noteEdit(7, null, 'x'),
  'set an AFI status': statusEdit(7, 'In progress', 'Force complete'),
  'sign an AFI off': signedOff,
  'change who leads an AFI': mutation({
    kind: 'afi',
    recordId: 'afi/7',
    changes: { leadOffice: { base: 'fcir', value: 'crime' } },
  }),
  'add an AFI': creation('afi', 'afi/20', afiFields(20)),
  'delete an AFI': mutation({ kind: 'afi', recordId: 'afi/7', op: 'delete' }),
  'restore an AFI': mutation({ kind: 'afi', recordId: 'afi/7', op: 'restore' }),
  'set call figures': counts,
  'add call figures of their own': creation('call-month', 'call-month/101/2022-08', callMonthFields('2022-08')),
  'close a meeting action': actionDone,
  'rename a board': mutation({
    kind: 'board',
    recordId: 'board/force-improvement-board',
    changes: { name: { base: 'Force Improvement Board', value: 'Board' } },
  }),
  'rename an office': mutation({
    kind: 'office',
    recordId: 'office/fcir',
    changes: { name: { base: 'Force Control and Incident Room', value: 'FCIR' } },
  }),
};

const who = (role: Role, ...offices: string[]): Actor => ({ subject: role, name: role, role, offices });
const ACTORS = {
  reader: who('reader'),
  'contributor of fcir': who('contributor', 'fcir'),
  'contributor of crime': who('contributor', 'crime'),
  'contributor of strategic-planning': who('contributor', 'strategic-planning'),
  manager: who('manager', 'strategic-planning'),
  administrator: who('administrator'),
};

/** Who may do what; whoever is not named is refused. */
const PERMITTED: Readonly<Record<string, readonly (keyof typeof ACTORS)[]>> = {
  'set an AFI note': ['contributor of fcir', 'contributor of strategic-planning', 'manager', 'administrator'],
  'set an AFI status': ['contributor of fcir', 'contributor of strategic-planning', 'manager', 'administrator'],
  'sign an AFI off': ['manager', 'administrator'],
  'change who leads an AFI': ['manager', 'administrator'],
  'add an AFI': ['manager', 'administrator'],
  'delete an AFI': ['manager', 'administrator'],
  'restore an AFI': ['administrator'],
  'set call figures': ['contributor of fcir', 'manager', 'administrator'],
  'add call figures of their own': ['contributor of fcir', 'manager', 'administrator'],
  'close a meeting action': ['contributor of crime', 'manager', 'administrator'],
  'rename a board': ['manager', 'administrator'],
  'rename an office': ['administrator'],
};

type Held = (recordId: string) => DatasetRecord | null;
const held: Held = (recordId) => HELD.get(recordId) ?? null;
const decided = (actor: Actor, edits: readonly Mutation[], over: Held = held, past: Past = { logged: null }) =>
  decidePush({ actor, today: TODAY, held: over, past: () => past }, edits);

describe('[S19] decidePush', () => {
  const cases = Object.entries(EDITS).flatMap(([what, edit]) =>
    Object.entries(ACTORS).map(([name, actor]) => {
      const isPermitted = PERMITTED[what]?.some((each) => each === name) === true;
      return {
        name,
        may: isPermitted ? 'may' : 'may not',
        what,
        actor,
        edit,
        expected: isPermitted ? 'applied' : 'rejected',
      };
    }),
  );

  it.each(cases)('$name $may $what', ({ actor, edit, expected }) => {
    const { outcomes, changes } = decided(actor, [edit]);
    expect(outcomes[0]).toMatchObject({ result: expected });
    expect(changes).toHaveLength(expected === 'applied' ? 1 : 0);
    if (expected === 'rejected') expect(outcomes[0]?.problems?.[0]?.code).toBe('not-permitted');
  });

  it('[S13] a contributor may correct when work began, not when it was signed off', () => {
    const asOf = { status: '2022-10-31', note: '2022-10-31' };
    const signOff = { by: 'Chief Constable', on: '2022-10-31' };
    const inProgress: DatasetRecord = { ...heldRecord('afi', 'afi/7', afiFields(7)), effective: asOf };
    const discharged = { ...inProgress, fields: { ...afiFields(7), status: 'Discharged', signOff } };
    const earlier = { effectiveOn: '2022-06-01', reason: 'Found in the minutes' };
    const carried = { forecast: { base: '2022-12-31', value: '2022-12-31' } };
    const dateBack = mutation({
      ...statusEdit(7, 'Discharged', 'Discharged'),
      changes: {
        ...carried,
        status: { base: 'Discharged', value: 'Discharged' },
        signOff: { base: signOff, value: signOff },
      },
      ...earlier,
    });
    const resultOf = (edit: Mutation, record: DatasetRecord) =>
      decided(ACTORS['contributor of fcir'], [edit], () => record, { logged: null, recordOn: () => record }).outcomes[0]
        ?.result;
    expect(resultOf(dateBack, discharged)).toBe('rejected');
    expect(resultOf({ ...statusEdit(7, 'In progress', 'Not started'), ...earlier }, inProgress)).toBe('applied');
  });

  it('[S8] accepts the rest of a push of which one mutation is refused', () => {
    const { outcomes, changes } = decided(ACTORS['contributor of fcir'], [signedOff, counts]);
    expect(outcomes.map(({ result }) => result)).toEqual(['rejected', 'applied']);
    expect(changes.map(({ recordId }) => recordId)).toEqual(['call-month/101/2022-07']);
  });
});

describe('[S17] decidePush', () => {
  it('answers in problems that the protocol can carry, however many offices there are', () => {
    const offices = (name: string) => Array.from({ length: 20 }, (_, index) => `${name}-${index}-${'y'.repeat(25)}`);
    const record = heldRecord('afi', 'afi/7', { ...afiFields(7), supportingOffices: offices('support') });
    const actor = who('contributor', ...offices('office'));
    const { outcomes } = decided(actor, [noteEdit(7, null, 'x')], () => record);
    expect(outcomes[0]?.problems?.[0]?.code).toBe('not-permitted');
    expect(outcomeSchema.safeParse(outcomes[0]).error).toBeUndefined();
  });

  it('tells of a bounded number of problems, so that the ledger item stays under 400 KB', () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`field${index}`, { base: null, value: 1 }]),
    );
    const edits = Array.from({ length: 90 }, () => mutation({ kind: 'afi', recordId: 'afi/7', changes: unknown }));
    const { outcomes } = decided(ACTORS.manager, edits);
    expect(outcomes.map(({ problems }) => problems?.length)).toEqual(Array.from({ length: 90 }, () => 2));
    expect(decided(ACTORS.manager, edits.slice(0, 1)).outcomes[0]?.problems).toHaveLength(20);
  });
});
