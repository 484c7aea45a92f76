import { invalidArgument } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import type { CellRange } from './cell-range.ts';
import { lockedOf, refuseWhereProtected } from './protection-api.ts';
import { UNLOCKED } from './sheet.ts';

function setLocked(range: CellRange, value: unknown): void {
  const location = 'FormatProtection.locked';
  refuseWhereProtected(range.sheet, location);
  if (typeof value !== 'boolean') throw invalidArgument(location);
  range.writeStyle(value, location, () => ({ td: value ? null : UNLOCKED }));
  // The next write of the batch asks the grid whether its cells are locked.
  range.sheet.workbook.writes.flush();
}

const formatProtectionClass: HostClass<CellRange> = {
  name: 'FormatProtection',
  properties: { Locked: { get: lockedOf, set: setLocked } },
};

export function formatProtectionObject(range: CellRange): HostObject {
  return hostObject(formatProtectionClass, range);
}
