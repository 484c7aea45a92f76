import { afibaseline, afidue, afirag, afislip } from './afi/afi-dates.ts';
import { afiarea, afiboard, aficard, afigrade, afiowner, afistatus, afititle } from './afi/afi-facts.ts';
import { afiactions, afigroup, afimeasures } from './afi/afi-lists.ts';
import { callchange, calls, calltable, calltotal, calltrend } from './calls/calls.ts';
import { contacts } from './calls/contacts.ts';
import type { FormulaName } from './catalogue.ts';
import { sentence } from './explain/sentence.ts';
import { why } from './explain/why.ts';
import { grade, grades } from './grades/grades.ts';
import { measure, measuretrend } from './measures/measures.ts';
import { meetingactions, meetings } from './meetings/meetings.ts';
import { aficount, plan, planchanges } from './plan/plan.ts';
import { asof, office, unsent } from './session/session.ts';
import { vawg, vawgchange, vawgtable } from './vawg/vawg.ts';

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
  ASOF: asof,
  CALLCHANGE: callchange,
  CALLS: calls,
  CALLTABLE: calltable,
  CALLTOTAL: calltotal,
  CALLTREND: calltrend,
  CONTACTS: contacts,
  GRADE: grade,
  GRADES: grades,
  MEASURE: measure,
  MEASURETREND: measuretrend,
  MEETINGACTIONS: meetingactions,
  MEETINGS: meetings,
  OFFICE: office,
  PLAN: plan,
  PLANCHANGES: planchanges,
  SENTENCE: sentence,
  UNSENT: unsent,
  VAWG: vawg,
  VAWGCHANGE: vawgchange,
  VAWGTABLE: vawgtable,
  WHY: why,
};

/** Tells Excel which function answers which name. To be called before React and Fluent load (office-js#4981). */
export function associateFormulas(): void {
  for (const [id, formula] of Object.entries(FORMULAS)) CustomFunctions.associate(id, formula);
}
