import { printedCount } from '../../../shared/domain/arithmetic.ts';
import { monthsOfQuarter, previousQuarter, printedMonth, type Quarter } from '../../../shared/domain/calendar.ts';
import { type CallChannel, type CallCounts, type CallMeasure, callMonthId } from '../../../shared/domain/call-month.ts';
import { contactVolumeId } from '../../../shared/domain/contact-volume.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import {
  callChannel,
  callMeasureNamed,
  callsOfMonth,
  callsOfQuarter,
  recordedMonths,
  tableEdge,
} from '../calls/call-figures.ts';
import { notAvailable } from '../formula-error.ts';
import { onDay } from '../plan-lookups.ts';
import { isLeftOut, monthOf, nameAmong, optionalCount, quarterOf } from '../typed-arguments.ts';
import { type Explainer, type Explanation, explainer, type RestsOn, restsOn, restsOnEach } from './explanation.ts';

type CallFormula = 'CALLCHANGE' | 'CALLS' | 'CALLTABLE' | 'CALLTOTAL' | 'CALLTREND' | 'CONTACTS';

/** The count that a measure shows, or divides by the calls received. */
const COUNTED: Readonly<Record<CallMeasure, { readonly field: keyof CallCounts; readonly words: string }>> = {
  Received: { field: 'received', words: 'Calls received' },
  Answered: { field: 'answered', words: 'Calls answered' },
  '% answered': { field: 'answered', words: 'Calls answered' },
  'Answered < 10 secs': { field: 'answeredUnder10s', words: 'Calls answered in under 10 seconds' },
  '% < 10 secs': { field: 'answeredUnder10s', words: 'Calls answered in under 10 seconds' },
  'Not answered': { field: 'notAnswered', words: 'Calls not answered' },
  '% not answered': { field: 'notAnswered', words: 'Calls not answered' },
};

/** A percentage is of the calls received; a quarter's from summed counts. */
function ofCounts(counts: CallCounts, measure: CallMeasure, of: string): Pick<Explanation, 'rule' | 'ratio'> {
  const { field, words } = COUNTED[measure];
  const rule = `${words}${measure.startsWith('%') ? ' divided by calls received' : ''}, ${of}`;
  return measure.startsWith('%')
    ? { rule, ratio: { numerator: counts[field], denominator: counts.received } }
    : { rule };
}

const ofQuarter = (on: ReplicaReader, channel: CallChannel, quarter: Quarter): RestsOn[] =>
  restsOnEach(
    on,
    'call-month',
    monthsOfQuarter(quarter).map((month) => callMonthId(channel, month)),
    'received',
  );

export const CALL_EXPLAINERS: Readonly<Record<CallFormula, Explainer>> = {
  CALLCHANGE: explainer(3, (reader, asAt, [channel, quarter, previous]) => {
    const wanted = callChannel(channel);
    const later = quarterOf(quarter, 'quarter');
    const earlier = isLeftOut(previous) ? previousQuarter(later) : quarterOf(previous, 'previous');
    const [now, before] = [later, earlier].map((each) => callsOfQuarter(reader, wanted, each, asAt).received);
    return callChange(onDay(reader, asAt).plan, wanted, { later, earlier, now: now ?? 0, before: before ?? 0 });
  }),
  CALLS: explainer(3, (reader, asAt, [channel, month, measure]) => {
    const wanted = {
      measure: callMeasureNamed(measure),
      channel: callChannel(channel),
      month: monthOf(month, 'month'),
    };
    const counts = callsOfMonth(reader, wanted.channel, wanted.month, asAt);
    const { plan: on } = onDay(reader, asAt);
    return {
      figure: `${wanted.measure}, ${wanted.channel} calls, ${printedMonth(wanted.month)}`,
      ...ofCounts(counts, wanted.measure, 'in the month'),
      restsOn: restsOnEach(on, 'call-month', [callMonthId(wanted.channel, wanted.month)], 'received'),
      on,
    };
  }),
  CALLTABLE: explainer(4, (reader, asAt, [channel, from, to]) => {
    const wanted = callChannel(channel);
    const first = tableEdge(from, 'from', 'first');
    const last = isLeftOut(to) ? null : tableEdge(to, 'to', 'last');
    const { plan: on } = onDay(reader, asAt);
    const shown = recordedMonths(on, wanted).filter(
      ({ fields: { month } }) => month >= first && (last === null || month <= last),
    );
    return {
      figure: `Table of ${wanted} calls from ${printedMonth(first)}`,
      rule: 'Every percentage is of calls received; a quarter’s total and percentages come from the summed counts of its three months',
      restsOn: shown.map((month) => restsOn(month, 'received')),
      on,
    };
  }),
  CALLTOTAL: explainer(3, (reader, asAt, [channel, quarter, measure]) => {
    const wanted = { measure: callMeasureNamed(measure), channel: callChannel(channel) };
    const wantedQuarter = quarterOf(quarter, 'quarter');
    const counts = callsOfQuarter(reader, wanted.channel, wantedQuarter, asAt);
    const { plan: on } = onDay(reader, asAt);
    const months = monthsOfQuarter(wantedQuarter).map(printedMonth).join(', ');
    return {
      figure: `${wanted.measure}, ${wanted.channel} calls, ${wantedQuarter}`,
      ...ofCounts(counts, wanted.measure, `from the counts of ${months}, summed`),
      restsOn: ofQuarter(on, wanted.channel, wantedQuarter),
      on,
    };
  }),
  CALLTREND: explainer(3, (reader, asAt, [channel, measure, months]) => {
    const wanted = callMeasureNamed(measure);
    const count = optionalCount(months, 'months', MAX_MONTHS) ?? MAX_MONTHS;
    const { plan: on } = onDay(reader, asAt);
    const shown = recordedMonths(on, callChannel(channel)).slice(-count);
    return {
      figure: `${wanted}, ${callChannel(channel)} calls, month by month`,
      rule: `${COUNTED[wanted].words}${wanted.startsWith('%') ? ' divided by calls received' : ''}, of each of the last ${shown.length} months recorded`,
      restsOn: shown.map((month) => restsOn(month, 'received')),
      on,
    };
  }),
  CONTACTS: explainer(2, (reader, asAt, [channel, quarter]) => {
    const wantedChannel = nameAmong(channel, 'channel', ['Live chat']);
    const wanted = quarterOf(quarter, 'quarter');
    const { plan: on } = onDay(reader, asAt);
    const found = on.record('contact-volume', contactVolumeId(wantedChannel, wanted));
    if (found === null) throw notAvailable(`No ${wantedChannel} figure is recorded for ${wanted}`);
    return {
      figure: `Contacts through live chat, ${wanted}`,
      rule: 'Contacts counted in the quarter, as recorded',
      restsOn: [restsOn(found, 'contacts')],
      on,
    };
  }),
};

const MAX_MONTHS = 120;

interface ReceivedTwice {
  readonly later: Quarter;
  readonly earlier: Quarter;
  readonly now: number;
  readonly before: number;
}

function callChange(
  on: ReplicaReader,
  channel: CallChannel,
  { later, earlier, now, before }: ReceivedTwice,
): Explanation {
  return {
    figure: `Change of ${channel} calls received, ${earlier} to ${later}`,
    ratio: { numerator: now - before, denominator: before },
    rule: `Calls received in ${later} (${printedCount(now)}) less those in ${earlier} (${printedCount(before)}); as a percentage, divided by the latter. A quarter is the sum of its three months`,
    restsOn: [...ofQuarter(on, channel, earlier), ...ofQuarter(on, channel, later)],
    on,
  };
}
