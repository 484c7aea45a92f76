import { notAvailable } from '../formula-error.ts';
import { liveCell } from '../live-cell.ts';
import { longDay, onDay } from '../plan-lookups.ts';
import { nameAmong, quarterOf } from '../typed-arguments.ts';

/**
 * The channels whose contacts are counted by quarter only.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum ContactChannelName {
  /** Live chat on the force's website. */
  LiveChat = "Live chat",
}

/**
 * The contacts through live chat in a quarter.
 * @customfunction
 * @param channel "Live chat"
 * @param quarter A quarter of a financial year, such as "Q2 2022/23" (July to September)
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function contacts(
  channel: ContactChannelName,
  quarter: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<number>,
): void {
  liveCell(invocation, (reader) => {
    const wantedChannel = nameAmong(channel, 'channel', ['Live chat']);
    const wanted = quarterOf(quarter, 'quarter');
    const { plan, day } = onDay(reader, asAt);
    const volumes = plan
      .all('contact-volume')
      .map(({ fields }) => fields)
      .filter((each) => each.channel === wantedChannel);
    const found = volumes.find((each) => each.quarter === wanted);
    if (found !== undefined) return found.contacts;
    const when = day === null ? 'is recorded' : `was recorded on ${longDay(day)}`;
    const known = volumes.map((each) => each.quarter).join(', ') || 'none';
    throw notAvailable(`No ${wantedChannel} figure for ${wanted} ${when} (recorded: ${known})`);
  });
}
