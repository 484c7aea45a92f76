import { describe, expect, it } from 'vitest';
import { type Actor, type Attempt, actingOffice, type Role, refusalOf } from '../../../../shared/domain/permissions.ts';
import type { RecordKind } from '../../../../shared/domain/record-kinds.ts';

const actor = (role: Role, ...offices: string[]): Actor => ({ subject: role, name: role, role, offices });
const fcir = actor('contributor', 'fcir');
const crime = actor('contributor', 'crime');
const both = actor('contributor', 'crime', 'fcir');
const manager = actor('manager', 'strategic-planning');

const SERIES = ['call-month', 'contact-volume', 'vawg-period', 'observation'] as const;
const newFigure = (kind: RecordKind, owner: Attempt['owner'], owningOffice?: string | null): Attempt => ({
  op: 'create',
  kind,
  fields: null,
  values: owningOffice === undefined ? {} : { owningOffice },
  owner,
});

describe('[S19] a new figure of a series', () => {
  it.each(SERIES)('[S19] %s: is entered by the office that owns the series, whatever it says of itself', (kind) => {
    const owner = { owningOffice: 'fcir' };
    expect(refusalOf(fcir, newFigure(kind, owner, 'fcir'))).toBeNull();
    expect(refusalOf(crime, newFigure(kind, owner, 'crime'))).toContain('These figures belong to fcir');
    expect(refusalOf(crime, newFigure(kind, owner, 'fcir'))).toContain('These figures belong to fcir');
    expect(refusalOf(manager, newFigure(kind, owner, 'crime'))).toBeNull();
  });

  it.each(SERIES)('[S19] %s: stays with the office of its series', (kind) => {
    for (const said of ['crime', undefined, null]) {
      expect(refusalOf(both, newFigure(kind, { owningOffice: 'fcir' }, said))).toContain(
        'Only a manager can give figures of fcir',
      );
    }
  });

  it.each(SERIES)('[S19] %s: a series of no office is nobody’s to go on with but a manager’s', (kind) => {
    expect(refusalOf(fcir, newFigure(kind, { value: 1 }, 'fcir'))).toContain('belong to no office yet');
    expect(refusalOf(manager, newFigure(kind, {}, 'fcir'))).toBeNull();
  });

  it.each(SERIES)('[S19] %s: the first of a series belongs to the office that enters it', (kind) => {
    for (const none of [null, undefined]) {
      expect(refusalOf(fcir, newFigure(kind, none, 'fcir'))).toBeNull();
      expect(refusalOf(fcir, newFigure(kind, none, 'crime'))).toContain('belong to crime');
    }
  });

  it('[S19] a figure that is there is its own, whatever its series became', () => {
    const held: Attempt = { op: 'set', kind: 'call-month', fields: { owningOffice: 'fcir' }, values: { received: 2 } };
    expect(refusalOf(fcir, { ...held, owner: { owningOffice: 'crime' } })).toBeNull();
    expect(refusalOf(crime, { ...held, owner: { owningOffice: 'crime' } })).toContain('belong to fcir');
  });
});

describe('[S19] an observation that is there', () => {
  const moved = (to: string | null, corrected: readonly string[] = []): Attempt => ({
    op: 'set',
    kind: 'observation',
    fields: { measure: 'measure/plans-notes', owningOffice: 'fcir' },
    values: { measure: to, value: 81 },
    corrected,
  });

  it('[S19] is moved to another measure by nobody but a manager', () => {
    for (const to of ['measure/burglary-charges', null]) {
      expect(refusalOf(fcir, moved(to))).toContain('Only a manager can move an observation');
      expect(refusalOf(manager, moved(to))).toBeNull();
    }
    expect(refusalOf(fcir, moved('measure/plans-notes'))).toBeNull();
  });

  it('[S13] nor in its past, where it may have been another’s', () => {
    expect(refusalOf(fcir, moved('measure/plans-notes', ['measure']))).toContain('Only a manager can move');
  });
});

describe('[S13] the office that a change is logged under', () => {
  const afi = (leadOffice: string | undefined, ...supportingOffices: string[]): Attempt => ({
    op: 'set',
    kind: 'afi',
    fields: { ...(leadOffice === undefined ? {} : { leadOffice }), supportingOffices },
    values: {},
  });

  it('[S13] of an AFI: the one that leads before one that supports, in whatever order the token has them', () => {
    expect(actingOffice(both, afi('fcir', 'crime'))).toBe('fcir');
    expect(actingOffice(both, afi('strategic-planning', 'fcir'))).toBe('fcir');
    expect(actingOffice(both, afi('strategic-planning', 'fcir', 'crime'))).toBe('fcir');
    expect(actingOffice(both, afi(undefined))).toBe('crime');
  });

  it('[S13] of figures: the one that owns them, or for new ones their series', () => {
    const held: Attempt = { op: 'set', kind: 'call-month', fields: { owningOffice: 'fcir' }, values: {} };
    expect(actingOffice(both, held)).toBe('fcir');
    expect(actingOffice(both, newFigure('call-month', { owningOffice: 'fcir' }, 'fcir'))).toBe('fcir');
    expect(actingOffice(both, newFigure('measure', null, 'fcir'))).toBe('fcir');
  });

  it('[S13] of a meeting action: the one it was given to', () => {
    const given: Attempt = { op: 'set', kind: 'meeting-action', fields: { assignedOffice: 'fcir' }, values: {} };
    expect(actingOffice(both, given)).toBe('fcir');
  });

  it('[S13] else their first, never an office that is not theirs, and none for somebody without any', () => {
    expect(actingOffice(manager, afi('fcir', 'crime'))).toBe('strategic-planning');
    expect(actingOffice(both, { op: 'set', kind: 'board', fields: { leadOffice: 'fcir' }, values: {} })).toBe('crime');
    expect(actingOffice(actor('administrator'), afi('fcir'))).toBeNull();
  });

  it('[S13] a change that gives the AFI away is done by the office that had it', () => {
    const given = { ...afi('fcir'), values: { leadOffice: 'crime' } };
    expect(actingOffice(both, given)).toBe('fcir');
  });
});
