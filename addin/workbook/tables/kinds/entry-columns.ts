import { fieldSchema, type KindFields, type RecordKind } from '../../../../shared/domain/record-kinds.ts';
import { asKind, type DatasetRecord, type FieldValue } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { type CellForm, isExcelError, quoted } from '../cells/cell-form.ts';
import { isBlank, sameContent } from '../compare/same-content.ts';
import type { CellContent, CellMeaning, ColumnEntry, TableColumn } from '../table-kind.ts';

export const GENERAL = 'General';

/** How a column looks; General and in every table where nothing else is said. */
export interface ColumnLook {
  readonly id: string;
  readonly heading: string;
  readonly width: number;
  readonly numberFormat?: string;
  readonly numberFormatOf?: NonNullable<TableColumn['numberFormatOf']>;
  readonly wraps?: boolean;
  readonly isExtra?: boolean;
}

export interface FieldEntry<V extends FieldValue> {
  readonly kind: RecordKind;
  readonly field: string;
  readonly form: CellForm<V>;
  /** Where the cell shows more than the field itself: the report's wording while the plan has none. */
  readonly content?: TableColumn['content'];
  /** Why what was read may not be entered in this record's row, and what to do; null where it may. */
  readonly refusal?: (value: FieldValue | null, record: DatasetRecord, reader: ReplicaReader) => string | null;
}

const withFormat = <L extends ColumnLook>(look: L) => ({ numberFormat: GENERAL, ...look });

/** A column that is worked out. */
export function shownColumn<K extends RecordKind>(
  kind: K,
  look: ColumnLook,
  content: (fields: Readonly<KindFields[K]>, reader: ReplicaReader) => CellContent,
): TableColumn {
  return {
    ...withFormat(look),
    content: (record, reader) => {
      const ofKind = asKind(record, kind);
      return ofKind === null ? '' : content(ofKind.fields, reader);
    },
  };
}

/** A column in which people enter a field. */
export function enteredColumn<V extends FieldValue>(look: ColumnLook, entry: FieldEntry<V>): TableColumn {
  return { ...withFormat(look), content: contentOf(entry), entry: columnEntry(entry) };
}

function contentOf<V extends FieldValue>({ field, form, content }: FieldEntry<V>): TableColumn['content'] {
  if (content !== undefined) return content;
  return (record, reader) => {
    // the record was validated when it was accepted: the field holds what the form shows
    const held = record.fields[field] as V | undefined;
    return held === undefined ? '' : form.show(held, reader, record);
  };
}

/** How a field is entered. What the cell shows of the record always means what the record holds, exactly. */
export function columnEntry<V extends FieldValue>(entry: FieldEntry<V>): ColumnEntry {
  const { field, form, refusal } = entry;
  const shown = contentOf(entry);
  return {
    field,
    validation: form.validation,
    meaning: (content, reader, record) => {
      if (record === null) return readField(content, entry, reader, null);
      const held = { value: record.fields[field] ?? null };
      const showing = shown(record, reader);
      if (sameContent(content, showing)) return held;
      const read = readField(content, entry, reader, record);
      if ('problem' in read) return read;
      const isHeld = read.value !== null && sameContent(form.show(read.value as V, reader, record), showing);
      if (isHeld) return held;
      const problem = refusal?.(read.value, record, reader) ?? null;
      return problem === null ? read : { problem };
    },
  };
}

/** Reads a cell, and holds what it means to the field's own schema. */
function readField<V extends FieldValue>(
  content: CellContent,
  { kind, field, form }: FieldEntry<V>,
  reader: ReplicaReader,
  record: DatasetRecord | null,
): CellMeaning {
  if (isExcelError(content)) return { problem: `The cell shows the error ${content}: type a value, or clear the cell` };
  const read = isBlank(content) ? { value: form.blank ?? null } : form.read(content, reader, record);
  if ('problem' in read) return read;
  const parsed = fieldSchema(kind, field).safeParse(read.value ?? undefined);
  if (parsed.success) return read;
  if (read.value === null) return { problem: 'This must not be empty' };
  return { problem: `${quoted(content)} ${parsed.error.issues[0]?.message ?? 'cannot be entered here'}` };
}
