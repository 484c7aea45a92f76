import { lastDayOfMonth, monthsOfQuarter, previousQuarter, type Quarter } from '../../../shared/domain/calendar.ts';
import { type CallChannel, callMonthId } from '../../../shared/domain/call-month.ts';
import { contactVolumeId } from '../../../shared/domain/contact-volume.ts';
import { parseMonthRange } from '../../../shared/domain/period.ts';
import { callsSentence, liveChatSentence, planSentence, vawgSentence } from '../../../shared/domain/sentences.ts';
import { yearBefore } from '../../../shared/domain/vawg-figures.ts';
import { type VawgCategory, vawgPeriodId } from '../../../shared/domain/vawg-period.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { callsOfQuarter } from '../calls/call-figures.ts';
import { badArgument, notAvailable } from '../formula-error.ts';
import { chosenAfis } from '../plan/chosen-afis.ts';
import { longDay, onDay } from '../plan-lookups.ts';
import { dayIn, isLeftOut, quarterOf, textOf } from '../typed-arguments.ts';
import { rollingQuarter } from '../vawg/vawg-arguments.ts';
import { vawgPeriodOn } from '../vawg/vawg-rows.ts';
import { type Explanation, restsOnEach } from './explanation.ts';

const SENTENCE_TOPICS = [
  '999 calls',
  '101 calls',
  'Live chat',
  'VAWG',
  'DA',
  'Non-DA',
  'Rape',
  'Other sexual',
  'Plan',
] as const;
type SentenceTopic = (typeof SENTENCE_TOPICS)[number];

/** A sentence, and the records from whose numbers it is written. */
type WrittenSentence = { readonly sentence: string } & Pick<Explanation, 'on' | 'restsOn'>;

/** The slide's sentence on a topic in a period, as at a day. */
export function sentenceOn(reader: ReplicaReader, topic: unknown, period: unknown, asAt: unknown): WrittenSentence {
  const wanted = sentenceTopic(topic);
  switch (wanted) {
    case '999 calls':
    case '101 calls':
      return onCalls(reader, wanted === '999 calls' ? '999' : '101', quarterOf(period, 'period'), asAt);
    case 'Live chat':
      return onLiveChat(reader, quarterOf(period, 'period'), asAt);
    case 'Plan':
      return onPlan(reader, period, asAt);
    case 'VAWG':
      return onVawg(reader, 'Force', period, asAt);
    case 'DA':
    case 'Non-DA':
    case 'Rape':
    case 'Other sexual':
      return onVawg(reader, wanted, period, asAt);
  }
}

/** A topic as it is named here or said: "999", "101 calls", "live chat", "VAWG DA", "the plan". */
function sentenceTopic(argument: unknown): SentenceTopic {
  const squeezed = (text: string): string =>
    text.toLowerCase().replace(/^the |vawg (?=\S)|calls|contacts|[^a-z0-9]/g, '');
  const typed = squeezed(textOf(argument));
  const asForce = typed === 'force' || typed === 'overall' ? 'vawg' : typed;
  const found = SENTENCE_TOPICS.find((topic) => squeezed(topic) === asForce);
  if (found === undefined) throw badArgument('topic', `one of ${SENTENCE_TOPICS.join(', ')}`);
  return found;
}

function onCalls(reader: ReplicaReader, channel: CallChannel, quarter: Quarter, asAt: unknown): WrittenSentence {
  const count = callsOfQuarter(reader, channel, quarter, asAt).received;
  const { plan: on } = onDay(reader, asAt);
  const monthIds = (of: Quarter): string[] => monthsOfQuarter(of).map((month) => callMonthId(channel, month));
  const monthsBefore = monthIds(previousQuarter(quarter)).map((id) => on.record('call-month', id)?.fields.received);
  const isWhole = monthsBefore.every((received) => received !== undefined);
  const before = isWhole ? monthsBefore.reduce<number>((sum, received) => sum + (received ?? 0), 0) : null;
  return {
    sentence: callsSentence(channel, { quarter, count, before }),
    restsOn: restsOnEach(on, 'call-month', [...monthIds(previousQuarter(quarter)), ...monthIds(quarter)], 'received'),
    on,
  };
}

function onLiveChat(reader: ReplicaReader, quarter: Quarter, asAt: unknown): WrittenSentence {
  const { plan: on, day } = onDay(reader, asAt);
  const ids = [previousQuarter(quarter), quarter].map((each) => contactVolumeId('Live chat', each));
  const [before, count] = ids.map((id) => on.record('contact-volume', id)?.fields.contacts);
  if (count === undefined) {
    const when = day === null ? 'is recorded' : `was recorded on ${longDay(day)}`;
    const known = on.all('contact-volume').map(({ fields }) => fields.quarter);
    throw notAvailable(`No Live chat figure for ${quarter} ${when} (recorded: ${known.join(', ') || 'none'})`);
  }
  return {
    sentence: liveChatSentence({ quarter, count, before: before ?? null }),
    restsOn: restsOnEach(on, 'contact-volume', ids, 'contacts'),
    on,
  };
}

function onVawg(reader: ReplicaReader, category: VawgCategory, period: unknown, asAt: unknown): WrittenSentence {
  const quarterTo = rollingQuarter(period, 'period');
  const now = vawgPeriodOn(reader, category, quarterTo, asAt);
  const { plan: on } = onDay(reader, asAt);
  const ids = [yearBefore(quarterTo), quarterTo].map((month) => vawgPeriodId(category, month));
  const before = on.record('vawg-period', ids[0] ?? '')?.fields ?? null;
  return { sentence: vawgSentence(now, before), restsOn: restsOnEach(on, 'vawg-period', ids, 'recorded'), on };
}

/** The plan has no periods: it is seen at the end of the one that is given, and never later than as at, or today without one. */
function onPlan(reader: ReplicaReader, period: unknown, asAt: unknown): WrittenSentence {
  const end = isLeftOut(period) ? null : endOf(period);
  const { day } = onDay(reader, asAt);
  const seenOn = end !== null && end < (day ?? reader.today()) ? end : day;
  const { onThatDay: on, afis } = chosenAfis(reader, null, null, seenOn);
  return {
    sentence: planSentence(afis, seenOn ?? reader.today()),
    restsOn: restsOnEach(
      on,
      'afi',
      afis.map(({ number }) => `afi/${number}`),
      'status',
    ),
    on,
  };
}

function endOf(period: unknown): string {
  const range = parseMonthRange(textOf(period));
  const end = dayIn(period) ?? (range === null ? null : lastDayOfMonth(range.last));
  if (end === null) throw badArgument('period', 'a date, a month or a quarter, such as 31 October 2022 or Q2 2022/23');
  return end;
}
