import type { Refusal } from './refusal.ts';

export interface Cursor {
  readonly epoch: string;
  readonly sequence: number;
}

const CURSOR_TEXT = /^([A-Za-z0-9-]{1,64})\.(0|[1-9]\d{0,11})$/;

/** [S9] A place in the log; opaque to the client, so that its form can change. */
export function writeCursor({ epoch, sequence }: Cursor): string {
  return Buffer.from(`${epoch}.${sequence}`).toString('base64url');
}

export function readCursor(text: string): Cursor | Refusal {
  const decoded = Buffer.from(text, 'base64url').toString('latin1');
  const [, epoch, digits] = CURSOR_TEXT.exec(decoded) ?? [];
  if (epoch === undefined || digits === undefined) return badCursor();
  const cursor = { epoch, sequence: Number(digits) };
  // base64url has several spellings of one text; only ours was ever given out
  return writeCursor(cursor) === text ? cursor : badCursor();
}

export function badCursor(): Refusal {
  return {
    refused: 'bad-cursor',
    detail: 'after must be a cursor that a snapshot or an earlier answer gave; load the snapshot to get one',
  };
}
