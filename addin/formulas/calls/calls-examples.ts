import { badAsAt, notThere, refused } from '../example-errors.ts';
import type { FormulaExample } from '../formula-example.ts';

const NO_CHANNEL = 'channel must be 999 or 101 (for live chat use PEEL.CONTACTS)';
const NO_MEASURE =
  'measure must be one of Received, Answered, % answered, Answered < 10 secs, % < 10 secs, Not answered, % not answered';
const QUARTER = 'must be a quarter of a financial year, such as Q2 2022/23 (July to September)';

type CallFormula = 'CALLCHANGE' | 'CALLS' | 'CALLTABLE' | 'CALLTOTAL' | 'CALLTREND' | 'CONTACTS';

/** The 999 and 101 call tables and live chat, with the figures of slides 22 and 23. */
export const CALLS_EXAMPLES: Readonly<Record<CallFormula, readonly FormulaExample[]>> = {
  CALLS: [
    { formula: '=PEEL.CALLS("101","Jul-22","Received")', shows: 29_816, about: 'As printed (slide 23).' },
    {
      formula: '=PEEL.CALLS("101","Jul-22","% answered")',
      shows: 13_385 / 29_816,
      about: '44.9% (slide 23), as a fraction.',
    },
    {
      formula: '=PEEL.CALLS(999,DATE(2022,9,30),"Answered < 10 secs")',
      shows: 20_089,
      about: 'Any date in the month.',
    },
    {
      formula: '=PEEL.CALLS("101","July 2022","not answered",DATE(2022,7,31))',
      shows: 16_431,
      about: 'As at the last day of the month.',
    },
    notThere(
      '=PEEL.CALLS("101","Jul-22","Received",DATE(2022,7,30))',
      'The 101 figures for Jul-22 were not recorded on 30 July 2022',
    ),
    notThere(
      '=PEEL.CALLS("101","Jan-23","Received")',
      'There are no 101 figures for Jan-23 (recorded: Apr-22 to Sep-22)',
    ),
    refused('=PEEL.CALLS("112","Jul-22","Received")', NO_CHANNEL),
    refused(
      '=PEEL.CALLS("101","summer","Received")',
      'month must be a month, such as Jul-22, July 2022 or an Excel date',
    ),
    refused('=PEEL.CALLS("101","Jul-22","Abandoned")', NO_MEASURE),
    badAsAt('PEEL.CALLS("101","Jul-22","Received",'),
  ],
  CALLTOTAL: [
    { formula: '=PEEL.CALLTOTAL("999","Q2 2022/23","Received")', shows: 105_019, about: 'As printed (slide 22).' },
    {
      formula: '=PEEL.CALLTOTAL("999","July to September 2022","% answered")',
      shows: 103_429 / 105_019,
      about: 'From the summed counts, never from averaged percentages.',
    },
    {
      formula: '=PEEL.CALLTOTAL("101","Q2 2022/23","Received",DATE(2022,10,31))',
      shows: 85_758,
      about: 'As at the meeting (slide 23).',
    },
    notThere(
      '=PEEL.CALLTOTAL("101","Q2 2022/23","Received",DATE(2022,9,29))',
      'The 101 figures for Sep-22 were not recorded on 29 September 2022',
    ),
    notThere(
      '=PEEL.CALLTOTAL("101","Q3 2022/23","Received")',
      'There are no 101 figures for Oct-22 (recorded: Apr-22 to Sep-22)',
    ),
    refused('=PEEL.CALLTOTAL("101","Jul-22","Received")', `quarter ${QUARTER}`),
    refused('=PEEL.CALLTOTAL("live chat","Q2 2022/23","Received")', NO_CHANNEL),
    refused('=PEEL.CALLTOTAL("101","Q2 2022/23","Calls lost")', NO_MEASURE),
    badAsAt('PEEL.CALLTOTAL("101","Q2 2022/23","Received",'),
  ],
  CALLCHANGE: [
    { formula: '=PEEL.CALLCHANGE("999","Q2 2022/23")', shows: 10_584, about: 'On the quarter before (slide 22).' },
    {
      formula: '=PEEL.CALLCHANGE("101","Q2 2022/23","Q1 2022/23","percent")',
      shows: -2103 / 87_861,
      about: '-2.4% (slide 23), as a fraction.',
    },
    {
      formula: '=PEEL.CALLCHANGE("999","Q2 2022/23","Q1 2022/23","number",DATE(2022,10,31))',
      shows: 10_584,
      about: 'As at the meeting.',
    },
    notThere(
      '=PEEL.CALLCHANGE("999","Q2 2022/23","Q1 2022/23","number",DATE(2022,6,30))',
      'The 999 figures for Jul-22 were not recorded on 30 June 2022',
    ),
    notThere(
      '=PEEL.CALLCHANGE("999","Q1 2022/23")',
      'There are no 999 figures for Jan-22 (recorded: Apr-22 to Sep-22)',
    ),
    refused('=PEEL.CALLCHANGE("999","Q2 2022/23","Q1 2022/23","points")', 'as must be one of number, percent, %'),
    refused('=PEEL.CALLCHANGE("999","Q2 2022/23","last year")', `previous ${QUARTER}`),
    refused('=PEEL.CALLCHANGE("999","2022")', `quarter ${QUARTER}`),
    refused('=PEEL.CALLCHANGE("112","Q2 2022/23")', NO_CHANNEL),
    badAsAt('PEEL.CALLCHANGE("999","Q2 2022/23","Q1 2022/23","number",'),
  ],
  CALLTABLE: [
    {
      formula: '=PEEL.CALLTABLE("999","Sep-22","Sep-22",TRUE)',
      shows: [
        [
          'Month',
          'Received',
          'Answered',
          '% answered',
          'Answered < 10 secs',
          '% < 10 secs',
          'Not answered',
          '% not answered',
        ],
        ['Sep-22', 31_316, 30_947, 30_947 / 31_316, 20_089, 20_089 / 31_316, 369, 369 / 31_316],
      ],
      about: 'One month of slide 22, with the headings.',
    },
    {
      formula: '=PEEL.CALLTABLE("101","Q2 2022/23","Q2 2022/23",FALSE,DATE(2022,7,31))',
      shows: [['Jul-22', 29_816, 13_385, 13_385 / 29_816, 2669, 2669 / 29_816, 16_431, 16_431 / 29_816]],
      about: 'What was recorded of the quarter by the end of July.',
    },
    notThere(
      '=PEEL.CALLTABLE("101","Jan-23")',
      'There are no 101 figures in these months (recorded: Apr-22 to Sep-22)',
    ),
    refused('=PEEL.CALLTABLE("101","Sep-22","Apr-22")', 'to must be a month that is not before from'),
    refused(
      '=PEEL.CALLTABLE("101","spring")',
      'from must be a month or a quarter, such as Jul-22, an Excel date or Q2 2022/23',
    ),
    refused(
      '=PEEL.CALLTABLE("101","Apr-22","summer")',
      'to must be a month or a quarter, such as Jul-22, an Excel date or Q2 2022/23',
    ),
    refused('=PEEL.CALLTABLE("112","Apr-22")', NO_CHANNEL),
    refused('=PEEL.CALLTABLE("101","Apr-22","Sep-22","maybe")', 'headers must be TRUE or FALSE'),
    badAsAt('PEEL.CALLTABLE("101","Apr-22","Sep-22",TRUE,'),
  ],
  CALLTREND: [
    {
      formula: '=PEEL.CALLTREND("101","Received",3)',
      shows: [[29_816, 28_524, 27_418]],
      about: 'July to September 2022 (slide 23), oldest first.',
    },
    {
      formula: '=PEEL.CALLTREND("999","Answered",2,DATE(2022,8,31))',
      shows: [[37_261, 35_221]],
      about: 'The last two months by the end of August (slide 22).',
    },
    notThere('=PEEL.CALLTREND("999","Received",3,DATE(2022,4,29))', 'No 999 figures were recorded on 29 April 2022'),
    refused('=PEEL.CALLTREND("101","Received",-1)', 'months must be a whole number from 1 to 120'),
    refused('=PEEL.CALLTREND("112","Received")', NO_CHANNEL),
    refused('=PEEL.CALLTREND("101","Speed")', NO_MEASURE),
    badAsAt('PEEL.CALLTREND("101","Received",3,'),
  ],
  CONTACTS: [
    { formula: '=PEEL.CONTACTS("Live chat","Q1 2022/23")', shows: 13_431, about: 'As printed (slide 23).' },
    { formula: '=PEEL.CONTACTS("live chat","July to September 2022",DATE(2022,10,31))', shows: 20_352 },
    notThere(
      '=PEEL.CONTACTS("Live chat","Q2 2022/23",DATE(2022,9,29))',
      'No Live chat figure for Q2 2022/23 was recorded on 29 September 2022 (recorded: Q1 2022/23)',
    ),
    notThere(
      '=PEEL.CONTACTS("Live chat","Q3 2022/23")',
      'No Live chat figure for Q3 2022/23 is recorded (recorded: Q1 2022/23, Q2 2022/23)',
    ),
    refused('=PEEL.CONTACTS("999","Q1 2022/23")', 'channel must be Live chat'),
    refused('=PEEL.CONTACTS("Live chat","2022")', `quarter ${QUARTER}`),
    badAsAt('PEEL.CONTACTS("Live chat","Q1 2022/23",'),
  ],
};
