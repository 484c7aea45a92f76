import { describe, expect, it } from 'vitest';
import { recordIdSchema } from '../../../shared/domain/field-schemas.ts';
import { groupFields, RECORD_KINDS } from '../../../shared/domain/record-kinds.ts';
import { validateRecord } from '../../../shared/domain/validate.ts';
import { CHECKED_ON, fieldsBy, seeds } from './seed-records.ts';

const DOCUMENTS: Record<string, string> = {
  'Slides, PCC HMICFRS PEEL Report 21/22 Improvement Plan Meeting, 31 October 2022': '2022-10-31',
  'Agenda pack, Kent and Medway Police and Crime Panel, 6 December 2022': '2022-12-06',
  'Meeting notes, bespoke Performance and Delivery Board (HMICFRS PEEL inspection), 31 October 2022': '2022-10-31',
  'Report to the Performance and Delivery Board: Performance, 7 June 2017': '2017-06-07',
  'HMICFRS, PEEL 2021/22: An inspection of Kent Police, 28 April 2022': '2022-04-28',
};

const ids = new Set(seeds.entries.map(({ id }) => id));

/** Every text anywhere in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Every `{ document, dated, place }` anywhere in a value. */
function provenancesIn(value: unknown): { document: string; dated: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(provenancesIn);
  const isProvenance = 'document' in value && 'dated' in value;
  return isProvenance ? [{ document: String(value.document), dated: String(value.dated) }, ...inside] : inside;
}

function isReference(text: string): boolean {
  const kind = text.split('/')[0] ?? '';
  return (RECORD_KINDS as readonly string[]).includes(kind) && recordIdSchema.safeParse(text).success;
}

describe('seed entries', () => {
  it('has no id twice', () => {
    const repeated = seeds.entries.map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index);
    expect(repeated).toEqual([]);
  });

  it.each(seeds.entries.map((entry) => [entry.id, entry] as const))('%s is valid on each of its days', (_id, entry) => {
    const days = [entry.effectiveOn, ...(entry.later ?? []).map(({ effectiveOn }) => effectiveOn)];
    expect([...days].sort()).toEqual(days);
    for (const day of days) {
      expect(validateRecord(entry.kind, entry.id, fieldsBy(entry, day), CHECKED_ON)).toMatchObject({ valid: true });
    }
  });

  it('refers only to records that exist', () => {
    const missing = seeds.entries.flatMap((entry) =>
      textsIn(fieldsBy(entry))
        .filter((text) => isReference(text) && !ids.has(text))
        .map((text) => `${entry.id} -> ${text}`),
    );
    expect(missing).toEqual([]);
  });

  it('says of every fact in which of the five documents it stands', () => {
    const facts = seeds.entries.filter(({ kind }) => kind !== 'office');
    const without = facts.filter((entry) => !('provenance' in fieldsBy(entry))).map(({ id }) => id);
    expect(without).toEqual([]);
    const unknown = facts
      .flatMap((entry) => provenancesIn(fieldsBy(entry)))
      .filter(({ document, dated }) => DOCUMENTS[document] !== dated);
    expect(unknown).toEqual([]);
  });

  it('holds no record from later than the document that states it', () => {
    const late = seeds.entries.filter((entry) => {
      const stated = provenancesIn(entry.fields.provenance)[0]?.dated;
      return stated !== undefined && entry.effectiveOn > stated;
    });
    expect(late.map(({ id }) => id)).toEqual([]);
  });
});

describe('example offices', () => {
  const offices = seeds.entries.filter(({ kind }) => kind === 'office').map(({ id }) => id.replace('office/', ''));

  it('assigns only offices and records that exist, and leaves every record valid', () => {
    for (const assignment of seeds.assignments) {
      const assigned = seeds.entries.filter((entry) =>
        'id' in assignment ? entry.id === assignment.id : entry.kind === assignment.kind,
      );
      expect(assigned.length, JSON.stringify(assignment)).toBeGreaterThan(0);
      expect(textsIn(assignment.fields).filter((office) => !offices.includes(office))).toEqual([]);
      for (const entry of assigned) {
        const fields = { ...fieldsBy(entry), ...assignment.fields };
        expect(validateRecord(entry.kind, entry.id, fields, CHECKED_ON)).toMatchObject({ valid: true });
        const isWholeGroups = Object.keys(assignment.fields).every(
          (name) => groupFields(entry.kind, name).length === 1,
        );
        expect(isWholeGroups, entry.id).toBe(true);
      }
    }
  });

  it('gives every AFI a lead office, AFI 7 to the control room with Strategic Planning in support', () => {
    const afis = seeds.assignments.flatMap((assignment) =>
      'id' in assignment && assignment.id.startsWith('afi/') ? [assignment] : [],
    );
    expect(afis).toHaveLength(19);
    expect(afis.every(({ fields }) => 'leadOffice' in fields)).toBe(true);
    expect(afis.find(({ id }) => id === 'afi/7')?.fields).toEqual({
      leadOffice: 'fcir',
      supportingOffices: ['strategic-planning'],
    });
  });
});
