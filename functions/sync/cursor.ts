import type { DatasetHead } from '../data/repository.ts';
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

/** [S11] Why a cursor does not lie in the dataset's log as it is now; null where it does. */
export function cursorRefusal({ epoch, sequence }: Cursor, head: DatasetHead): Refusal | null {
  if (epoch !== head.epoch) {
    return {
      refused: 'epoch-changed',
      detail: 'The dataset was restored or rebuilt; load its snapshot again, keep unsent edits and send them after',
    };
  }
  return sequence > head.sequence ? badCursor() : null;
}

function badCursor(): Refusal {
  return {
    refused: 'bad-cursor',
    detail: 'A cursor must be one that a snapshot or an earlier answer gave; load the snapshot to get one',
  };
}
