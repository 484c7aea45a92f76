import type { DatasetRecord, FieldValue } from '../../../../shared/sync/record.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import type { CellContent, CellMeaning, GridValidation } from '../table-kind.ts';

/** How values of one sort stand in cells: what a cell shows of a value, and what a filled cell means. */
export interface CellForm<V extends FieldValue> {
  readonly show: (value: V, reader: ReplicaReader, record: DatasetRecord | null) => CellContent;
  /** Never asked for an empty cell, nor for one that shows an error. */
  readonly read: (content: CellContent, reader: ReplicaReader, record: DatasetRecord | null) => CellMeaning;
  readonly validation: (reader: ReplicaReader) => GridValidation | null;
  /** What an empty cell means, where that is not simply none. */
  readonly blank?: V;
}

/** https://learn.microsoft.com/office/dev/add-ins/excel/custom-functions-errors and the errors of dynamic arrays and data types. */
const EXCEL_ERROR =
  /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!|EXTERNAL!|TIMEOUT!)$/;

/** Whether a cell shows one of Excel's errors, which the client gives as text. */
export const isExcelError = (content: CellContent): boolean => typeof content === 'string' && EXCEL_ERROR.test(content);

const MAX_QUOTED = 40;

/** What stands in a cell, short enough for a message. */
export function quoted(content: CellContent): string {
  const text = String(content).replace(/\s+/g, ' ').trim();
  return `“${text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED - 1)}…` : text}”`;
}

/** Small letters and figures only: how names are compared that people type. */
export const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Excel keeps fifteen digits of a number: what is written and what is read back are then the same. */
export const asExcelKeeps = (value: number): number => Number(value.toPrecision(15));
