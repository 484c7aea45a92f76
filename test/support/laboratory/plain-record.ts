import type { Day } from '../../../shared/domain/calendar.ts';
import type { LoggedChange, Mutation } from '../../../shared/sync/protocol.ts';
import { type FieldValue, sameValue } from '../../../shared/sync/record.ts';

export type Value = FieldValue | null;

/** A change as somebody would note it on a record's card: with who made it, and which commit it came in. */
export interface Noted {
  readonly sequence: number;
  readonly subject: string;
  readonly change: LoggedChange;
}

const TOGETHER: Readonly<Record<string, string>> = {
  forecast: 'status',
  signOff: 'status',
  answered: 'received',
  answeredUnder10s: 'received',
  notAnswered: 'received',
};
const EXISTENCE = 'whether it is there';
const ALWAYS = '9999-12-31';

export const groupOf = (field: string): string => TOGETHER[field] ?? field;

/** The groups that a change touches: being there is one of them. */
export function groupsOf({ op, changes }: Pick<Mutation, 'op' | 'changes'>): string[] {
  return op === 'delete' || op === 'restore' ? [EXISTENCE] : [...new Set(Object.keys(changes).map(groupOf))];
}

/** The laboratory's own notion of a record: the card with all its changes, of which the right one is looked up. */
export class PlainRecord {
  private readonly card: readonly Noted[];

  constructor(card: readonly Noted[]) {
    this.card = card;
  }

  get isKnown(): boolean {
    return this.card.length > 0;
  }

  /** The first day on which anything of it was so. */
  get beginning(): Day {
    return this.card
      .map(({ change }) => change.effectiveOn)
      .reduce((one, other) => (other < one ? other : one), ALWAYS);
  }

  get isDeleted(): boolean {
    return this.holding(EXISTENCE)?.change.op === 'delete';
  }

  /** From which day its present value holds; undefined where it was never set. */
  since(group: string): Day | undefined {
    return this.holding(group)?.change.effectiveOn;
  }

  value(field: string, day: Day = ALWAYS): Value {
    return this.holding(groupOf(field), day)?.change.changes[field]?.value ?? null;
  }

  noted(mutationId: string): Noted | undefined {
    return this.card.find(({ change }) => change.mutationId === mutationId);
  }

  /** Its present fields; what is absent is left out. */
  fields(): Record<string, FieldValue> {
    const names = new Set(this.card.flatMap(({ change }) => Object.keys(change.changes)));
    return Object.fromEntries(
      [...names].flatMap((field) => {
        const value = this.value(field);
        return value === null ? [] : [[field, value]];
      }),
    );
  }

  /** Of the changes of a group that were so by a day, the one from the latest day, and of several the last noted. */
  private holding(group: string, day: Day = ALWAYS): Noted | undefined {
    return this.card
      .filter(({ change }) => change.effectiveOn <= day && groupsOf(change).includes(group))
      .reduce<Noted | undefined>(
        (best, each) => (best !== undefined && each.change.effectiveOn < best.change.effectiveOn ? best : each),
        undefined,
      );
  }
}

/** Whether two edits say the same in all but the editor's clock. */
export function sameEdit(one: Omit<Mutation, 'editedAt'>, other: Omit<Mutation, 'editedAt'>): boolean {
  const said = ({ op, effectiveOn, reason, changes }: Omit<Mutation, 'editedAt'>) => ({
    ...changes,
    said: [op, effectiveOn, reason ?? null],
  });
  return sameValue(said(one) as unknown as FieldValue, said(other) as unknown as FieldValue); // JSON, all of it
}
