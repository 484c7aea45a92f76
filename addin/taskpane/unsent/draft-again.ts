import { printedCount } from '../../../shared/domain/arithmetic.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import { type FieldValue, sameValue } from '../../../shared/sync/record.ts';
import type { AfiDraft } from '../afi/afi-draft.ts';
import { type CallDraft, COUNT_FIELDS } from '../calls/call-draft.ts';
import { heldValue } from '../held-value.ts';
import { printedDay } from '../printed.ts';

const text = (value: FieldValue | null | undefined): string => (typeof value === 'string' ? value : '');

/** The AFI form as the person would have typed a returned edit into it: what they had changed, the rest as it is now. */
export function afiDraftAgain({ changes, reason = '' }: Mutation, effectiveOn: string): AfiDraft {
  const isChanged = (field: string): boolean => !sameValue(changes[field]?.base, changes[field]?.value);
  const value = (field: string): FieldValue | null => changes[field]?.value ?? null;
  const forecast = text(value('forecast'));
  const signOff = value('signOff');
  const signed = typeof signOff === 'object' && signOff !== null ? signOff : {};
  return {
    ...(isChanged('status') ? { status: text(value('status')) } : {}),
    ...(isChanged('forecast') ? { forecast: forecast === '' ? '' : printedDay(forecast) } : {}),
    ...(isChanged('note') ? { note: text(value('note')) } : {}),
    ...(isChanged('signOff') && signOff !== null
      ? { signedOffBy: text(heldValue(signed, 'by')), signedOffOn: text(heldValue(signed, 'on')) }
      : {}),
    effectiveOn,
    reason,
  };
}

/** The month's form with all figures of a returned edit: they only make sense together. */
export function callDraftAgain({ changes, reason = '' }: Mutation): CallDraft {
  const figures = COUNT_FIELDS.flatMap((field) => {
    const value = changes[field]?.value;
    return typeof value === 'number' ? [[field, printedCount(value)] as const] : [];
  });
  return { ...Object.fromEntries(figures), reason };
}
