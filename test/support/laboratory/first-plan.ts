import type { PushPlan } from '../../../functions/data/repository.ts';
import { decidePush } from '../../../functions/sync/decide-push.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { FieldValue } from '../../../shared/sync/record.ts';
import { afiFields, callMonthFields, creation, DATASET, NOW, TODAY } from '../../unit/functions/service-fixtures.ts';

const DANA: Actor = { subject: 'dana', name: 'Dana', role: 'administrator', offices: ['strategic-planning'] };

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
  return [
    creation('afi', AFIS[0], ledBy(7, 'fcir', 'strategic-planning')),
    creation('afi', AFIS[1], ledBy(8, 'crime', 'fcir')),
    creation('call-month', CALLS[0], callMonthFields()),
    creation('call-month', CALLS[1], ofCrime),
  ];
}

/** The dataset's first commit, made once: every schedule starts with it. */
export function firstPlan(): PushPlan {
  const { outcomes, changes, records } = decidePush(DANA, creations(), () => null, TODAY);
  if (changes.length < 4) throw new Error(JSON.stringify(outcomes));
  const commit = {
    sequence: 1,
    recordedAt: NOW.toISOString(),
    author: { subject: DANA.subject, name: DANA.name },
    office: DANA.offices[0] ?? null,
    changes: [...changes],
  };
  return {
    client: { datasetId: DATASET, subject: DANA.subject, clientId: '00000000-0000-4000-8000-0000000000da' },
    entry: { number: 1, bodyHash: '', sequence: 1, outcomes: [], expiresAt: 0 },
    write: {
      head: { epoch: '', sequence: 0, changes: 0, snapshot: null },
      commit,
      records: records.map((record) => ({ record, sequences: [1] })),
    },
  };
}
