import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  changesResponseSchema,
  historyResponseSchema,
  PROTOCOL,
  problemDetailsSchema,
  pushRequestSchema,
  pushResponseSchema,
  snapshotPageSchema,
  snapshotResponseSchema,
} from '../../../../shared/sync/protocol.ts';
import { DATASET, mutation, noteEdit, pushOf } from '../../functions/service-fixtures.ts';

/** The shape of all messages under each protocol number. A number that was released is never given another shape. */
const SHAPES: Readonly<Record<number, string>> = {
  1: 'd56cbaa1a7212c8d7adb1427bcc5807adef4e375f38a6270bb16032ae6295ac1',
  2: '3cb1b026c31f5a93c9bad02362809013632261064610cd5de7828a7168031ed9',
};

const MESSAGES = {
  pushRequest: pushRequestSchema,
  pushResponse: pushResponseSchema,
  changesResponse: changesResponseSchema,
  snapshotResponse: snapshotResponseSchema,
  snapshotPage: snapshotPageSchema,
  historyResponse: historyResponseSchema,
  problemDetails: problemDetailsSchema,
};

it('[S18] a message changes its shape only together with the protocol number', () => {
  const shapes = Object.entries(MESSAGES).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }),
  ]);
  const shape = createHash('sha256').update(JSON.stringify(shapes)).digest('hex');
  expect(SHAPES[PROTOCOL], 'give PROTOCOL a new number, and add its shape here').toBe(shape);
});

describe('[S17] a push request', () => {
  const clientId = '3e1f3f9e-5c3a-4e68-9df8-6e7f2f0f5a10';
  const cursor = 'ZXBvY2guMA';
  const request = { clientId, cursor, pushes: [pushOf(1, noteEdit(7, null, 'x'))] };
  const problemsOf = (value: unknown): string[] =>
    pushRequestSchema.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? [];

  it('is taken as it should be', () => {
    expect(problemsOf(request)).toEqual([]);
  });

  it.each([
    ['an unknown field', { ...request, dataset: DATASET }, ''],
    ['a client id that is no UUID', { ...request, clientId: 'mine' }, 'clientId'],
    ['no cursor', { clientId, pushes: request.pushes }, 'cursor'],
    ['an empty cursor', { ...request, cursor: '' }, 'cursor'],
    ['a cursor of more than 200 characters', { ...request, cursor: 'x'.repeat(201) }, 'cursor'],
    ['no push', { ...request, pushes: [] }, 'pushes'],
    ['push number 0', { ...request, pushes: [{ ...request.pushes[0], number: 0 }] }, 'pushes.0.number'],
    ['a push without mutation', { ...request, pushes: [pushOf(1)] }, 'pushes.0.mutations'],
    ['an unknown kind', pushing({ kind: 'crime' }), 'pushes.0.mutations.0.kind'],
    ['an unknown op', pushing({ op: 'drop' }), 'pushes.0.mutations.0.op'],
    ['a day that does not exist', pushing({ effectiveOn: '2022-02-30' }), 'pushes.0.mutations.0.effectiveOn'],
    ['a record id with a #', pushing({ recordId: 'afi/7#HEAD' }), 'pushes.0.mutations.0.recordId'],
    [
      'a value that is not finite',
      pushing({ changes: { note: { base: null, value: Number.NaN } } }),
      'pushes.0.mutations.0.changes.note.value',
    ],
    [
      'a value nested too deep',
      pushing({ changes: { note: { base: null, value: [[[[[[['x']]]]]]] } } }),
      'pushes.0.mutations.0.changes.note.value',
    ],
    ['a reason without text', pushing({ reason: '' }), 'pushes.0.mutations.0.reason'],
    ['a time that is none', pushing({ editedAt: 'yesterday' }), 'pushes.0.mutations.0.editedAt'],
  ])('with %s is refused', (_what, value, path) => {
    expect(problemsOf(value)).toEqual([path]);
  });

  function pushing(parts: Record<string, unknown>) {
    const edit = { ...mutation({ kind: 'afi', recordId: 'afi/7' }), ...parts };
    return { clientId, cursor, pushes: [{ number: 1, mutations: [edit] }] };
  }
});
