import { expect, it } from 'vitest';
import { readCursor, writeCursor } from '../../../../functions/sync/cursor.ts';
import { EPOCH } from '../service-fixtures.ts';

it('[S9] reads back the cursor that it wrote', () => {
  for (const sequence of [0, 1, 999_999_999_999]) {
    expect(readCursor(writeCursor({ epoch: EPOCH, sequence }))).toEqual({ epoch: EPOCH, sequence });
  }
});

it.each([
  ['nothing', ''],
  ['a number', '12'],
  ['words', 'the-last-one'],
  ['its own text, not encoded', `${EPOCH}.12`],
  ['another spelling of a cursor', `${writeCursor({ epoch: EPOCH, sequence: 12 })}=`],
  ['a negative sequence', Buffer.from(`${EPOCH}.-1`).toString('base64url')],
  ['a sequence with zeros before it', Buffer.from(`${EPOCH}.007`).toString('base64url')],
  ['a key in the epoch', Buffer.from('a#b.1').toString('base64url')],
])('[S9] refuses %s as a cursor', (_what, text) => {
  expect(readCursor(text)).toMatchObject({ refused: 'bad-cursor' });
});
