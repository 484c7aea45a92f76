import { expect, it } from 'vitest';
import { writtenRecordsRefusal } from '../../../../functions/sync/push-limits.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';
import { noteEdit, pushOf } from '../service-fixtures.ts';

const records = (bytesEach: number): DatasetRecord[] =>
  Array.from({ length: 90 }, (_, index) => ({
    id: `afi/${index}`,
    kind: 'afi',
    revision: 1,
    fields: { note: 'x'.repeat(bytesEach) },
    effective: {},
  }));

it('[S3] a small push of large records is refused before DynamoDB refuses its transaction', () => {
  const push = pushOf(1, noteEdit(1, null, 'x'));
  expect(writtenRecordsRefusal(push, records(38_000))).toBeNull();
  expect(writtenRecordsRefusal(push, records(39_000))).toMatchObject({ refused: 'too-large' });
});
