import { londonSerial } from '../../../shared/domain/london-time.ts';
import { notAvailable } from '../formula-error.ts';
import { liveCell } from '../live-cell.ts';
import { officeName } from '../plan-lookups.ts';

/**
 * When this copy of the plan last heard from the service, as an Excel date and time of the clock in London: format the
 * cell as a date.
 * @customfunction
 * @param invocation Excel's side of the cell
 */
export function asof(invocation: CustomFunctions.StreamingInvocation<number>): void {
  liveCell(invocation, (reader) => {
    const heardAt = reader.syncedAt();
    if (heardAt === null) throw notAvailable('PEEL has not heard from the service yet; press Refresh');
    return londonSerial(new Date(heardAt));
  });
}

/**
 * How many of your edits the service has not answered yet; 0 where nothing waits.
 * @customfunction
 * @param invocation Excel's side of the cell
 */
export function unsent(invocation: CustomFunctions.StreamingInvocation<number>): void {
  liveCell(invocation, (reader) => reader.unsent());
}

/**
 * Your office, or offices, by name; "No office" where you belong to none.
 * @customfunction
 * @param invocation Excel's side of the cell
 */
export function office(invocation: CustomFunctions.StreamingInvocation<string>): void {
  liveCell(invocation, (reader) => {
    const person = reader.person();
    if (person === null) throw notAvailable('Sign in to PEEL to see your office');
    return person.offices.map((id) => officeName(reader, id)).join(', ') || 'No office';
  });
}
