import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryReplicaStore } from '../../../../../addin/replica/memory-replica-store.ts';
import { callsTable } from '../../../../../addin/workbook/tables/kinds/calls-table.ts';
import { meetingActionsTable } from '../../../../../addin/workbook/tables/kinds/meeting-actions-table.ts';
import { planTable } from '../../../../../addin/workbook/tables/kinds/plan-table.ts';
import {
  afiFields,
  commitOf,
  countingIds,
  JULY_101,
  loggedChange,
  testReplica,
} from '../../replica/replica-fixtures.ts';
import { FOUND } from './found-in-table-life.ts';
import { simulatedService } from './simulated-service.ts';
import { simulatedTable } from './simulated-table.ts';
import { smallActions, smallCalls, smallPlan } from './small-kinds.ts';
import { type Happening, type LifeOf, NOT_TAKEN, tableLife } from './table-life.ts';

/*
 * A worksheet is rows of cells; people type, paste, sort, insert, fill, copy and delete rows, type over keys, undo, delete
 * columns; a co-author does the same beside them, with the add-in or without. The replica is the real one, and so are the
 * rules by which the simulated service answers; another office changes, deletes and restores the records. Rounds of the
 * add-in come whenever, and some of its runtimes die midway; for a while Excel lets it write no cells, or nothing. Some
 * browsers keep nothing on a disk. What is promised: no text that a person entered is written
 * over before it is in the dataset, waits, or has come back; and once nothing happens any more the table comes to
 * rest, writes nothing, and shows the replica in every row that says nothing else.
 */
const SEED = 20221031;
const RUNS = 400;

const action = (number: number) =>
  loggedChange('meeting-action', `meeting-action/force-improvement-board/2022-10-31/${number}`, {
    text: `Action ${number}`,
    state: 'Open',
    board: 'board/force-improvement-board',
    raisedOn: '2022-10-31',
    afis: [],
    provenance: { document: 'Minutes', dated: '2022-10-31', place: 'page 1' },
  });
const month = (name: string) =>
  loggedChange('call-month', `call-month/101/${name}`, { ...JULY_101, month: name }, { effectiveOn: '2022-10-01' });
const FIRST = commitOf(
  1,
  ...[7, 8, 9].map((number) => loggedChange('afi', `afi/${number}`, afiFields(number))),
  ...['2022-06', '2022-07', '2022-08'].map(month),
  ...[1, 2, 3].map(action),
  loggedChange('board', 'board/force-improvement-board', {
    name: 'Force Improvement Board',
    purpose: 'Oversees the plan',
    provenance: { document: 'Minutes', dated: '2022-10-31', place: 'page 1' },
  }),
);

const SMALL: Readonly<Record<string, LifeOf>> = {
  plan: {
    kind: smallPlan,
    values: {
      number: [99, ''],
      status: ['Force complete', 'not started', 'Nonsense', 'Discharged', 'In progress', ''],
      forecast: ['2023-01-31', '2023-02-28', 'soon', ''],
      note: ['note #', NOT_TAKEN, 'note #', '', '=1+#'],
      owner: ['owner #', NOT_TAKEN, 'owner #', ''],
    },
    newRows: [{}, { note: 'new #' }],
    records: ['afi/7', 'afi/8', 'afi/9'],
    changes: [
      { status: 'Force complete' },
      { note: 'of theirs' },
      { owner: 'of theirs', note: 'of theirs' },
      { forecast: '2023-06-30', note: null },
    ],
    texts: ['note', 'owner'],
  },
  calls: {
    kind: smallCalls,
    values: {
      month: ['2022-09', 'x'],
      received: [29_816, 10, 'ten', 29_817, ''],
      answered: [13_385, 10, 6, 'six', 13_386],
      under10s: [2669, 5, '5', ''],
      notAnswered: [16_431, 4, 0, 'none', 16_430],
      share: [0.5],
    },
    newRows: [
      {},
      { month: '2022-09', received: 10, answered: 10, under10s: 5, notAnswered: 0 },
      { month: '2022-08', received: 10, answered: 10, under10s: 5, notAnswered: 0 },
      { month: '2022-05', received: 10 },
    ],
    records: ['call-month/101/2022-06', 'call-month/101/2022-07', 'call-month/101/2022-08', 'call-month/101/2022-09'],
    changes: [{ received: 10, answered: 6, answeredUnder10s: 5, notAnswered: 4 }, { answeredUnder10s: 3 }],
    texts: [],
  },
  'meeting actions': {
    kind: smallActions,
    values: { text: ['text #', NOT_TAKEN, 'text #', 'Action 1', ''], state: ['Complete', 'open', 'x', ''] },
    newRows: [
      {},
      { text: 'new #' },
      { state: 'Open' },
      { text: NOT_TAKEN, state: 'Open' },
      { text: 'Action 1', state: 'Open' },
    ],
    records: [1, 2, 3, 4].map((number) => `meeting-action/force-improvement-board/2022-10-31/${number}`),
    changes: [{ state: 'Complete' }, { text: 'Of theirs' }, { state: 'Discharged', text: 'Of theirs' }],
    texts: ['text'],
  },
};

/** The kinds that people insert, with what they can enter there. */
const LIVES: Readonly<Record<string, LifeOf>> = {
  ...SMALL,
  'real plan': {
    ...small('plan'),
    kind: planTable,
    values: {
      number: [99],
      wording: ['wording #', ''],
      status: ['Force complete', 'not started', 'Nonsense', 'Discharged', ''],
      forecast: ['31/01/2023', 44_957, 'soon', '', '28 February 2023'],
      note: ['note #', NOT_TAKEN, ' note # ', '', '=1+#'],
      owner: ['owner #', NOT_TAKEN, ''],
      board: ['force improvement board', 'No board', ''],
      rag: ['On track'],
    },
    texts: ['note', 'owner', 'wording'],
  },
  'real calls': {
    ...small('calls'),
    kind: callsTable,
    values: {
      quarter: ['Q1 2022/23'],
      month: ['Sep-22', 'x'],
      received: [29_816, 10, 'ten', '29,816', ''],
      answered: [13_385, 10, 6, 'six'],
      answeredUnder10s: [2669, 5, '5', ''],
      notAnswered: [16_431, 4, 0, 'none'],
      answeredShare: [0.5],
    },
    newRows: [
      {},
      { month: 'Sep-22', received: 10, answered: 10, answeredUnder10s: 5, notAnswered: 0 },
      { month: 'Aug-22', received: 10, answered: 10, answeredUnder10s: 5, notAnswered: 0 },
      { month: 'May-22', received: 10 },
    ],
  },
  'real meeting actions': {
    ...small('meeting actions'),
    kind: meetingActionsTable,
    values: { text: ['text #', NOT_TAKEN, ''], state: ['Complete', 'open', 'x', ''], givenTo: ['given #', ''] },
    newRows: [
      {},
      { text: 'new #' },
      { text: 'new #', state: 'Open', board: 'Force Improvement Board', raisedOn: '31/10/2022' },
      { text: NOT_TAKEN, state: 'Open', board: 'Force Improvement Board', raisedOn: '31/10/2022' },
      { text: 'Action 1', state: 'Open', board: 'Force Improvement Board', raisedOn: '31/10/2022' },
    ],
    texts: ['text', 'givenTo'],
  },
};

function small(name: string): LifeOf {
  const life = SMALL[name];
  if (life === undefined) throw new Error(name);
  return life;
}

const number = fc.nat({ max: 41 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ what: fc.constant('type' as const), row: number, column: number, value: number }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('paste' as const),
      row: number,
      column: number,
      value: number,
      size: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('sort' as const), column: number }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('insert' as const), row: number, value: number }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('delete row' as const), row: number }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('copy row' as const), row: number, to: number }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('type key' as const), row: number, value: number }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('delete column' as const), column: number }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('co-author' as const),
      row: number,
      value: number,
      hasAddin: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('other office' as const), record: number, value: number }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('other office deletes' as const), record: number }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constantFrom('pull' as const, 'service answers' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('delete records' as const, 'put rows back' as const) }) },
  { weight: 1, arbitrary: fc.constant({ what: 'undo' as const }) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({
        what: fc.constant('lock' as const),
        may: fc.constantFrom('write settings' as const, 'only read' as const),
      }),
      fc.constant({ what: 'unlock' as const }),
    ),
  },
  { weight: 6, arbitrary: fc.constant({ what: 'round' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('round' as const),
      dies: fc.constantFrom('after saving' as const, 'after cells' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('decide' as const), which: number, isMine: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constantFrom('put back' as const, 'send theirs' as const), row: number }),
  },
);

async function live(life: LifeOf, happenings: readonly Happening[], durable: boolean): Promise<void> {
  const store = createMemoryReplicaStore({ newId: countingIds(), durable });
  const replica = await testReplica({ commits: [FIRST], store });
  const table = simulatedTable(life.kind);
  const service = simulatedService([FIRST]);
  await table.round(replica);
  const { take, settle, check } = tableLife(life, table, replica, service);
  for (const each of happenings) await take(each);
  check(await settle());
}

it.each(FOUND)('[T46] %s', async (_what, happenings) => {
  for (const life of Object.values(LIVES)) for (const isOnDisk of [true, false]) await live(life, happenings, isOnDisk);
  expect(Object.keys(LIVES)).toHaveLength(6);
});

it.each(Object.keys(LIVES))(
  '[T46] whatever people do with the table of the %s, it ends as the replica, nothing is lost, no write echoes',
  async (name) => {
    const life = LIVES[name];
    if (life === undefined) throw new Error(name);
    const happenings = fc.array(happening, { minLength: 1, maxLength: 30 });
    const onDisk = fc.boolean();
    await fc.assert(
      fc.asyncProperty(happenings, onDisk, (all, isOnDisk) => live(life, all, isOnDisk)),
      { seed: SEED, numRuns: RUNS },
    );
  },
  120_000,
);
