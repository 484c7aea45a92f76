import { badAsAt, notThere, refused } from '../example-errors.ts';
import type { FormulaExample } from '../formula-example.ts';

const NO_CATEGORY = 'category must be one of Force, DA, Non-DA, Rape, Other sexual';
const NO_MEASURE = 'measure must be one of Recorded, Suspect interviewed rate, Charge rate';
const PERIOD = 'must be the month with which a rolling quarter ends, such as Sep-22, an Excel date or Q2 2022/23';
const NO_PERIOD = `period ${PERIOD}`;
const NOT_YET = 'The DA figures for the rolling quarter to Sep-22 were not recorded on 30 October 2022';

/** Violence against women and girls, with the figures of slide 24. */
export const VAWG_EXAMPLES: Readonly<Record<'VAWG' | 'VAWGCHANGE' | 'VAWGTABLE', readonly FormulaExample[]>> = {
  VAWG: [
    {
      formula: '=PEEL.VAWG("DA","Recorded","Sep-22")',
      shows: 6461,
      about: 'The rolling quarter to September 2022 (slide 24).',
    },
    {
      formula: '=PEEL.VAWG("domestic abuse","suspect interviewed rate","Q2 2022/23")',
      shows: 0.335,
      about: '33.5% (slide 24): the quarter has the same months.',
    },
    {
      formula: '=PEEL.VAWG("Force","charge rate",DATE(2021,9,30),DATE(2022,10,31))',
      shows: 0.044,
      about: 'As it was known at the meeting.',
    },
    notThere('=PEEL.VAWG("DA","Recorded","Sep-22",DATE(2022,10,30))', NOT_YET),
    notThere(
      '=PEEL.VAWG("DA","Recorded","Dec-22")',
      'There are no DA figures for the rolling quarter to Dec-22 (recorded: Sep-21, Sep-22)',
    ),
    refused('=PEEL.VAWG("Robbery","Recorded","Sep-22")', NO_CATEGORY),
    refused('=PEEL.VAWG("DA","Outcome 16","Sep-22")', NO_MEASURE),
    refused('=PEEL.VAWG("DA","Recorded","summer")', NO_PERIOD),
    badAsAt('PEEL.VAWG("DA","Recorded","Sep-22",'),
  ],
  VAWGCHANGE: [
    {
      formula: '=PEEL.VAWGCHANGE("Force","Recorded","Sep-22")',
      shows: -1182 / 12_981,
      about: 'The % change on the year before, -9.1% (slide 24), as a fraction.',
    },
    {
      formula: '=PEEL.VAWGCHANGE("Force","Suspect interviewed rate","Sep-22")',
      shows: -5.4,
      about: 'Percentage points, from 29.7% to 24.3% (slide 24): not a % change.',
    },
    {
      formula: '=PEEL.VAWGCHANGE("Rape","charge rate","to Sep 2022","Sep-21",DATE(2022,10,31))',
      shows: 2.1,
      about: 'Percentage points, as at the meeting.',
    },
    notThere('=PEEL.VAWGCHANGE("DA","Recorded","Sep-22","Sep-21",DATE(2022,10,30))', NOT_YET),
    notThere(
      '=PEEL.VAWGCHANGE("DA","Recorded","Sep-21")',
      'There are no DA figures for the rolling quarter to Sep-20 (recorded: Sep-21, Sep-22)',
    ),
    refused('=PEEL.VAWGCHANGE("DA","Recorded","Sep-21","Sep-22")', 'previous must be a rolling quarter before period'),
    refused('=PEEL.VAWGCHANGE("DA","Recorded","Sep-22","last year")', `previous ${PERIOD}`),
    refused('=PEEL.VAWGCHANGE("Robbery","Recorded","Sep-22")', NO_CATEGORY),
    refused('=PEEL.VAWGCHANGE("DA","% change","Sep-22")', NO_MEASURE),
    refused('=PEEL.VAWGCHANGE("DA","Recorded","summer")', NO_PERIOD),
    badAsAt('PEEL.VAWGCHANGE("DA","Recorded","Sep-22","Sep-21",'),
  ],
  VAWGTABLE: [
    {
      formula: '=PEEL.VAWGTABLE("Sep-22",TRUE)',
      shows: [
        [
          'Category',
          'Recorded Sep-22',
          'Recorded Sep-21',
          'Recorded, number change',
          'Recorded, % change',
          'Suspect interviewed rate Sep-22',
          'Suspect interviewed rate Sep-21',
          'Suspect interviewed rate, pp change',
          'Charge rate Sep-22',
          'Charge rate Sep-21',
          'Charge rate, pp change',
          'Immature rates',
        ],
        ['Force', 11_799, 12_981, -1182, -1182 / 12_981, 0.243, 0.297, -5.4, 0.05, 0.044, 0.6, 'Sep-22'],
        ['DA', 6461, 7047, -586, -586 / 7047, 0.335, 0.4, -6.5, 0.066, 0.055, 1.1, 'Sep-22'],
        ['Non-DA', 5338, 5934, -596, -596 / 5934, 0.132, 0.175, -4.3, 0.03, 0.031, -0.1, 'Sep-22'],
        ['Rape', 479, 483, -4, -4 / 483, 0.395, 0.518, -12.3, 0.048, 0.027, 2.1, 'Sep-22'],
        ['Other sexual', 714, 726, -12, -12 / 726, 0.23, 0.328, -9.8, 0.05, 0.061, -1.1, 'Sep-22'],
      ],
      about: 'The three tables of slide 24; pp is percentage points; immature rates rise as outcomes come in.',
    },
    {
      formula: '=PEEL.VAWGTABLE("Sep-21",FALSE,DATE(2022,10,31))',
      shows: [
        ['Force', 12_981, '', '', '', 0.297, '', '', 0.044, '', '', ''],
        ['DA', 7047, '', '', '', 0.4, '', '', 0.055, '', '', ''],
        ['Non-DA', 5934, '', '', '', 0.175, '', '', 0.031, '', '', ''],
        ['Rape', 483, '', '', '', 0.518, '', '', 0.027, '', '', ''],
        ['Other sexual', 726, '', '', '', 0.328, '', '', 0.061, '', '', ''],
      ],
      about: 'Blank where the year before is not recorded.',
    },
    notThere(
      '=PEEL.VAWGTABLE("Sep-22",TRUE,DATE(2022,10,30))',
      'The VAWG figures for the rolling quarter to Sep-22 were not recorded on 30 October 2022',
    ),
    notThere(
      '=PEEL.VAWGTABLE("Dec-22")',
      'There are no VAWG figures for the rolling quarter to Dec-22 (recorded: Sep-21, Sep-22)',
    ),
    refused('=PEEL.VAWGTABLE("summer")', NO_PERIOD),
    refused('=PEEL.VAWGTABLE("Sep-22","maybe")', 'headers must be TRUE or FALSE'),
    badAsAt('PEEL.VAWGTABLE("Sep-22",TRUE,'),
  ],
};
