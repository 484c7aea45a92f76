import { badAsAt, notThere, refused } from '../example-errors.ts';
import type { FormulaExample } from '../formula-example.ts';

type AfiFormula =
  | 'AFIACTIONS'
  | 'AFIAREA'
  | 'AFIBASELINE'
  | 'AFIBOARD'
  | 'AFICARD'
  | 'AFIDUE'
  | 'AFIGRADE'
  | 'AFIGROUP'
  | 'AFIMEASURES'
  | 'AFIOWNER'
  | 'AFIRAG'
  | 'AFISLIP'
  | 'AFISTATUS'
  | 'AFITITLE';

const TITLE = 'The force needs to make sure that repeat callers and those that are vulnerable are routinely identified';
const REPORT_TITLE =
  'The force needs to make sure that repeat callers and callers who are vulnerable are routinely identified';
const BEFORE_THE_MEETING = 'DATE(2022,10,30)';
/** The last day of December 2022, and the day of the meeting. */
const DECEMBER = 44_926;
const PRESENTED_ON = 44_865;

const ACTIONS_OF_AFI_4 = [
  [
    'A working group has been established to ensure early considerations are identified to operationalise the collation of protected characteristics',
    'Taken or ongoing',
    PRESENTED_ON,
  ],
  [
    'The force continues to work with the NPCC in the production of a nationally agreed position on recording protected characteristics across police systems',
    'Taken or ongoing',
    PRESENTED_ON,
  ],
];

/** What every function over one AFI says to a wrong number. */
const numberErrors = (name: AfiFormula): FormulaExample[] => [
  notThere(`=PEEL.${name}(42)`, 'There is no AFI 42 in the 2021/22 plan (1 to 19)'),
  refused(`=PEEL.${name}("seven")`, "number must be an AFI's number, such as 7"),
];

/** The same, and what it says to a wrong day; `between` are the commas of arguments that are left out. */
const errorsOf = (name: AfiFormula, between = ''): FormulaExample[] => [
  ...numberErrors(name),
  badAsAt(`PEEL.${name}(7,${between}`),
  notThere(`=PEEL.${name}(7,${between}DATE(2022,4,27))`, 'AFI 7 was published on 28 April 2022'),
];

export const AFI_EXAMPLES: Readonly<Record<AfiFormula, readonly FormulaExample[]>> = {
  AFIACTIONS: [
    {
      formula: '=PEEL.AFIACTIONS(4,,TRUE)',
      shows: [['Action', 'State', 'Reported on'], ...ACTIONS_OF_AFI_4],
      about: 'The actions of AFI 4 with a heading (slide 7).',
    },
    {
      formula: '=PEEL.AFIACTIONS(4,"Taken or ongoing",FALSE,DATE(2022,10,31))',
      shows: ACTIONS_OF_AFI_4,
      about: 'The same on the day of the meeting, in one state.',
    },
    notThere(`=PEEL.AFIACTIONS(4,,,${BEFORE_THE_MEETING})`, 'No action is recorded for AFI 4 as at 30 October 2022'),
    notThere('=PEEL.AFIACTIONS(7,"Complete")', 'No action in state Complete is recorded for AFI 7'),
    refused('=PEEL.AFIACTIONS(7,"Lost")', 'state must be one of Taken or ongoing, Ongoing, Complete'),
    refused('=PEEL.AFIACTIONS(7,,"maybe")', 'headers must be TRUE or FALSE'),
    ...errorsOf('AFIACTIONS', ',,'),
  ],
  AFIAREA: [
    { formula: '=PEEL.AFIAREA(7)', shows: 'Responding to the public', about: 'The area of AFI 7 (slide 10).' },
    {
      formula: '=PEEL.AFIAREA(4,DATE(2022,10,31))',
      shows: 'Victim Service Assessment',
      about: 'AFI 4 stands under an area that is not graded (slide 7).',
    },
    ...errorsOf('AFIAREA'),
  ],
  AFIBASELINE: [
    { formula: '=PEEL.AFIBASELINE(7)', shows: DECEMBER, about: 'Promised for December 2022 (slide 10).' },
    { formula: '=PEEL.AFIBASELINE("AFI 15",DATE(2022,10,31))', shows: 44_895, about: 'November 2022 (slide 17).' },
    notThere(
      `=PEEL.AFIBASELINE(7,${BEFORE_THE_MEETING})`,
      'No first promised completion is recorded for AFI 7 as at 30 October 2022',
    ),
    ...errorsOf('AFIBASELINE'),
  ],
  AFIBOARD: [
    {
      formula: '=PEEL.AFIBOARD(7)',
      shows: 'Force Improvement Board',
      about: 'It oversees all nineteen AFIs (panel pack of 6 December 2022, paragraph 11).',
    },
    { formula: `=PEEL.AFIBOARD(7,${BEFORE_THE_MEETING})`, shows: 'Not recorded' },
    ...errorsOf('AFIBOARD'),
  ],
  AFICARD: [
    {
      formula: '=PEEL.AFICARD(7)',
      shows: TITLE,
      about: 'The card opens from the cell; where Excel knows no cards the title stands as text.',
    },
    ...numberErrors('AFICARD'),
  ],
  AFIDUE: [
    { formula: '=PEEL.AFIDUE(7)', shows: DECEMBER, about: 'The last day of December 2022 (slide 10).' },
    { formula: '=PEEL.AFIDUE(8,DATE(2022,10,31))', shows: 45_291, about: 'December 2023 (slide 11).' },
    notThere(
      `=PEEL.AFIDUE(7,${BEFORE_THE_MEETING})`,
      'No expected completion is recorded for AFI 7 as at 30 October 2022',
    ),
    ...errorsOf('AFIDUE'),
  ],
  AFIGRADE: [
    { formula: '=PEEL.AFIGRADE(7)', shows: 'Requires improvement', about: 'Responding to the public (slide 2).' },
    { formula: '=PEEL.AFIGRADE(4,DATE(2022,10,31))', shows: 'Not graded', about: 'Its area has no grade.' },
    ...errorsOf('AFIGRADE'),
  ],
  AFIGROUP: [
    { formula: '=PEEL.AFIGROUP(10)', shows: [[10], [11], [12]], about: 'Handled together (slide 13).' },
    { formula: '=PEEL.AFIGROUP(7,DATE(2022,10,31))', shows: [[7]], about: 'Handled alone (slide 10).' },
    ...errorsOf('AFIGROUP'),
  ],
  AFIMEASURES: [
    {
      formula: '=PEEL.AFIMEASURES(13,TRUE)',
      shows: [
        ['Measure', 'First value', 'Latest value', 'Change (percentages: in points)'],
        ['Victim needs assessments completed (meeting notes)', 0.488, 0.601, 11.3],
        ['Victim needs assessments completed', 0.2, 0.2, ''],
      ],
      about: '48.8% in June and 60.1% in September 2022 (meeting notes); less than a fifth at the inspection.',
    },
    {
      formula: '=PEEL.AFIMEASURES(13,,DATE(2022,8,31))',
      shows: [
        ['Victim needs assessments completed (meeting notes)', 0.488, 0.488, ''],
        ['Victim needs assessments completed', 0.2, 0.2, ''],
      ],
      about: 'Before September was measured.',
    },
    notThere('=PEEL.AFIMEASURES(8)', 'No evidence measure is recorded for AFI 8'),
    refused('=PEEL.AFIMEASURES(7,"maybe")', 'headers must be TRUE or FALSE'),
    ...errorsOf('AFIMEASURES', ','),
  ],
  AFIOWNER: [
    {
      formula: '=PEEL.AFIOWNER(7)',
      shows: 'Force Control and Incident Room',
      about: 'The preview’s example of a lead office: the documents name no owner.',
    },
    { formula: '=PEEL.AFIOWNER(2,DATE(2022,10,31))', shows: 'Crime Command' },
    ...errorsOf('AFIOWNER'),
  ],
  AFIRAG: [
    { formula: '=PEEL.AFIRAG(7,DATE(2022,10,31))', shows: 'On track', about: 'Due two months later (slide 10).' },
    { formula: '=PEEL.AFIRAG(7,DATE(2022,12,1))', shows: 'At risk', about: 'Due within 31 days.' },
    {
      formula: '=PEEL.AFIRAG(15,DATE(2022,12,6))',
      shows: 'Overdue',
      about: 'Due in November 2022 (slide 17). Seen from today, every AFI of 2022 that was not completed is.',
    },
    { formula: `=PEEL.AFIRAG(7,${BEFORE_THE_MEETING})`, shows: 'Not recorded' },
    ...errorsOf('AFIRAG'),
  ],
  AFISLIP: [
    { formula: '=PEEL.AFISLIP(7)', shows: 0, about: 'Still expected when it was first promised (slide 10).' },
    { formula: '=PEEL.AFISLIP(7,DATE(2022,10,31))', shows: 0 },
    notThere(
      `=PEEL.AFISLIP(7,${BEFORE_THE_MEETING})`,
      'AFI 7 has no first promised or no expected completion as at 30 October 2022',
    ),
    ...errorsOf('AFISLIP'),
  ],
  AFISTATUS: [
    { formula: '=PEEL.AFISTATUS(7)', shows: 'In progress', about: 'How AFI 7 stands (slide 10).' },
    { formula: '=PEEL.AFISTATUS(7,DATE(2022,10,31))', shows: 'In progress', about: 'On the day of the meeting.' },
    {
      formula: `=PEEL.AFISTATUS(7,${BEFORE_THE_MEETING})`,
      shows: 'Not recorded',
      about: 'No document states a status before the meeting.',
    },
    ...errorsOf('AFISTATUS'),
  ],
  AFITITLE: [
    { formula: '=PEEL.AFITITLE(7)', shows: TITLE, about: 'The plan’s wording (slide 10).' },
    {
      formula: `=PEEL.AFITITLE(7,${BEFORE_THE_MEETING})`,
      shows: REPORT_TITLE,
      about: 'The report’s wording, before the plan had its own.',
    },
    ...errorsOf('AFITITLE'),
  ],
};
