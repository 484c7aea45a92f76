import { groupFields, type RecordKind } from '../../../shared/domain/record-kinds.ts';
import type { EditRequest } from '../../replica/replica-port.ts';
import { heldValue } from '../held-value.ts';
import { sentence } from '../problem-text.ts';

type Values = EditRequest['values'];

/** What the person saw of every group that values would change. */
export function seenOf(kind: RecordKind, values: Values, held: object): Values {
  const fields = Object.keys(values).flatMap((field) => groupFields(kind, field));
  return Object.fromEntries(fields.map((field) => [field, heldValue(held, field) ?? null]));
}

interface Review {
  readonly values: Values;
  readonly messages: Readonly<Record<string, string>>;
  readonly refusal: string | null;
}

/** Why a form cannot be saved as it stands; empty where it can. */
export function whyNot({ values, messages, refusal }: Review): string {
  const [first] = Object.values(messages);
  if (refusal !== null) return sentence(refusal);
  if (first !== undefined) return sentence(first);
  return Object.keys(values).length === 0 ? 'These are the values that the plan holds: nothing to save.' : '';
}
