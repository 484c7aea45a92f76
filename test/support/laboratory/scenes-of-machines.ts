import fc from 'fast-check';
import {
  anyone,
  type Bare,
  does,
  edits,
  imports,
  later,
  type Scene,
  shortly,
  signsIn,
  sometimes,
} from './scene-steps.ts';
import { type EditName, PEOPLE, type PersonName, type WindowName } from './schedule.ts';

/** What was unsent on a machine that is lost is taken in elsewhere; perhaps twice, and perhaps the machine comes back. */
export const lostMachine = fc
  .record({
    who: fc.constantFrom<WindowName>('asha', 'ben', 'maria'),
    as: fc.constantFrom<PersonName | 'its own'>('its own', 'its own', 'its own', 'its own', ...PEOPLE),
    edit: fc.constantFrom<EditName>('note', 'status', 'month'),
    first: sometimes(['a conflict' as const]),
    isOffline: fc.boolean(),
    more: fc.constantFrom(0, 1, 2),
    exportMs: fc.constantFrom(12, 40, 300),
    waitMs: later,
    again: sometimes(['again' as const]),
    back: sometimes(['back' as const]),
  })
  .map(({ who, as, edit, first, isOffline, more, exportMs, waitMs, again, back }): Scene => {
    const own: PersonName = who === 'ben' || who === 'maria' ? who : 'asha';
    return [
      ...first.flatMap(() => [edits(who === 'maria' ? 'asha' : 'maria', edit, 0), edits(who, edit, 40)]),
      ...(isOffline ? [does(who, 'go offline', 0)] : []),
      edits(who, edit, waitMs, { times: 2, everyMs: 8, reason: true }),
      does(who, 'export', exportMs),
      ...Array.from({ length: more }, () => edits(who, 'owner', 12)),
      does(who, 'lose the machine', 12),
      signsIn('spare', as === 'its own' ? own : as, 40),
      imports('spare', 300),
      ...again.map(() => imports('spare', 40)),
      ...back.map(() => does('spare', 'find a machine', 40)),
    ];
  });

/** A profile is copied with what waits in it, and both go on. */
export const clonedProfile = fc
  .record({
    who: fc.constantFrom<WindowName>('asha', 'ben'),
    edit: fc.constantFrom<EditName>('note', 'calls'),
    waitMs: shortly,
  })
  .map(
    ({ who, edit, waitMs }): Scene => [
      does('spare', 'kill', 0),
      edits(who, edit, 0),
      does(who, 'clone the profile', waitMs),
      edits(who, edit, waitMs),
      edits('spare', edit, waitMs),
    ],
  );

/** A disk takes nothing more, or loses what it had, while somebody works. */
export const brokenDisk = fc
  .record({
    who: anyone,
    what: fc.constantFrom<Bare>('fill the disk', 'clear the disk'),
    waitMs: shortly,
    isOffline: fc.boolean(),
    dies: sometimes(['dies' as const]),
  })
  .map(
    ({ who, what, waitMs, isOffline, dies }): Scene => [
      ...(isOffline ? [does(who, 'go offline', 0)] : []),
      edits(who, 'note', 0),
      does(who, what, waitMs),
      edits(who, 'status', waitMs),
      edits(who, 'note', 40),
      ...dies.map(() => does(who, 'kill', waitMs)),
      does(who, 'make room', 300),
    ],
  );

/** A window stands still in the middle of a round, perhaps past its lease, and another one goes on. */
export const frozenWindow = fc
  .record({
    waitMs: fc.constantFrom(0, 3, 12),
    forMs: fc.constantFrom(5000, 40_000, 400_000),
    edit: fc.constantFrom<EditName>('note', 'status'),
  })
  .map(
    ({ waitMs, forMs, edit }): Scene => [
      does('asha too', 'open', 0),
      edits('asha', edit, 300),
      { do: 'freeze', waitMs, who: 'asha', forMs },
      edits('asha too', edit, 40),
      edits('asha too', 'note', 40_000),
    ],
  );

/** A window dies as it writes down what it was told. */
export const death = fc
  .record({
    who: anyone,
    other: anyone,
    at: fc.constantFrom('advance' as const, 'acknowledge' as const, 'takePushes' as const),
    moment: fc.constantFrom('before' as const, 'after' as const),
    waitMs: shortly,
  })
  .map(
    ({ who, other, at, moment, waitMs }): Scene => [
      does(who, 'look', 0),
      does(who, 'go offline', 0),
      edits(other, 'note', waitMs),
      edits(who, 'owner', 300),
      { do: 'die', waitMs: 300, who, at, moment },
      does(who, 'go online', 0),
      does(who, 'open', 2500),
    ],
  );

/** Somebody else signs in where edits wait, and the first one comes back. */
export const otherPerson = fc
  .record({ who: anyone, as: fc.constantFrom(...PEOPLE), leaves: fc.boolean(), waitMs: shortly })
  .map(
    ({ who, as, leaves, waitMs }): Scene => [
      edits(who, 'note', 0),
      leaves ? does(who, 'sign out', waitMs) : does(who, 'go offline', waitMs),
      signsIn(who, as, waitMs),
      edits(who, 'note', 40),
      does(who, 'go online', 300),
    ],
  );
