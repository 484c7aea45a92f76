import type { EditRequest } from '../../../addin/replica/replica-port.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import type { Actor, Role } from '../../../shared/domain/permissions.ts';
import type { FieldValue } from '../../../shared/sync/record.ts';
import { AFIS, CALLS, NEW_MONTHS } from './first-plan.ts';
import type { EditName } from './schedule.ts';

const STATUSES = ['Not started', 'In progress', 'Force complete'] as const;
const DAY_MS = 86_400_000;

export interface WantedEdit {
  readonly edit: EditName;
  readonly record: 0 | 1;
  readonly daysAgo: number;
  readonly reason: boolean;
}

/**
 * What somebody asks of the add-in; `count` is another with each edit, so that its values are nobody else's.
 * Contributors ask for what is their office's to do, or was when the plan began: the rest is refused at once.
 */
export function editRequest(wanted: WantedEdit, count: number, { role, offices }: Actor, today: Day): EditRequest {
  const { daysAgo, reason } = wanted;
  const isManager = role !== 'contributor';
  const edit = editAllowed(wanted.edit, role);
  const isOfCrime = offices.includes('crime');
  const record = isOfCrime ? 1 : wanted.record;
  const ownFigures = isManager ? record : isOfCrime ? 1 : 0;
  const effectiveOn = dayAfter(today, -daysAgo);
  const asked = {
    ...(daysAgo === 0 ? {} : { effectiveOn }),
    ...(reason ? { reason: `Reason ${count}` } : {}),
  };
  const ofAfi = (values: Record<string, FieldValue | null>): EditRequest => {
    return { kind: 'afi', recordId: AFIS[record], values, ...asked };
  };
  const forecast = dayAfter('2023-01-01', count);
  switch (edit) {
    case 'note':
      return ofAfi({ note: `Note ${count}` });
    case 'agreed note':
      return ofAfi({ note: 'As agreed at the board' });
    case 'no note':
      return ofAfi({ note: null });
    case 'owner':
      return ofAfi({ owner: `Owner ${count}` });
    case 'status':
      return ofAfi({ status: STATUSES[count % 3] ?? 'In progress', forecast });
    case 'sign-off':
      return ofAfi({ status: 'Submitted to HMICFRS', forecast, signOff: { by: `Officer ${count}`, on: '2022-10-01' } });
    case 'lead':
      return ofAfi({ leadOffice: count % 2 === 0 ? 'crime' : 'fcir' });
    case 'delete':
      return { ...ofAfi({}), op: 'delete' };
    case 'undelete':
      return { ...ofAfi({}), op: 'restore' };
    case 'calls':
      return { kind: 'call-month', recordId: CALLS[ownFigures], values: counts(count), ...asked };
    case 'month': {
      const recordId = NEW_MONTHS[ownFigures];
      const [, channel = '', month = ''] = recordId.split('/');
      return {
        kind: 'call-month',
        recordId,
        values: { channel, month, ...counts(count), owningOffice: isOfCrime ? 'crime' : 'fcir' },
        ...asked,
      };
    }
  }
}

/** What is refused to somebody at once would be no edit: they make another one. */
function editAllowed(edit: EditName, role: Role): EditName {
  if (role === 'administrator') return edit;
  if (edit === 'undelete') return 'note';
  if (role === 'manager') return edit;
  if (edit === 'delete') return 'note';
  return edit === 'sign-off' || edit === 'lead' ? 'status' : edit;
}

const counts = (count: number): Record<string, number> => ({
  received: 1000 + count,
  answered: count,
  answeredUnder10s: Math.floor(count / 2),
  notAnswered: 1000,
});

const dayAfter = (day: Day, days: number): Day => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
