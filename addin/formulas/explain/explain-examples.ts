import { badAsAt, notThere, refused } from '../example-errors.ts';
import { type FormulaExample, VARIES } from '../formula-example.ts';
import { EXPLAINED_FORMULAS } from './explainers.ts';

const SLIDES = 'Slides, PCC HMICFRS PEEL Report 21/22 Improvement Plan Meeting, 31 October 2022';
const TOPICS = '999 calls, 101 calls, Live chat, VAWG, DA, Non-DA, Rape, Other sexual, Plan';
const FUNCTION_NAMES = `functionName must be the name of a PEEL function over the plan: ${EXPLAINED_FORMULAS.join(', ')}`;
const QUARTER = 'a quarter of a financial year, such as Q2 2022/23 (July to September)';
const ROLLING = 'the month with which a rolling quarter ends, such as Sep-22, an Excel date or Q2 2022/23';

/** Who loaded the documents into a copy, and when, is that copy's own. */
const LOADED = [
  ['Last changed by', VARIES],
  ['Last changed at', VARIES],
] as const;

const WHY_JULY_101 = [
  ['Figure', '% answered, 101 calls, Jul-22'],
  ['Numerator', 13_385],
  ['Denominator', 29_816],
  ['Rule', 'Calls answered divided by calls received, in the month'],
  ['Source', SLIDES],
  ['Place', 'Slide 23, FCIR Performance – 101 Calls'],
  ...LOADED,
  ['Holds from', '31 July 2022'],
  ['Commit', VARIES],
  ['Reason', 'None given'],
];

const WHY_CHARGE_RATE = [
  ['Figure', 'Charge rate, VAWG Rape, rolling quarter to Sep-22'],
  ['Numerator', 'Not published'],
  ['Denominator', 'Not published'],
  ['Rule', 'The rate as printed, 4.8%: its counts are in no document; immature: it rises later, as outcomes come in'],
  ['Source', SLIDES],
  ['Place', 'Slide 24, VAWG Performance: Rolling Quarter to September 2022, Sexual Offences'],
  ...LOADED,
  ['Holds from', '31 October 2022'],
  ['Commit', VARIES],
  ['Reason', 'None given'],
];

const STATUS_STATED =
  'Improvement plan presented to the Performance and Delivery Board: slide 10, PEEL Improvement Plan AFI 7';

const WHY_STATUS = [
  ['Figure', 'Status of AFI 7'],
  ['Numerator', 'Not a ratio'],
  ['Denominator', 'Not a ratio'],
  ['Rule', 'As recorded; "Not recorded" before one was stated'],
  ['Source', STATUS_STATED],
  ['Place', 'See Source'],
  ...LOADED,
  ['Holds from', '31 October 2022'],
  ['Commit', VARIES],
  ['Reason', STATUS_STATED],
];

export const EXPLAIN_EXAMPLES: Readonly<Record<'SENTENCE' | 'WHY', readonly FormulaExample[]>> = {
  SENTENCE: [
    {
      formula: '=PEEL.SENTENCE("999 calls","Q2 2022/23")',
      shows: '999 calls rose by 10,584 (11.2%) on the last quarter',
      about: 'The sentence of slide 22.',
    },
    {
      formula: '=PEEL.SENTENCE("101","July to September 2022",DATE(2022,10,31))',
      shows: '101 calls fell by 2,103 (2.4%) on the last quarter',
      about: 'The sentence of slide 23, as at the meeting.',
    },
    {
      formula: '=PEEL.SENTENCE("Live chat","Q2 2022/23")',
      shows: 'Live chat contacts rose by 6,921 (51.5%) on the last quarter',
      about: 'The channel shift of slide 23.',
    },
    {
      formula: '=PEEL.SENTENCE("VAWG","Sep-22")',
      shows:
        'VAWG offences recorded fell by 1,182 (9.1%) on the quarter to Sep-21; the suspect interviewed rate fell by 5.4 percentage points to 24.3% and the charge rate rose by 0.6 percentage points to 5.0%; these rates rise later, as outcomes come in',
      about: 'The force’s row of slide 24.',
    },
    {
      formula: '=PEEL.SENTENCE("Plan",DATE(2022,10,31))',
      shows: 'All 19 AFIs are in progress; none is overdue and 1 is at risk',
      about: 'The plan at the meeting: AFI 15 was due within 31 days.',
    },
    {
      formula: '=PEEL.SENTENCE("101 calls","Q1 2022/23")',
      shows: '87,861 calls were received on 101 in Q1 2022/23; the quarter before is not recorded',
      about: 'There is nothing to compare with.',
    },
    notThere(
      '=PEEL.SENTENCE("999 calls","Q3 2022/23")',
      'There are no 999 figures for Oct-22 (recorded: Apr-22 to Sep-22)',
    ),
    notThere(
      '=PEEL.SENTENCE("Live chat","Q3 2022/23")',
      'No Live chat figure for Q3 2022/23 is recorded (recorded: Q1 2022/23, Q2 2022/23)',
    ),
    notThere('=PEEL.SENTENCE("Plan",DATE(2022,4,27))', 'The plan was published on 28 April 2022'),
    refused('=PEEL.SENTENCE("Burglary","Q2 2022/23")', `topic must be one of ${TOPICS}`),
    refused('=PEEL.SENTENCE("999 calls","summer")', `period must be ${QUARTER}`),
    refused('=PEEL.SENTENCE("Rape","summer")', `period must be ${ROLLING}`),
    refused(
      '=PEEL.SENTENCE("Plan","summer")',
      'period must be a date, a month or a quarter, such as 31 October 2022 or Q2 2022/23',
    ),
    badAsAt('PEEL.SENTENCE("999 calls","Q2 2022/23",'),
  ],
  WHY: [
    {
      formula: '=PEEL.WHY("CALLS","101","Jul-22","% answered")',
      shows: WHY_JULY_101,
      about: 'What 44.9% on slide 23 is made of.',
    },
    {
      formula: '=PEEL.WHY("VAWG","Rape","Charge rate","Sep-22")',
      shows: WHY_CHARGE_RATE,
      about: 'A rate of slide 24.',
    },
    {
      formula: '=PEEL.WHY("AFISTATUS",7,,,DATE(2022,10,31))',
      shows: WHY_STATUS,
      about: 'The plan stated it, not the report: the source is the reason of the edit (slide 10).',
    },
    refused('=PEEL.WHY("BURGLARY")', FUNCTION_NAMES),
    refused('=PEEL.WHY("ASOF")', FUNCTION_NAMES),
    notThere('=PEEL.WHY("AFISTATUS",42)', 'There is no AFI 42 in the 2021/22 plan (1 to 19)'),
    refused(
      '=PEEL.WHY("CALLS","112","Jul-22","Received")',
      'channel must be 999 or 101 (for live chat use PEEL.CONTACTS)',
    ),
    badAsAt('PEEL.WHY("AFISTATUS",7,,,'),
  ],
};
