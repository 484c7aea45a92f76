import { badAsAt, notThere, refused } from '../example-errors.ts';
import type { FormulaExample } from '../formula-example.ts';

const NO_NAME = 'name must be the name of a measure, or a part of it that no other has';
const PLANS = 'Cases with a clear investigation plan (meeting notes)';
const NOT_ONE = `name must be the name of one measure; "investigation plan" is in ${PLANS}; Investigation plan outlined by the supervisor (audit)`;
const UNKNOWN = 'There is no measure "burglary detections" (near it: Charges for burglary (panel minutes))';

/** The evidence measures of the inspection report, the meeting notes and the papers. */
export const MEASURES_EXAMPLES: Readonly<Record<'MEASURE' | 'MEASURETREND', readonly FormulaExample[]>> = {
  MEASURE: [
    {
      formula: '=PEEL.MEASURE("clear investigation plan")',
      shows: 0.81,
      about: 'The latest reading, June 2022, 81% (meeting notes, AFIs 10 to 12).',
    },
    {
      formula: '=PEEL.MEASURE("Evidence-led prosecution properly considered (meeting notes)","June 2022")',
      shows: 0.484,
      about: '48.4%, as a fraction.',
    },
    {
      formula: '=PEEL.MEASURE("measure/response-time-notes","to September 2021")',
      shows: 1233,
      about: 'By its id: 20 minutes 33 seconds, in seconds.',
    },
    {
      formula: '=PEEL.MEASURE("six-month review point",DATE(2022,8,1),DATE(2022,10,31))',
      shows: 655,
      about: 'The reading of a month, as at the meeting.',
    },
    notThere(
      '=PEEL.MEASURE("clear investigation plan","July 2022")',
      `There is no reading of "${PLANS}" for July 2022 (recorded: November 2021, June 2022)`,
    ),
    notThere(
      '=PEEL.MEASURE("clear investigation plan","June 2022",DATE(2021,11,29))',
      `No reading of "${PLANS}" was recorded on 29 November 2021`,
    ),
    refused('=PEEL.MEASURE("investigation plan")', NOT_ONE),
    notThere('=PEEL.MEASURE("burglary detections")', UNKNOWN),
    refused('=PEEL.MEASURE("clear investigation plan","at first")', 'period must be one of November 2021, June 2022'),
    refused(
      '=PEEL.MEASURE("Rape conviction rate","to March 2017")',
      'period must be that of one reading: April 2016 to March 2017, October 2016 to March 2017, January to March 2017',
    ),
    refused('=PEEL.MEASURE("")', NO_NAME),
    badAsAt('PEEL.MEASURE("clear investigation plan","June 2022",'),
  ],
  MEASURETREND: [
    {
      formula: '=PEEL.MEASURETREND("clear investigation plan")',
      shows: [
        ['November 2021', 0.2, 'about'],
        ['June 2022', 0.81, ''],
      ],
      about: 'Period, value and the source’s qualifier (meeting notes, AFIs 10 to 12).',
    },
    {
      formula: '=PEEL.MEASURETREND("clear investigation plan",DATE(2022,6,29))',
      shows: [['November 2021', 0.2, 'about']],
      about: 'Before the reading of June 2022.',
    },
    notThere(
      '=PEEL.MEASURETREND("clear investigation plan",DATE(2021,11,29))',
      `No reading of "${PLANS}" was recorded on 29 November 2021`,
    ),
    refused('=PEEL.MEASURETREND("investigation plan")', NOT_ONE),
    notThere('=PEEL.MEASURETREND("burglary detections")', UNKNOWN),
    refused('=PEEL.MEASURETREND("")', NO_NAME),
    badAsAt('PEEL.MEASURETREND("clear investigation plan",'),
  ],
};
