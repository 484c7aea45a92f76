import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Repository, StoredRecord } from '../../../../functions/data/repository.ts';
import { writeCursor } from '../../../../functions/sync/cursor.ts';
import { commitSchema, problemDetailsSchema, pushResponseSchema } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  type Called,
  CLAIMS,
  call,
  callMonthFields,
  creation,
  EPOCH,
  FIRST_CURSOR,
  mutation,
  noteEdit,
  pushOf,
  serviceOver,
} from '../../../unit/functions/service-fixtures.ts';
import { BODIES_OF_RAW_TEXT, CURSORS, PUSHES_TURNED_AWAY, REFUSED_EDITS } from './hostile-client-messages.ts';

const MONTH = 'call-month/101/2022-06';
/** What the administrator wrote before anybody hostile came: one commit of three records. */
const FIRST_PLAN = [
  creation('afi', 'afi/7', afiFields(7)),
  creation('afi', 'afi/8', { ...afiFields(8), note: 'As it was', supportingOffices: [] }),
  creation('call-month', MONTH, callMonthFields('2022-06')),
];

const NEVER_THERE = ['afi/9', 'afi/10', 'office/9', 'office/mine', 'call-month/101/2022-07'];

/** A client that keeps to nothing: each message has its code, and after each the dataset is as it was. */
export function hostileClientSuite(name: string, open: () => Promise<Repository>): void {
  describe(`a hostile client of the service over ${name}`, () => {
    let repository: Repository;
    let datasetId: string;
    let service: ReturnType<typeof serviceOver>;
    let before: ReadonlyMap<string, StoredRecord>;
    /** Where it is 2, the test itself has Asha change AFI 7. */
    let expectedCommits: number;

    const send = (claims: Record<string, string>, body: unknown): Promise<Called> =>
      call(service.push, { claims, path: { datasetId }, body });
    const sendEdits = (claims: Record<string, string>, clientId: string, number: number, ...edits: object[]) =>
      send(claims, { clientId, cursor: FIRST_CURSOR, pushes: [{ number, mutations: edits }] });
    const expectRefused = (answer: Called, status: number, code: string): void => {
      expect(answer).toMatchObject({ status, body: { code } });
      expect(problemDetailsSchema.parse(answer.body).status).toBe(status);
    };
    const onlyOutcome = (answer: Called) => {
      expect(answer.status).toBe(200);
      const [result, ...others] = pushResponseSchema.parse(answer.body).results;
      expect(others).toEqual([]);
      expect(result?.sequence).toBeNull();
      return result?.outcomes[0];
    };

    beforeEach(async () => {
      repository = await open();
      datasetId = `dataset-${randomUUID()}`;
      service = serviceOver(repository);
      expectedCommits = 1;
      await repository.createDataset(datasetId, EPOCH);
      await send(CLAIMS.dana, { clientId: randomUUID(), cursor: FIRST_CURSOR, pushes: [pushOf(1, ...FIRST_PLAN)] });
      before = await repository.records(
        datasetId,
        FIRST_PLAN.map(({ recordId }) => recordId),
      );
      expect(before.size).toBe(FIRST_PLAN.length);
    });

    // [S3] whatever was sent: no commit more, and a log that every replica can read
    afterEach(async () => {
      const log = await repository.commitsAfter(datasetId, 0, 100);
      expect((await repository.head(datasetId))?.sequence).toBe(expectedCommits);
      expect(log.map((commit) => commitSchema.parse(commit).sequence)).toEqual(
        Array.from({ length: expectedCommits }, (_, index) => index + 1),
      );
      const untouched = [...before.keys()].filter((id) => expectedCommits === 1 || id !== 'afi/7');
      const held = await repository.records(datasetId, [...untouched, ...NEVER_THERE]);
      expect(held).toEqual(new Map(untouched.map((id) => [id, before.get(id)])));
      expect(service.lines.filter(({ level }) => level === 'error')).toEqual([]);
    });

    it.each(named(PUSHES_TURNED_AWAY))('[S17] %s: %s', async (_what, _code, { edits, status, code, path }) => {
      const answer = await sendEdits(CLAIMS.maria, randomUUID(), 1, ...edits());
      expectRefused(answer, status, code);
      if (path !== undefined) expect(answer.body.problems).toMatchObject([{ path }]);
    });

    it.each(named(BODIES_OF_RAW_TEXT))('[S17] %s: %s', async (_what, _code, { body, status, code }) => {
      const rawBody = Buffer.from(body()).toString('base64');
      const answer = await call(service.push, { path: { datasetId }, rawBody, isBase64Encoded: true });
      expectRefused(answer, status, code);
    });

    it.each(named(REFUSED_EDITS))('[S8] %s: %s', async (_what, _code, { edit, code, claims = CLAIMS.maria }) => {
      const outcome = onlyOutcome(await sendEdits(claims, randomUUID(), 1, edit()));
      expect(outcome?.result).toBe('rejected');
      expect(outcome?.problems?.map((problem) => problem.code)).toContain(code);
    });

    it.each(named(CURSORS))('[S9] %s, as a cursor: %s', async (_what, _code, { after, status, code }) => {
      expectRefused(await call(service.changes, { path: { datasetId }, query: { after } }), status, code);
    });

    it('[S9] a cursor of another dataset’s life: epoch-changed', async () => {
      const after = writeCursor({ epoch: randomUUID(), sequence: 1 });
      expectRefused(await call(service.changes, { path: { datasetId }, query: { after } }), 410, 'epoch-changed');
    });

    it.each([
      ['another office’s AFI', () => noteEdit(8, 'As it was', 'Ours now')],
      ['another office’s figures', () => figuresEdit(1)],
      ['figures entered for another office', () => creation('call-month', 'call-month/101/2022-07', callMonthFields())],
      ['an AFI taken over by its lead', () => setOf('afi', 'afi/7', { leadOffice: { base: 'fcir', value: 'crime' } })],
      ['an AFI under the name of a kind that is free', () => setOf('measure', 'afi/7', {})],
      ['an office of one’s own', () => creation('office', 'office/mine', { name: 'Mine' })],
      ['a deletion', () => mutation({ kind: 'afi', recordId: 'afi/7', op: 'delete' })],
      ['a restoration', () => mutation({ kind: 'afi', recordId: 'afi/7', op: 'restore' })],
    ])('[S19] %s is refused to a contributor of another office', async (_what, edit) => {
      const outcome = onlyOutcome(await sendEdits(CLAIMS.ben, randomUUID(), 1, edit()));
      expect(outcome).toMatchObject({ result: 'rejected', problems: [{ code: 'not-permitted' }] });
    });

    it('[S19] the author and the office of a commit come from the token, whatever the client id', async () => {
      const clientId = randomUUID();
      expectedCommits = 2;
      await sendEdits(CLAIMS.asha, clientId, 1, noteEdit(7, null, 'By Asha'));
      const [, written] = await repository.commitsAfter(datasetId, 0, 10);
      expect(written).toMatchObject({ author: { subject: 'asha', name: 'Asha' }, changes: [{ office: 'fcir' }] });
    });

    it('[S4] another subject’s client id: its numbers begin at 1, and its answers stay hidden', async () => {
      const clientId = randomUUID();
      expectedCommits = 2;
      const theirs = noteEdit(7, null, 'By Asha');
      await sendEdits(CLAIMS.asha, clientId, 1, theirs);
      const next = await sendEdits(CLAIMS.ben, clientId, 2, theirs);
      expectRefused(next, 409, 'push-number-gap');
      expect(next.body.expected).toBe(1);
      const same = onlyOutcome(await sendEdits(CLAIMS.ben, clientId, 1, theirs));
      expect(same).toMatchObject({ result: 'rejected', problems: [{ code: 'mutation-id-used' }] });
      // and Asha's own numbers are where they were
      expect(await sendEdits(CLAIMS.asha, clientId, 1, theirs)).toMatchObject({
        body: { results: [{ sequence: 2, outcomes: [{ result: 'applied' }] }] },
      });
    });

    it('[S4] a used push number with another body: push-number-used, again and again', async () => {
      const clientId = randomUUID();
      expectedCommits = 2;
      await sendEdits(CLAIMS.asha, clientId, 1, noteEdit(7, null, 'First'));
      for (const other of ['Second', 'Third'])
        expectRefused(await sendEdits(CLAIMS.asha, clientId, 1, noteEdit(7, 'First', other)), 409, 'push-number-used');
    });

    it('[S4] the largest push number there can be: push-number-gap', async () => {
      const answer = await sendEdits(CLAIMS.maria, randomUUID(), Number.MAX_SAFE_INTEGER, noteEdit(7, null, 'x'));
      expectRefused(answer, 409, 'push-number-gap');
    });

    it('[S14] a mutation id in two pushes of one request: mutation-named-twice, and neither is taken', async () => {
      const { mutationId } = noteEdit(7, null, 'x');
      const first = { ...noteEdit(7, null, 'x'), mutationId };
      const second = { ...noteEdit(8, 'As it was', 'y'), mutationId: mutationId.toUpperCase() };
      const answer = await send(CLAIMS.maria, {
        clientId: randomUUID(),
        cursor: FIRST_CURSOR,
        pushes: [pushOf(1, first), pushOf(2, second)],
      });
      expectRefused(answer, 400, 'mutation-named-twice');
    });

    it('[S4] a mutation id of a push before, for something else: a conflict, and the first stands', async () => {
      const clientId = randomUUID();
      expectedCommits = 2;
      const edit = noteEdit(7, null, 'First');
      await sendEdits(CLAIMS.asha, clientId, 1, edit);
      const again = { ...edit, changes: { note: { base: 'First', value: 'Second' } } };
      expect(onlyOutcome(await sendEdits(CLAIMS.asha, clientId, 2, again))).toMatchObject({
        result: 'conflict',
        record: { fields: { note: 'First' } },
      });
    });

    it('[S4] a mutation id that its author used for one record opens no way to another’s', async () => {
      const { mutationId } = FIRST_PLAN[1] ?? {};
      const taken = { ...noteEdit(8, 'As it was', 'Ours now'), mutationId };
      expect(onlyOutcome(await sendEdits(CLAIMS.ben, randomUUID(), 1, taken))).toMatchObject({
        result: 'rejected',
        problems: [{ code: 'mutation-id-used' }],
      });
      const { mutationId: ofSeven } = FIRST_PLAN[0] ?? {};
      const elsewhere = { ...noteEdit(8, 'Not as it was', 'Dana’s'), mutationId: ofSeven };
      expect(onlyOutcome(await sendEdits(CLAIMS.dana, randomUUID(), 1, elsewhere))).toMatchObject({
        result: 'conflict',
        record: { id: 'afi/8', fields: { note: 'As it was' } },
      });
    });

    it.each(named(CURSORS))('[S11] %s, as the cursor of a push: nothing is taken', async (_what, _code, { after }) => {
      const pushes = [pushOf(1, noteEdit(7, null, 'x'))];
      const answer = await send(CLAIMS.asha, { clientId: randomUUID(), cursor: after, pushes });
      const isReadable = after.length >= 1 && after.length <= 200;
      expectRefused(answer, 400, isReadable ? 'bad-cursor' : 'invalid-request');
    });

    it('[S11] a push with a cursor of another life: epoch-changed, before anything about its number', async () => {
      const clientId = randomUUID();
      expectedCommits = 2;
      const edit = noteEdit(7, null, 'First');
      await sendEdits(CLAIMS.asha, clientId, 1, edit);
      const cursor = writeCursor({ epoch: randomUUID(), sequence: 1 });
      for (const [number, pushed] of [
        [1, edit],
        [1, noteEdit(7, null, 'x')],
        [2, edit],
        [9, edit],
      ] as const) {
        const answer = await send(CLAIMS.asha, { clientId, cursor, pushes: [pushOf(number, pushed)] });
        expectRefused(answer, 410, 'epoch-changed');
      }
    });

    it('[S17] a good edit beside a bad one is not taken alone where the message is no message', async () => {
      const answer = await sendEdits(CLAIMS.maria, randomUUID(), 1, noteEdit(7, null, 'Good'), { hello: 'there' });
      expectRefused(answer, 400, 'invalid-request');
    });

    it('[S17] no prototype has learnt anything from it', () => {
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect('polluted' in {}).toBe(false);
    });
  });
}

const named = <T extends { readonly what: string; readonly code: string }>(messages: readonly T[]) =>
  messages.map((each) => [each.what, each.code, each] as const);

const setOf = (
  kind: 'afi' | 'measure',
  recordId: string,
  changes: Parameters<typeof mutation>[0]['changes'] & object,
) => mutation({ kind, recordId, changes });

function figuresEdit(received: number) {
  const { answered, answeredUnder10s, notAnswered, received: before } = callMonthFields('2022-06');
  const same = (value: unknown) => ({ base: value, value });
  const changes = {
    received: { base: before, value: received },
    answered: same(answered),
    answeredUnder10s: same(answeredUnder10s),
    notAnswered: same(notAnswered),
  };
  return { ...mutation({ kind: 'call-month', recordId: MONTH }), changes };
}
