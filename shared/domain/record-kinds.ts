import type * as z from 'zod';
import { actionSchema } from './action.ts';
import { type Afi, afiProblems, afiSchema } from './afi.ts';
import type { Day } from './calendar.ts';
import { type CallMonth, callMonthId, callMonthProblems, callMonthSchema } from './call-month.ts';
import { type ContactVolume, contactVolumeId, contactVolumeSchema } from './contact-volume.ts';
import { inspectionSchema } from './inspection.ts';
import { inspectionAreaSchema } from './inspection-area.ts';
import { measureSchema, observationSchema } from './measure.ts';
import { boardSchema, meetingActionSchema, meetingQuestionSchema, meetingSchema } from './meeting.ts';
import { officeSchema } from './office.ts';
import type { Problem } from './problem.ts';
import { type VawgPeriod, vawgPeriodId, vawgPeriodSchema, vawgThemeSchema } from './vawg-period.ts';

const schemas = {
  inspection: inspectionSchema,
  'inspection-area': inspectionAreaSchema,
  afi: afiSchema,
  action: actionSchema,
  'call-month': callMonthSchema,
  'contact-volume': contactVolumeSchema,
  'vawg-period': vawgPeriodSchema,
  'vawg-theme': vawgThemeSchema,
  measure: measureSchema,
  observation: observationSchema,
  board: boardSchema,
  meeting: meetingSchema,
  'meeting-action': meetingActionSchema,
  'meeting-question': meetingQuestionSchema,
  office: officeSchema,
} as const;

export type RecordKind = keyof typeof schemas;
export type KindFields = { [K in RecordKind]: z.infer<(typeof schemas)[K]> };

export const RECORD_KINDS = Object.keys(schemas) as [RecordKind, ...RecordKind[]];

interface KindRules<K extends RecordKind> {
  /** Fields that only make sense together; a field in none of these is a group of its own. */
  groups?: readonly (readonly (keyof KindFields[K] & string)[])[];
  /** The id that these fields must stand under, where the fields name the record. */
  idOf?: (fields: KindFields[K]) => string;
  problems?: (fields: KindFields[K], today: Day) => Problem[];
}

const rules: { [K in RecordKind]?: KindRules<K> } = {
  'inspection-area': { groups: [['grade', 'inspection', 'gradeExpected', 'gradeSource']] },
  afi: {
    groups: [['status', 'forecast', 'signOff']],
    idOf: (afi: Afi) => `afi/${afi.number}`,
    problems: afiProblems,
  },
  'call-month': {
    groups: [['received', 'answered', 'answeredUnder10s', 'notAnswered']],
    idOf: (callMonth: CallMonth) => callMonthId(callMonth.channel, callMonth.month),
    problems: callMonthProblems,
  },
  'contact-volume': {
    idOf: (volume: ContactVolume) => contactVolumeId(volume.channel, volume.quarter),
  },
  'vawg-period': {
    groups: [['recorded', 'suspectInterviewedRatePercent', 'chargeRatePercent', 'immature']],
    idOf: (period: VawgPeriod) => vawgPeriodId(period.category, period.quarterTo),
  },
  observation: { groups: [['value', 'qualifier', 'plusOrMinus', 'numerator', 'denominator']] },
};

/** All fields of the group that a field belongs to, the group's name first: itself alone where it is in none. */
export function groupFields(kind: RecordKind, field: string): readonly string[] {
  const groups: readonly (readonly string[])[] = rules[kind]?.groups ?? [];
  return groups.find((group) => group.includes(field)) ?? [field];
}

/** The name of a field's group: its first field. */
export function groupOf(kind: RecordKind, field: string): string {
  return groupFields(kind, field)[0] ?? field;
}

/** Whether a record of the kind may have the field; never so for what every object inherits, such as `constructor`. */
export function hasField(kind: RecordKind, field: string): boolean {
  return Object.hasOwn(schemas[kind].shape, field);
}

/** The schema of one field of a kind; undefined is among its values where the field is optional. */
export function fieldSchema(kind: RecordKind, field: string): z.ZodType {
  const shape: Readonly<Record<string, z.ZodType>> = schemas[kind].shape;
  const schema = shape[field];
  if (schema === undefined) throw new TypeError(`A record of kind ${kind} has no field ${field}`);
  return schema;
}

/** The schema of a kind's fields: strict, so that an unknown field is refused. */
export function fieldsSchema(kind: RecordKind): z.ZodType {
  return schemas[kind];
}

export function rulesOf<K extends RecordKind>(kind: K): KindRules<K> {
  return (rules[kind] as KindRules<K> | undefined) ?? {};
}
