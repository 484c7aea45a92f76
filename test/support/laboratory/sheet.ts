import type { DatasetReplica } from '../../../addin/replica/dataset-replica.ts';
import type { EditRequest } from '../../../addin/replica/replica-port.ts';
import { groupFields } from '../../../shared/domain/record-kinds.ts';
import type { Fields, FieldValue } from '../../../shared/sync/record.ts';

/**
 * Worksheet tables that nobody writes anew: they show what was there when somebody first edited in one, and after that
 * only what is entered in them, so that most edits are made on values that others have changed since.
 */
export interface Sheet {
  /** The edit as somebody makes it who sees the table and nothing else. */
  edited(request: EditRequest, replica: DatasetReplica): EditRequest;
  /** What was entered stands in the table. */
  noteSaved(request: EditRequest): void;
  /** The tables show what is there now. */
  write(): void;
}

type Row = Readonly<Record<string, FieldValue | null>>;

export function createSheet(): Sheet {
  let rows: Map<string, Row> | null = null;
  const present = ({ copy: { records } }: DatasetReplica): Map<string, Fields> =>
    new Map(records.bases().map(({ id }) => [id, records.visible(id)?.fields ?? {}]));
  return {
    edited(request, replica) {
      rows ??= present(replica);
      const row = rows.get(request.recordId);
      if (row === undefined || request.op !== undefined) return request;
      const fields = Object.keys(request.values).flatMap((field) => groupFields(request.kind, field));
      return { ...request, base: Object.fromEntries(fields.map((field) => [field, row[field] ?? null])) };
    },
    noteSaved({ recordId, values }) {
      const row = rows?.get(recordId);
      if (row !== undefined) rows?.set(recordId, { ...row, ...values });
    },
    write() {
      rows = null;
    },
  };
}
