import { randomUUID } from 'node:crypto';
import type { Mutation, Push } from '../../shared/sync/protocol.ts';
import type { FieldValue } from '../../shared/sync/record.ts';
import { seededRandom } from '../support/seeded-random.ts';

export const EFFECTIVE_ON = '2023-03-01';

const SOURCE = { document: 'Slides of the improvement plan', dated: '2022-10-31', place: 'slide 10' };
const WORDS =
  'calls victims officers figures review answered crime training supervisors quality plan progress audit demand custody evidence response month risk policy';
const MUTATIONS_PER_PUSH = 90;

/** The readings of evidence that large datasets are made of: about 550 bytes a record. */
export const readingId = (index: number): string => `observation/measure-${index % 100}/reading-${index}`;

/** What the reading quotes when it is created; the same in each run. */
function quotationOf(index: number): string {
  const random = seededRandom(index + 1);
  const words = WORDS.split(' ');
  return Array.from({ length: 18 }, () => words[Math.floor(random() * words.length)]).join(' ');
}

function readingFields(index: number): Record<string, FieldValue> {
  return {
    measure: `measure/measure-${index % 100}`,
    period: `Week ${1 + (index % 52)}`,
    value: index % 100,
    qualifier: 'about',
    numerator: index,
    denominator: index + 100,
    quotation: quotationOf(index),
    provenance: SOURCE,
  };
}

/** The pushes that fill an empty dataset with readings, as one client sends them. */
export function creationPushes(readings: number): Push[] {
  const mutations = Array.from({ length: readings }, (_, index) => creation(index));
  return Array.from({ length: Math.ceil(readings / MUTATIONS_PER_PUSH) }, (_, push) => ({
    number: push + 1,
    mutations: mutations.slice(push * MUTATIONS_PER_PUSH, (push + 1) * MUTATIONS_PER_PUSH),
  }));
}

function creation(index: number): Mutation {
  const fields = { plusOrMinus: null, ...readingFields(index) };
  const changes = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { base: null, value }]));
  return { ...mutationOf(index), op: 'create', changes };
}

/** The first edit of a reading after its creation. */
export function quotationEdit(index: number): Mutation {
  return {
    ...mutationOf(index),
    op: 'set',
    changes: { quotation: { base: quotationOf(index), value: newQuotation(index) } },
  };
}

export const newQuotation = (index: number): string => `As corrected: ${quotationOf(index)}`;

function mutationOf(index: number): Pick<Mutation, 'mutationId' | 'recordId' | 'kind' | 'effectiveOn' | 'editedAt'> {
  return {
    mutationId: randomUUID(),
    recordId: readingId(index),
    kind: 'observation',
    effectiveOn: EFFECTIVE_ON,
    editedAt: `${EFFECTIVE_ON}T09:00:00Z`,
  };
}
