import { describe, expect, it } from 'vitest';
import { type Attempt, ROLES, type Role, refusalOf } from '../../../../shared/domain/permissions.ts';
import { RECORD_KINDS, type RecordKind } from '../../../../shared/domain/record-kinds.ts';

const OPS = ['create', 'set', 'delete', 'restore'] as const;
type Row = readonly [create: Role, set: Role, remove: Role, restore: Role];

const PLAN: Row = ['manager', 'manager', 'manager', 'administrator'];
const FIGURE: Row = ['contributor', 'contributor', 'manager', 'administrator'];
const GIVEN: Row = ['manager', 'contributor', 'manager', 'administrator'];
const ADMINISTRATION: Row = ['administrator', 'administrator', 'administrator', 'administrator'];

/** The lowest role that may, in an office that leads the AFI, owns the figures or was given the action. */
const LOWEST: { readonly [K in RecordKind]: Row } = {
  inspection: ADMINISTRATION,
  'inspection-area': ADMINISTRATION,
  office: ADMINISTRATION,
  afi: GIVEN,
  'meeting-action': GIVEN,
  action: PLAN,
  board: PLAN,
  meeting: PLAN,
  'meeting-question': PLAN,
  'vawg-theme': PLAN,
  'call-month': FIGURE,
  'contact-volume': FIGURE,
  'vawg-period': FIGURE,
  measure: FIGURE,
  observation: FIGURE,
};

const OWNED = { leadOffice: 'fcir', owningOffice: 'fcir', assignedOffice: 'fcir' };
const cases = RECORD_KINDS.flatMap((kind) => OPS.map((op, index) => ({ kind, op, lowest: LOWEST[kind][index] })));

function attemptOf(kind: RecordKind, op: Attempt['op']): Attempt {
  return op === 'create' ? { kind, op, fields: null, values: OWNED } : { kind, op, fields: OWNED, values: {} };
}

function rolesAllowed(office: string, attempt: Attempt): Role[] {
  return ROLES.filter((role) => refusalOf({ subject: role, name: role, role, offices: [office] }, attempt) === null);
}

describe('[S19] who may do what', () => {
  it.each(cases)('[S19] $op $kind: $lowest and above, in the office concerned', ({ kind, op, lowest }) => {
    expect(rolesAllowed('fcir', attemptOf(kind, op))).toEqual(ROLES.filter((role) => ranks(role, lowest)));
  });

  it.each(cases)('[S19] $op $kind: in another office no contributor', ({ kind, op, lowest }) => {
    const expected = ROLES.filter((role) => ranks(role, lowest) && role !== 'contributor');
    expect(rolesAllowed('crime', attemptOf(kind, op))).toEqual(expected);
  });
});

function ranks(role: Role, lowest: Role | undefined): boolean {
  return lowest !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(lowest);
}
