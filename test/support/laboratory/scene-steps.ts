import fc from 'fast-check';
import type { EditName, PersonName, Step, WindowName } from './schedule.ts';

/** Steps that come to something only one after the other, and would seldom meet by chance. */
export type Scene = readonly Step[];

export const anyone: fc.Arbitrary<WindowName> = fc.constantFrom('asha', 'asha', 'asha too', 'ben', 'maria');
export const shortly = fc.constantFrom(0, 3, 12, 40, 300);
export const later = fc.constantFrom(300, 2500);
export const sometimes = <T>(steps: readonly T[]): fc.Arbitrary<readonly T[]> => fc.constantFrom([], steps);

interface Editing {
  readonly daysAgo?: number;
  readonly times?: number;
  readonly everyMs?: number;
  readonly reason?: boolean;
  readonly inTable?: boolean;
}
export const edits = (who: WindowName, edit: EditName, waitMs: number, how: Editing = {}): Step => {
  return { do: 'edit', waitMs, who, edit, record: 1, daysAgo: 0, reason: false, times: 1, everyMs: 0, ...how };
};
export const does = (who: WindowName, what: Bare, waitMs: number): Step => ({ do: what, waitMs, who });
export type Bare = Exclude<
  Extract<Step, { who: WindowName }>['do'],
  'edit' | 'choose' | 'die' | 'freeze' | 'sign in' | 'import'
>;
export const signsIn = (who: WindowName, as: PersonName, waitMs: number): Step => ({ do: 'sign in', waitMs, who, as });
export const imports = (who: WindowName, waitMs: number): Step => ({ do: 'import', waitMs, who, file: 'last' });
