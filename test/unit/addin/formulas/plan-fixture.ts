import { excelSerial } from '../../../../shared/domain/calendar.ts';
import type { Commit } from '../../../../shared/sync/protocol.ts';
import { afiFields, commitOf, loggedChange } from '../replica/replica-fixtures.ts';

const INSPECTION = 'inspection/kent-2021-22';
const AREA = 'inspection-area/kent-2021-22';
const SOURCE = { document: 'Slides of the improvement plan', dated: '2022-10-31', place: 'slide 10' };
const REPORTED_ON = '2022-04-28';
const PRESENTED_ON = '2022-10-31';

export const serial = excelSerial;

/** The call tables as the slides print them: channel, month, received, answered, answered < 10 secs, not answered. */
const CALL_TABLE: readonly (readonly [string, string, number, number, number, number])[] = [
  ['999', '2022-04', 29_188, 28_967, 19_802, 221],
  ['999', '2022-05', 32_193, 31_967, 21_541, 226],
  ['999', '2022-06', 33_054, 32_567, 20_275, 487],
  ['999', '2022-07', 38_069, 37_261, 22_122, 808],
  ['999', '2022-08', 35_634, 35_221, 24_244, 413],
  ['999', '2022-09', 31_316, 30_947, 20_089, 369],
  ['101', '2022-04', 27_123, 19_464, 7273, 7659],
  ['101', '2022-05', 29_759, 23_379, 10_076, 6380],
  ['101', '2022-06', 30_979, 18_604, 5363, 12_375],
  ['101', '2022-07', 29_816, 13_385, 2669, 16_431],
  ['101', '2022-08', 28_524, 19_406, 8004, 9118],
  ['101', '2022-09', 27_418, 15_743, 4768, 11_675],
];

const lastDays: Readonly<Record<string, string>> = {
  '2022-04': '30',
  '2022-05': '31',
  '2022-06': '30',
  '2022-07': '31',
  '2022-08': '31',
  '2022-09': '30',
};

function area(slug: string, name: string, grade: string, aliases: string[] = []) {
  const fields = { inspection: INSPECTION, name, aliases, grade, gradeSource: SOURCE, provenance: SOURCE };
  return loggedChange('inspection-area', `${AREA}/${slug}`, fields);
}

/** The report of 28 April 2022: nineteen AFIs, without status or dates yet. */
function report(): Commit {
  const inspection = { title: 'PEEL 2021/22', force: 'Kent Police', cycle: '2021/22', publishedOn: REPORTED_ON };
  const afis = Array.from({ length: 19 }, (_, index) => {
    const { status: _status, forecast: _forecast, baseline: _baseline, ...fields } = afiFields(index + 1);
    const grouped = index + 1 >= 10 && index + 1 <= 12 ? { handledWith: [10, 11, 12] } : {};
    const areaOfFour = index + 1 === 4 ? { area: `${AREA}/victim-service-assessment` } : {};
    return loggedChange('afi', `afi/${index + 1}`, { ...fields, ...grouped, ...areaOfFour });
  });
  return commitOf(
    1,
    loggedChange('inspection', INSPECTION, { ...inspection, provenance: SOURCE }),
    area('responding-to-the-public', 'Responding to the public', 'Requires improvement'),
    area('victim-service-assessment', 'Victim service assessment', 'Not graded', ['Victim Service']),
    loggedChange('office', 'office/fcir', { name: 'Force Control and Incident Room', example: true }),
    loggedChange('board', 'board/force-improvement-board', {
      name: 'Force Improvement Board',
      purpose: 'x',
      provenance: SOURCE,
    }),
    ...afis,
  );
}

/** The plan of 31 October 2022: all in progress; AFI 7 due in December 2022, all others in May 2023. */
function plan(): Commit {
  const afis = Array.from({ length: 19 }, (_, index) => {
    const due = index + 1 === 7 ? '2022-12-31' : '2023-05-31';
    const fields = { planWording: `The plan's wording of AFI ${index + 1}`, baseline: due, forecast: due };
    const board = index + 1 === 7 ? { board: 'board/force-improvement-board' } : {};
    const values = { ...fields, ...board, status: 'In progress' };
    return loggedChange('afi', `afi/${index + 1}`, values, { revision: 2, effectiveOn: PRESENTED_ON });
  });
  const action = (position: number, state: string) =>
    loggedChange(
      'action',
      `action/2022-10-31/afi-7/${position}`,
      { afis: ['afi/7'], text: `Action ${position}`, state, reportedOn: PRESENTED_ON, position, provenance: SOURCE },
      { effectiveOn: PRESENTED_ON },
    );
  return commitOf(2, ...afis, action(2, 'Complete'), action(1, 'Taken or ongoing'));
}

/** The call tables and live chat, each month effective on its last day; the measure of AFI 1's investigation plans. */
function figures(): Commit {
  const calls = CALL_TABLE.map(([channel, month, received, answered, answeredUnder10s, notAnswered]) =>
    loggedChange(
      'call-month',
      `call-month/${channel}/${month}`,
      { channel, month, received, answered, answeredUnder10s, notAnswered, owningOffice: 'fcir' },
      { effectiveOn: `${month}-${lastDays[month] ?? ''}` },
    ),
  );
  const chat = (quarter: string, id: string, contacts: number, effectiveOn: string) =>
    loggedChange(
      'contact-volume',
      `contact-volume/live-chat/${id}`,
      { channel: 'Live chat', quarter, contacts },
      { effectiveOn },
    );
  const measure = {
    name: 'Investigations with a plan',
    unit: 'percent',
    definition: 'x',
    better: 'higher',
    afis: ['afi/1'],
  };
  const reading = (id: string, period: string, to: string, value: number) =>
    loggedChange(
      'observation',
      `observation/investigation-plans/${id}`,
      { measure: 'measure/investigation-plans', period, to, value, qualifier: 'exact', provenance: SOURCE },
      { effectiveOn: PRESENTED_ON },
    );
  return commitOf(
    3,
    ...calls,
    chat('Q1 2022/23', '2022-23-q1', 13_431, '2022-06-30'),
    chat('Q2 2022/23', '2022-23-q2', 20_352, '2022-09-30'),
    loggedChange('measure', 'measure/investigation-plans', { ...measure, provenance: SOURCE }),
    reading('2022-06', 'June 2022', '2022-06-30', 81),
    reading('2020-09', 'April to September 2020', '2020-09-30', 20),
  );
}

/** The dataset's log as the source documents fill it, small. */
export const PLAN_COMMITS: readonly Commit[] = [report(), plan(), figures()];
