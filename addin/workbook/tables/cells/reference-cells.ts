import { areaHasName } from '../../../../shared/domain/inspection-area.ts';
import { boardsNamed } from '../../../../shared/domain/meeting.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import type { CellMeaning } from '../table-kind.ts';
import { type CellForm, quoted, squeezed } from './cell-form.ts';
import { gridList } from './grid-list.ts';

interface Named {
  /** What the field holds. */
  readonly value: string;
  readonly name: string;
}

interface Reference {
  /** `an office`. */
  readonly what: string;
  readonly all: (reader: ReplicaReader) => readonly Named[];
  /** Those that a typed name may mean. */
  readonly meant?: (typed: string, reader: ReplicaReader) => readonly Named[];
}

const MAX_LISTED = 8;

function listed(names: readonly Named[]): string {
  const first = names.slice(0, MAX_LISTED).map(({ name }) => name);
  return names.length > MAX_LISTED ? `${first.join('; ')}; and others` : first.join('; ');
}

function readName(reference: Reference, typed: string, reader: ReplicaReader): CellMeaning {
  const all = reference.all(reader);
  const ofId = all.find(({ value }) => value === typed.trim().toLowerCase());
  if (ofId !== undefined) return { value: ofId.value };
  const wanted = squeezed(typed);
  const exact = all.filter(({ name }) => squeezed(name) === wanted);
  const found = exact.length > 0 ? exact : (reference.meant?.(typed, reader) ?? []);
  const [only, ...others] = found;
  if (only === undefined)
    return { problem: `${quoted(typed)} is not ${reference.what} of the plan: choose one of ${listed(all)}` };
  return others.length === 0
    ? { value: only.value }
    : {
        problem: `${quoted(typed)} may be more than one: type the whole name or the id, one of ${listed(found.map(withId))}`,
      };
}

const withId = ({ name, value }: Named): Named => ({ value, name: `${name} (${value})` });

function referenceCell(reference: Reference): CellForm<string> {
  return {
    show: (value, reader) => reference.all(reader).find((each) => each.value === value)?.name ?? value,
    read: (content, reader) => readName(reference, String(content), reader),
    validation: (reader) => gridList(reference.all(reader).map(({ name }) => name)),
  };
}

/** An office, by its name. */
export const officeCell = referenceCell({
  what: 'an office',
  all: (reader) =>
    reader.all('office').map(({ id, fields }) => ({ value: id.slice('office/'.length), name: fields.name })),
});

const namedRecord = ({ id, fields }: { readonly id: string; readonly fields: { readonly name: string } }): Named => ({
  value: id,
  name: fields.name,
});

/** A board, by its name or words of it that no other board has. */
export const boardCell = referenceCell({
  what: 'a board',
  all: (reader) => reader.all('board').map(namedRecord),
  meant: (typed, reader) => boardsNamed(reader.all('board'), typed).map(namedRecord),
});

/** An inspection area, by its name or another under which the documents print it. */
export const areaCell = referenceCell({
  what: 'an inspection area',
  all: (reader) => reader.all('inspection-area').map(namedRecord),
  meant: (typed, reader) =>
    reader
      .all('inspection-area')
      .filter(({ fields }) => areaHasName(fields, typed))
      .map(namedRecord),
});

/** A measure, by its name. */
export const measureCell = referenceCell({
  what: 'a measure',
  all: (reader) => reader.all('measure').map(namedRecord),
});
