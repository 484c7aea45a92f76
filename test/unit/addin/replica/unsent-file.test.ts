import { describe, expect, it } from 'vitest';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { readUnsentFile, unsentFile } from '../../../../addin/replica/unsent-file.ts';
import { countingIds, FIRST_COMMIT, NOW, noteEdit, OWNER, testReplica } from './replica-fixtures.ts';

const newId = countingIds();
const waiting = [noteEdit(newId(), 7, null, 'Waits')];
const back = noteEdit(newId(), 8, null, 'Refused');
const returned = [
  {
    mutation: back,
    parts: [back],
    result: 'rejected' as const,
    problems: [{ path: '', code: 'not-permitted', message: 'Not your office' }],
    conflicts: [],
    returnedAt: NOW,
  },
];
const TEXT = unsentFile(OWNER, { waiting, returned }, NOW);
const altered = (parts: object): string => JSON.stringify({ ...JSON.parse(TEXT), ...parts });
const codeOf = (text: string): unknown => {
  const read = readUnsentFile(text, OWNER);
  return 'problems' in read ? read.problems.map(({ code }) => code) : 'read';
};

describe('[S14] [S16] a file of unsent edits', () => {
  it('says whose it is, and is read as it was written', () => {
    expect(JSON.parse(TEXT)).toMatchObject({ ...OWNER, exportedAt: NOW, format: 'peel-unsent-edits', version: 1 });
    expect(readUnsentFile(TEXT, OWNER)).toEqual({ waiting, returned });
  });

  it.each([
    ['no JSON', 'PK\u0003\u0004'],
    ['an empty text', ''],
    ['a list', '[]'],
    ['JSON of something else', '{"version":1}'],
    ['half of it', TEXT.slice(0, TEXT.length / 2)],
    ['an unknown field', altered({ extra: true })],
    ['an edit with an unknown field', altered({ waiting: [{ ...waiting[0], office: 'crime' }] })],
    ['an edit without an id', altered({ waiting: [{ ...waiting[0], mutationId: undefined }] })],
    ['a returned edit without its parts', altered({ returned: [{ ...returned[0], parts: [] }] })],
    [
      'a key that parsers leave out',
      TEXT.replace('"changes": {', '"changes": { "__proto__": {"base":null,"value":1},'),
    ],
  ])('%s is refused as damaged', (_what, text) => {
    expect(codeOf(text)).toEqual(['unsent-damaged']);
  });

  it.each([
    ['another person’s', { subject: 'ben', name: 'Ben Okafor' }, 'unsent-of-another', 'Ben Okafor'],
    ['another organisation’s', { tenant: 'elsewhere' }, 'unsent-of-another', 'Maria Lindqvist'],
    ['of another plan', { datasetId: 'essex-2023-24' }, 'unsent-other-plan', 'essex-2023-24'],
    ['of a newer PEEL', { version: 2, somethingNew: true }, 'unsent-newer', 'Update the add-in'],
  ])('%s is refused, with what to do', (_what, parts, code, words) => {
    const read = readUnsentFile(altered(parts), OWNER);
    expect(read).toMatchObject({ problems: [{ code, message: expect.stringContaining(words) }] });
  });
});

describe('a replica without an owner', () => {
  it('exports and imports nothing before somebody is signed in', async () => {
    const replica = await testReplica({ commits: [FIRST_COMMIT], actor: null });
    expect(await replica.importUnsent(TEXT)).toMatchObject({ problems: [{ code: 'signed-out' }] });
    await replica.copy.leave();
    await expect(replica.exportUnsent()).rejects.toThrow('Sign in');
  });

  it('[S14] a store that fails takes nothing of a file', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    const adopt = () => Promise.reject(new Error('The disk stutters'));
    const replica = await testReplica({ commits: [FIRST_COMMIT], store: { ...store, adopt } });
    expect(await replica.importUnsent(TEXT)).toMatchObject({ problems: [{ code: 'not-stored' }] });
    expect(replica.copy.summary.unsent).toBe(0);
  });
});
