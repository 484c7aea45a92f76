import { createMemoryRepository } from '../../../functions/data/memory-repository.ts';
import type { PushPlan, Repository } from '../../../functions/data/repository.ts';
import { acceptPushes } from '../../../functions/sync/accept-push.ts';
import { writeCursor } from '../../../functions/sync/cursor.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { FieldValue } from '../../../shared/sync/record.ts';
import { afiFields, callMonthFields, creation, DATASET, NOW } from '../../unit/functions/service-fixtures.ts';
import { ACTORS } from './people.ts';

export const FIRST_EPOCH = 'epoch-1';
/** So that corrections of the weeks since then find the records there. */
const BEGINNING = '2022-10-20';

/** The records that schedules edit, two of each kind: one belongs to fcir, the other to crime. */
export const AFIS = ['afi/7', 'afi/8'] as const;
export const CALLS = ['call-month/101/2022-07', 'call-month/999/2022-07'] as const;
/** Months that nobody has entered yet. */
export const NEW_MONTHS = ['call-month/101/2022-08', 'call-month/999/2022-08'] as const;

const ledBy = (number: number, leadOffice: string, supporting: string): Record<string, FieldValue> => ({
  ...afiFields(number),
  leadOffice,
  supportingOffices: [supporting],
});

function creations(): Mutation[] {
  const ofCrime = { ...callMonthFields('2022-07', 'crime'), channel: '999' };
  const created = [
    creation('afi', AFIS[0], ledBy(7, 'fcir', 'strategic-planning')),
    creation('afi', AFIS[1], ledBy(8, 'crime', 'fcir')),
    creation('call-month', CALLS[0], callMonthFields()),
    creation('call-month', CALLS[1], ofCrime),
  ];
  return created.map((mutation) => ({ ...mutation, effectiveOn: BEGINNING }));
}

/** The dataset's first commit, made once by the service itself: every schedule starts with it. */
export async function firstPlan(): Promise<PushPlan> {
  let plan: PushPlan | null = null;
  const held = createMemoryRepository();
  await held.createDataset(DATASET, FIRST_EPOCH);
  const repository: Repository = {
    ...held,
    writePush: (written) => {
      plan = written;
      return held.writePush(written);
    },
  };
  const dependencies = { repository, clock: () => NOW, random: () => 0, sleep: async () => {} };
  const { results } = await acceptPushes(dependencies, {
    datasetId: DATASET,
    clientId: '00000000-0000-4000-8000-0000000000da',
    actor: ACTORS.dana,
    cursor: writeCursor({ epoch: FIRST_EPOCH, sequence: 0 }),
    pushes: [{ number: 1, mutations: creations() }],
  });
  const isWhole = results.every(({ outcomes }) => outcomes.every(({ result }) => result === 'applied'));
  if (plan === null || !isWhole) throw new Error(JSON.stringify(results));
  return plan;
}
