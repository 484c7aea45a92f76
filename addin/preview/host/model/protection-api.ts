import { HostError, notImplemented } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import type { Sheet } from './sheet.ts';

/** https://learn.microsoft.com/javascript/api/excel/excel.worksheetprotection */
const protectionClass: HostClass<Sheet> = {
  name: 'WorksheetProtection',
  properties: { Protected: { get: (sheet) => sheet.isProtected } },
  methods: {
    Protect: (sheet, options, password) => {
      if (options !== null && options !== undefined) throw notImplemented('protection options of a worksheet');
      if (password !== null && password !== undefined) throw notImplemented('a password of a worksheet');
      if (sheet.isProtected) throw accessDenied('WorksheetProtection.protect');
      sheet.isProtected = true;
    },
    Unprotect: (sheet) => {
      sheet.isProtected = false;
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

/** All cells of a worksheet are locked unless somebody unlocks them, which the preview does not know. */
export function refuseWhereProtected(sheet: Sheet, location: string): void {
  if (sheet.isProtected) throw accessDenied(location);
}
