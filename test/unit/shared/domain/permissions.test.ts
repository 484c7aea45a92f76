import { describe, expect, it } from 'vitest';
import { type Actor, type Attempt, type Role, refusalOf } from '../../../../shared/domain/permissions.ts';
import { RECORD_KINDS, type RecordKind } from '../../../../shared/domain/record-kinds.ts';

const actor = (role: Role, ...offices: string[]): Actor => ({ subject: role, name: role, role, offices });
const fcir = actor('contributor', 'fcir');
const crime = actor('contributor', 'crime');
const planning = actor('contributor', 'strategic-planning');
const manager = actor('manager', 'strategic-planning');
const administrator = actor('administrator', 'strategic-planning');
const reader = actor('reader');

const afi7 = { number: 7, status: 'In progress', leadOffice: 'fcir', supportingOffices: ['strategic-planning'] };
const setAfi = (values: Attempt['values'], fields: Attempt['fields'] = afi7): Attempt => ({
  op: 'set',
  kind: 'afi',
  fields,
  values,
});
const attempt = (kind: RecordKind, op: Attempt['op'] = 'set'): Attempt => ({ op, kind, fields: {}, values: {} });

describe('[S19] readers and administrators', () => {
  it.each(RECORD_KINDS)('[S19] a reader changes no %s, an administrator any', (kind) => {
    expect(refusalOf(reader, attempt(kind))).toContain('read this plan but not change it');
    expect(refusalOf(administrator, attempt(kind))).toBeNull();
  });

  it.each(['office', 'inspection', 'inspection-area'] as const)('[S19] only an administrator changes an %s', (kind) => {
    expect(refusalOf(manager, attempt(kind))).toContain('Only an administrator');
    expect(refusalOf(fcir, attempt(kind))).toContain('Only an administrator');
  });

  it('[S19] only an administrator restores, and a manager may delete where a contributor may not', () => {
    expect(refusalOf(manager, attempt('afi', 'restore'))).toContain('Only an administrator can restore');
    expect(refusalOf(administrator, attempt('afi', 'restore'))).toBeNull();
    expect(refusalOf(manager, attempt('action', 'delete'))).toBeNull();
    expect(refusalOf(fcir, setAfi({}, afi7))).toBeNull();
    expect(refusalOf(fcir, { ...setAfi({}), op: 'delete' })).toContain('Only a manager can delete');
  });
});

describe('[S19] AFIs', () => {
  it('[S19] the offices that lead or support an AFI set its status, forecast, note and owner', () => {
    const values = { status: 'Force complete', forecast: '2022-12-31', note: 'Done', owner: 'A person' };
    expect(refusalOf(fcir, setAfi(values))).toBeNull();
    expect(refusalOf(planning, setAfi(values))).toBeNull();
    expect(refusalOf(manager, setAfi(values))).toBeNull();
  });

  it('[S19] another office is refused and told whose it is', () => {
    const refusal = refusalOf(crime, setAfi({ status: 'Force complete' }));
    expect(refusal).toBe(
      'Your office (crime) neither leads nor supports AFI 7. It is led by fcir and supported by strategic-planning; ask them or a manager',
    );
    expect(refusalOf(actor('contributor'), setAfi({ note: 'x' }))).toContain('Your office (none)');
    expect(refusalOf(fcir, setAfi({ note: 'x' }, { number: 8 }))).toContain('No office leads it yet');
  });

  it('[S19] a contributor never signs off, a manager does', () => {
    for (const values of [{ status: 'Discharged' }, { status: 'Submitted to HMICFRS' }, { signOff: { by: 'Me' } }]) {
      expect(refusalOf(fcir, setAfi(values))).toContain('Only a manager can sign an AFI off');
      expect(refusalOf(manager, setAfi(values))).toBeNull();
    }
  });

  it('[S19] a contributor does not undo a sign-off, but takes up the work on a returned AFI', () => {
    const signOff = { by: 'A manager', on: '2023-01-10' };
    const reopened = { status: 'In progress', signOff };
    for (const status of ['Submitted to HMICFRS', 'Discharged']) {
      expect(refusalOf(fcir, setAfi(reopened, { ...afi7, status, signOff }))).toContain('undo that');
    }
    expect(refusalOf(fcir, setAfi(reopened, { ...afi7, status: 'Returned', signOff }))).toBeNull();
    expect(refusalOf(manager, setAfi(reopened, { ...afi7, status: 'Discharged', signOff }))).toBeNull();
  });

  it('[S19] a whole field group may be carried along unchanged, also of an AFI already signed off', () => {
    const discharged = { ...afi7, status: 'Discharged', signOff: { by: 'A manager', on: '2023-01-10' } };
    const values = { status: 'Discharged', forecast: '2023-02-28', signOff: { by: 'A manager', on: '2023-01-10' } };
    expect(refusalOf(fcir, setAfi(values, discharged))).toBeNull();
    expect(refusalOf(fcir, setAfi({ ...values, signOff: null }, discharged))).toContain('sign an AFI off');
  });

  it('[S13] [S19] a contributor does not date a sign-off or a lead back by carrying it along unchanged', () => {
    const signOff = { by: 'A manager', on: '2023-01-10' };
    const discharged = { ...afi7, status: 'Discharged', signOff };
    const group = ['status', 'forecast', 'signOff'];
    const backdated = { ...setAfi({ status: 'Discharged', forecast: null, signOff }, discharged), corrected: group };
    expect(refusalOf(fcir, backdated)).toContain('Only a manager can sign an AFI off');
    expect(refusalOf(manager, backdated)).toBeNull();
    const lead = { ...setAfi({ leadOffice: 'fcir' }), corrected: ['leadOffice'] };
    expect(refusalOf(fcir, lead)).toBe('Only a manager can change leadOffice of an AFI');
    const progress = { ...setAfi({ status: 'Not started', forecast: null, signOff: null }), corrected: group };
    expect(refusalOf(fcir, progress)).toBeNull();
  });

  it('[S19] a contributor changes neither wording nor offices, and adds no AFI', () => {
    expect(refusalOf(fcir, setAfi({ leadOffice: 'crime' }))).toBe('Only a manager can change leadOffice of an AFI');
    expect(refusalOf(fcir, setAfi({ baseline: '2023-12-31' }))).toContain('baseline');
    expect(refusalOf(fcir, { ...setAfi({}, null), op: 'create' })).toBe('Only a manager can add an AFI');
  });
});

describe('[S19] figures', () => {
  const kinds = ['call-month', 'contact-volume', 'vawg-period', 'measure', 'observation'] as const;

  it.each(kinds)('[S19] %s is entered by the office that owns it', (kind) => {
    const owned: Attempt = { op: 'set', kind, fields: { owningOffice: 'fcir' }, values: { received: 1 } };
    expect(refusalOf(fcir, owned)).toBeNull();
    expect(refusalOf(crime, owned)).toContain('These figures belong to fcir');
    expect(refusalOf(manager, owned)).toBeNull();
  });

  it.each(kinds)('[S19] a new %s belongs to the office that enters it, to no other', (kind) => {
    const created = (values: Attempt['values']): Attempt => ({ op: 'create', kind, fields: null, values });
    expect(refusalOf(fcir, created({ owningOffice: 'fcir' }))).toBeNull();
    expect(refusalOf(fcir, created({ owningOffice: 'crime' }))).toContain('belong to crime');
    expect(refusalOf(fcir, created({}))).toContain('belong to no office yet');
  });

  it('[S19] a contributor cannot take figures of no office, nor give theirs away', () => {
    const set = (owningOffice: string | undefined, values: Attempt['values']): Attempt => ({
      op: 'set',
      kind: 'call-month',
      fields: { ...(owningOffice === undefined ? {} : { owningOffice }) },
      values,
    });
    expect(refusalOf(fcir, set(undefined, { owningOffice: 'fcir' }))).toContain('belong to no office yet');
    expect(refusalOf(fcir, set('fcir', { owningOffice: 'crime' }))).toContain('Only a manager can give figures');
    expect(refusalOf(fcir, set('fcir', { owningOffice: null }))).toContain('Only a manager can give figures');
    expect(refusalOf(fcir, set('fcir', { owningOffice: 'fcir', received: 2 }))).toBeNull();
  });
});

describe('[S19] meetings and the plan', () => {
  it('[S19] an office updates the meeting actions given to it, and no others', () => {
    const given: Attempt = {
      op: 'set',
      kind: 'meeting-action',
      fields: { assignedOffice: 'fcir' },
      values: { state: 'Complete', outcome: 'Told the board' },
    };
    expect(refusalOf(fcir, given)).toBeNull();
    expect(refusalOf(crime, given)).toContain('given to your office');
    expect(refusalOf(fcir, { ...given, fields: {} })).toContain('given to your office');
    expect(refusalOf(fcir, { ...given, values: { text: 'Another' } })).toContain('Only a manager can change text');
  });

  it.each(['action', 'board', 'meeting', 'meeting-question', 'vawg-theme'] as const)(
    '[S19] a contributor changes no %s, a manager does',
    (kind) => {
      expect(refusalOf(fcir, attempt(kind))).toBe('Only a manager can change this kind of record');
      expect(refusalOf(manager, attempt(kind))).toBeNull();
    },
  );
});
