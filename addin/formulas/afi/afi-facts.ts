import { STATUS_NOT_RECORDED } from '../../../shared/domain/afi.ts';
import { cellNow, liveCell } from '../live-cell.ts';
import { afiOn, areaOf, boardName, onDay } from '../plan-lookups.ts';
import { afiCard, afiLead, afiTitle } from './afi-card.ts';

/**
 * The status of an AFI, such as In progress; "Not recorded" before one was stated.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afistatus(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<string>,
): void {
  liveCell(invocation, (reader) => afiOn(reader, number, asAt).status ?? STATUS_NOT_RECORDED);
}

/**
 * The wording of an AFI as the plan has it.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afititle(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<string>,
): void {
  liveCell(invocation, (reader) => afiTitle(afiOn(reader, number, asAt)));
}

/**
 * The inspection area under which the plan lists an AFI.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afiarea(number: unknown, asAt: unknown, invocation: CustomFunctions.StreamingInvocation<string>): void {
  liveCell(invocation, (reader) => areaOf(onDay(reader, asAt).plan, afiOn(reader, number, asAt)).name);
}

/**
 * HMICFRS's grade of an AFI's inspection area, such as Requires improvement; "Not graded" where the area has no grade.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afigrade(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<string>,
): void {
  liveCell(invocation, (reader) => areaOf(onDay(reader, asAt).plan, afiOn(reader, number, asAt)).grade);
}

/**
 * Who leads an AFI: its owner, else the office that leads it; "Not recorded" where neither is known.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afiowner(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<string>,
): void {
  liveCell(invocation, (reader) => afiLead(reader, afiOn(reader, number, asAt)));
}

/**
 * The board that oversees an AFI; "Not recorded" where none is named.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afiboard(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<string>,
): void {
  liveCell(invocation, (reader) => boardName(onDay(reader, asAt).plan, afiOn(reader, number, asAt).board));
}

/**
 * An AFI as a card: its title in the cell, with status, dates, grade, lead, source and last editor in the card. Not
 * live: recalculate the workbook (Ctrl+Alt+F9) for the newest.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 */
export function aficard(number: unknown): unknown {
  return cellNow((reader) => afiCard(reader, afiOn(reader, number)));
}
