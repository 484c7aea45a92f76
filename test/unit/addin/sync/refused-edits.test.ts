import { beforeEach, describe, expect, it } from 'vitest';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { syncRound } from '../../../../addin/sync/sync-round.ts';
import type { PushRequest } from '../../../../shared/sync/protocol.ts';
import { FIRST_COMMIT, loggedChange, noteEdit, testReplica } from '../replica/replica-fixtures.ts';
import { type ScriptedTransport, scriptedTransport } from './scripted-transport.ts';

const ROWS = 400;
const idOf = (index: number): string => `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`;

let replica: DatasetReplica;
let transport: ScriptedTransport;
/** The notes that the service cannot read. */
let unreadable: Set<string>;

beforeEach(async () => {
  replica = await testReplica();
  transport = scriptedTransport();
  unreadable = new Set();
  transport.commits.splice(0, 1, {
    ...FIRST_COMMIT,
    changes: Array.from({ length: ROWS }, (_, index) =>
      loggedChange('afi', `afi/${index + 1}`, { number: index + 1, leadOffice: 'fcir' }),
    ),
  });
  await syncRound(replica.copy, transport);
  refuseUnreadable();
});

/** As the service parses a request: one edit that it cannot read, and the whole of it is refused. */
function refuseUnreadable(): void {
  const { push } = transport;
  transport.push = async (request, signal) => {
    const problems = request.pushes.flatMap(({ mutations }, at) =>
      mutations.flatMap(({ changes }, index) => {
        if (!unreadable.has(String(changes.note?.value))) return [];
        const path = `pushes.${at}.mutations.${index}.changes.note.value`;
        return [{ path, code: 'custom', message: `${path} must be text` }];
      }),
    );
    if (problems.length === 0) return push(request, signal);
    transport.requests.push(request);
    return { ok: false, failure: { kind: 'refused', code: 'invalid-request', detail: 'Not readable', problems } };
  };
}

/** Edits of as many AFIs, put on disk as an older add-in might have left them. */
const waits = (notes: readonly string[]) =>
  replica.copy.append(
    () => notes.map((note, index) => noteEdit(idOf(index + 1), index + 1, null, note)),
    () => {},
  );
const round = () => syncRound(replica.copy, transport);
const notesIn = ({ pushes }: PushRequest) =>
  pushes.flatMap(({ mutations }) => mutations.map(({ changes }) => changes.note?.value));
const numbersIn = ({ pushes }: PushRequest) => pushes.map(({ number }) => number);
const sentTimes = (note: string) => transport.requests.filter((request) => notesIn(request).includes(note)).length;

describe('[S8] an edit that the service refuses to read', () => {
  it('goes back to the person with what the service said, and those around it are taken', async () => {
    unreadable.add('Wrong');
    await waits(['One', 'Wrong', 'Three']);
    expect(await round()).toEqual({ failure: null, sent: 3, received: 0 });
    expect(replica.copy.summary.unsent).toBe(0);
    expect(replica.returned()).toMatchObject([
      {
        result: 'rejected',
        mutation: { mutationId: idOf(2), changes: { note: { value: 'Wrong' } } },
        problems: [{ path: 'note', code: 'custom', message: 'note must be text' }],
      },
    ]);
    const taken = transport.requests.filter((request) => !notesIn(request).includes('Wrong'));
    expect(taken.flatMap(notesIn)).toEqual(['One', 'Three']);
  });

  it('[S4] leaves no gap in the numbers of the pushes', async () => {
    unreadable.add('Wrong');
    await waits(['Wrong', 'Two']);
    await round();
    await replica.copy.append(
      () => [noteEdit(idOf(9), 9, null, 'Later')],
      () => {},
    );
    await round();
    expect(transport.requests.map(numbersIn)).toEqual([[1], [1], [1], [2]]);
  });

  it('is found among four full pushes in a few requests', async () => {
    unreadable.add('Row 250');
    await waits(Array.from({ length: 360 }, (_, index) => `Row ${index}`));
    expect(await round()).toMatchObject({ failure: null, sent: 360 });
    expect(replica.returned().map(({ mutation }) => mutation.mutationId)).toEqual([idOf(251)]);
    expect(sentTimes('Row 250')).toBeLessThan(20);
    expect(transport.requests.length).toBeLessThan(30);
  });

  it('many in a row cost about a request each', async () => {
    const notes = Array.from({ length: ROWS }, (_, index) => (index < 60 ? 'Wrong' : `Row ${index}`));
    unreadable.add('Wrong');
    await waits(notes);
    expect(await round()).toMatchObject({ failure: null, sent: ROWS });
    expect(replica.returned()).toHaveLength(60);
    expect(transport.requests.length).toBeLessThan(90);
  });

  it('without a word on what is wrong, is told in the words of the refusal', async () => {
    await waits(['One']);
    transport.failNext('push', { kind: 'refused', code: 'not-taken', detail: 'Not today', problems: [] });
    expect(await round()).toMatchObject({ failure: null, sent: 1 });
    expect(replica.returned()[0]?.problems).toEqual([{ path: '', code: 'not-taken', message: 'Not today' }]);
  });

  it('a fault of the service is no refusal: everything waits, and is sent again the same', async () => {
    await waits(['One', 'Two']);
    const fault = { kind: 'trouble', code: 'internal-error', detail: 'Something went wrong' } as const;
    transport.failNext('push', fault);
    expect(await round()).toMatchObject({ failure: fault, sent: 0 });
    expect(replica.returned()).toEqual([]);
    expect(await round()).toMatchObject({ failure: null, sent: 2 });
    expect(transport.requests[1]?.pushes).toEqual(transport.requests[0]?.pushes);
  });
});
