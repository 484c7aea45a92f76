import { HostError, invalidArgument } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import type { Area } from './a1.ts';
import { optionalTextArgument } from './arguments.ts';
import { ALLOWANCES, type Allowance, type Sheet, type SheetProtection } from './sheet.ts';

const SELECTION_MODES = ['Normal', 'Unlocked', 'None'] as const;

/** What is not given is not allowed. */
function protectionOf(options: unknown, location: string): SheetProtection {
  const given = (options ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof given !== 'object') throw invalidArgument(location);
  const { selectionMode: wanted = 'Normal', ...allowances } = given;
  const selectionMode = SELECTION_MODES.find((mode) => mode === wanted);
  const isKnown = Object.keys(allowances).every((name) => ALLOWANCES.some((known) => known === name));
  const areSwitches = Object.values(allowances).every((value) => typeof value === 'boolean');
  if (selectionMode === undefined || !isKnown || !areSwitches) throw invalidArgument(location);
  const allowed = Object.fromEntries(ALLOWANCES.map((name) => [name, allowances[name] === true]));
  return { ...(allowed as Record<Allowance, boolean>), selectionMode };
}

/** https://learn.microsoft.com/javascript/api/excel/excel.worksheetprotection */
const protectionClass: HostClass<Sheet> = {
  name: 'WorksheetProtection',
  properties: {
    Protected: { get: (sheet) => sheet.isProtected },
    // Our reading: a sheet without a protection has no options.
    Options: { get: (sheet) => sheet.protection ?? null },
  },
  methods: {
    Protect: (sheet, options, password) => {
      const location = 'WorksheetProtection.protect';
      if (sheet.isProtected) throw accessDenied(location);
      const protection = protectionOf(options, location);
      sheet.password = optionalTextArgument(password, location) || undefined;
      sheet.protection = protection;
    },
    Unprotect: (sheet, password) => {
      const location = 'WorksheetProtection.unprotect';
      if (!sheet.isProtected) return;
      // The documentation names this code for a wrong password where a protection is paused; our reading: here too.
      const given = optionalTextArgument(password, location);
      if (sheet.password !== undefined && given !== sheet.password) throw invalidArgument(location);
      sheet.password = undefined;
      sheet.protection = undefined;
    },
  },
};

export function protectionObject(sheet: Sheet): HostObject {
  return hostObject(protectionClass, sheet);
}

/** The general refusal of the documentation's list of errors. */
function accessDenied(location: string): HostError {
  return new HostError('AccessDenied', 'You cannot perform the requested operation.', location);
}

/** Refuses what a protection forbids on locked and unlocked cells alike, unless one of its options allows it. */
export function refuseWhereProtected(sheet: Sheet, location: string, allowance?: Allowance): void {
  const { protection } = sheet;
  if (protection === undefined) return;
  if (allowance === undefined || !protection[allowance]) throw accessDenied(location);
}

/** A range, as far as locks are concerned. */
interface CellsOfSheet {
  readonly sheet: Sheet;
  readonly area: Area;
}

/** True or false when all cells agree, else `null`, as Excel answers. */
export function lockedOf({ sheet, area }: CellsOfSheet): boolean | null {
  const { row, column, rowCount, columnCount } = sheet.clip(area);
  if (rowCount === 0 || columnCount === 0) return true;
  const first = sheet.isLocked(row, column);
  for (let r = row; r < row + rowCount; r += 1)
    for (let c = column; c < column + columnCount; c += 1) if (sheet.isLocked(r, c) !== first) return null;
  return first;
}

/** Refuses new content for cells of a protected sheet of which one or more is locked, as Excel does. */
export function refuseWhereLocked(range: CellsOfSheet, location: string): void {
  const { sheet, area } = range;
  if (!sheet.isProtected) return;
  const inGrid = sheet.clip(area);
  const isBeyondGrid = inGrid.rowCount < area.rowCount || inGrid.columnCount < area.columnCount;
  if (isBeyondGrid || lockedOf(range) !== false) throw accessDenied(location);
}
