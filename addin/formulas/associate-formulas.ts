import {
  afiactions,
  afiarea,
  afibaseline,
  afiboard,
  aficard,
  aficount,
  afidue,
  afigrade,
  afigroup,
  afimeasures,
  afiowner,
  afirag,
  afislip,
  afistatus,
  afititle,
} from './afi/afi.ts';
import { callchange, calls, calltable, calltotal, calltrend, contacts } from './calls/calls.ts';
import type { FormulaName } from './catalogue.ts';

/** A function as Excel calls it: its arguments are whatever the cell holds. */
export type Formula = (...callArguments: never[]) => unknown;

/** Every formula by its id in functions.json. */
export const FORMULAS: Readonly<Record<FormulaName, Formula>> = {
  AFIACTIONS: afiactions,
  AFIAREA: afiarea,
  AFIBASELINE: afibaseline,
  AFIBOARD: afiboard,
  AFICARD: aficard,
  AFICOUNT: aficount,
  AFIDUE: afidue,
  AFIGRADE: afigrade,
  AFIGROUP: afigroup,
  AFIMEASURES: afimeasures,
  AFIOWNER: afiowner,
  AFIRAG: afirag,
  AFISLIP: afislip,
  AFISTATUS: afistatus,
  AFITITLE: afititle,
  CALLCHANGE: callchange,
  CALLS: calls,
  CALLTABLE: calltable,
  CALLTOTAL: calltotal,
  CALLTREND: calltrend,
  CONTACTS: contacts,
};

/** Tells Excel which function answers which name. To be called before React and Fluent load (office-js#4981). */
export function associateFormulas(): void {
  for (const [id, formula] of Object.entries(FORMULAS)) CustomFunctions.associate(id, formula);
}
