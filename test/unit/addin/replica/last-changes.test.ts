import { describe, expect, it } from 'vitest';
import { createLastChanges } from '../../../../addin/replica/last-changes.ts';
import type { Commit } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';

const note = (sequence: number, value: string, effectiveOn: string, recordId = 'afi/7'): Commit => ({
  sequence,
  recordedAt: '2026-11-22T08:00:00.000Z',
  author: { subject: `person-${sequence}`, name: `Person ${sequence}` },
  office: 'fcir',
  changes: [
    {
      mutationId: `00000000-0000-4000-8000-00000000000${sequence}`,
      recordId,
      kind: 'afi',
      op: 'set',
      changes: { note: { base: null, value } },
      effectiveOn,
      revision: sequence,
    },
  ],
});
const holding = (value: string, effectiveOn: string): DatasetRecord => ({
  id: 'afi/7',
  kind: 'afi',
  revision: 9,
  fields: { note: value },
  effective: { note: effectiveOn },
});

describe('[S13] who made the present value', () => {
  const changes = createLastChanges((recordId) => recordId === 'afi/7');
  changes.note([note(1, 'First', '2026-11-01'), note(2, 'Second', '2026-11-20'), note(3, 'Corrects', '2026-11-10')]);

  it('is the last by day and sequence, not a correction of history', () => {
    expect(changes.of(holding('Second', '2026-11-20'), 'note')?.author.name).toBe('Person 2');
  });

  it('is not said of a value that came without its commit', () => {
    expect(changes.of(holding('Third', '2026-11-20'), 'note')).toBeNull();
    expect(changes.of(holding('Second', '2026-11-21'), 'note')).toBeNull();
  });

  it('is not kept of records that nobody has to choose about', () => {
    changes.note([note(4, 'Else', '2026-11-20', 'afi/8')]);
    expect(changes.of({ ...holding('Else', '2026-11-20'), id: 'afi/8' }, 'note')).toBeNull();
  });
});
