import { expect, it, vi } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  CLAIMS,
  call,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  mutation,
  pushOf,
  serviceOver,
} from '../../../unit/functions/service-fixtures.ts';
import { openOffice } from './office.ts';

const AFIS = Array.from({ length: 120 }, (_, index) => index + 1);

async function maria() {
  const repository = createMemoryRepository();
  const service = serviceOver(repository);
  await repository.createDataset(DATASET, EPOCH);
  for (const [index, number] of [1, 61].entries()) {
    const records = AFIS.slice(number - 1, number + 59).map((afi) => creation('afi', `afi/${afi}`, afiFields(afi)));
    const pushes = [pushOf(index + 1, ...records)];
    await call(service.push, {
      claims: CLAIMS.dana,
      body: { clientId: '00000000-0000-4000-8000-00000000d0d0', cursor: FIRST_CURSOR, pushes },
    });
  }
  const office = await openOffice({
    service,
    claims: CLAIMS.maria,
    actor: { subject: 'maria', name: 'Maria', role: 'manager', offices: ['strategic-planning'] },
  });
  await office.loop.start();
  return { ...office, repository };
}

const note = (afi: number, text: string): Mutation =>
  mutation({ kind: 'afi', recordId: `afi/${afi}`, changes: { note: { base: null, value: text } } });

it('[S8] [S17] what the service refuses to read comes back to its author, and all else of the outbox is taken', async () => {
  const { replica, loop, repository } = await maria();
  await vi.waitFor(() => expect(replica.all('afi')).toHaveLength(AFIS.length));
  // no form makes such edits: a fault of an older add-in may have left them
  const noField = { ...note(40, 'x'), changes: { 'No field': { base: null, value: 'x' } } };
  const noDay = { ...note(100, 'x'), effectiveOn: 'yesterday' };
  const edits = AFIS.map((afi) => (afi === 40 ? noField : afi === 100 ? noDay : note(afi, `Note ${afi}`)));
  await replica.copy.append(
    () => edits,
    () => {},
  );
  await vi.waitFor(() => expect(loop.status).toMatchObject({ phase: 'up to date', unsent: 0 }));
  const told = replica.returned().map(({ mutation: { recordId }, problems }) => [recordId, problems[0]?.path]);
  expect(told.sort()).toEqual([
    ['afi/100', 'effectiveOn'],
    ['afi/40', 'No field'],
  ]);
  const logged = (await repository.commitsAfter(DATASET, 2, 500)).flatMap(({ changes }) => changes);
  expect(logged.map(({ mutationId }) => mutationId).sort()).toEqual(
    edits
      .filter((edit) => edit !== noField && edit !== noDay)
      .map(({ mutationId }) => mutationId)
      .sort(),
  );
  await replica.edit({ kind: 'afi', recordId: 'afi/40', values: { note: 'Typed anew' } });
  await vi.waitFor(() => expect(loop.status).toMatchObject({ phase: 'up to date', unsent: 0 }));
  expect(replica.record('afi', 'afi/40')?.fields.note).toBe('Typed anew');
  await loop.stop();
});
