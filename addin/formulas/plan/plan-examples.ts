import { badAsAt, notThere, refused } from '../example-errors.ts';
import type { FormulaExample } from '../formula-example.ts';

type PlanFormula = 'AFICOUNT' | 'PLAN' | 'PLANCHANGES';

/** The AFIs in the report of 28 April 2022. */
const REPORT_WORDINGS = [
  'The force needs to improve the capacity and capability of its response teams',
  'The force is failing to properly resource the teams that investigate domestic abuse',
  'The force needs to review how it allocates resources to ensure it can meet demand',
  'The force needs to improve how it collects information about the diversity of crime victims and use this to ensure it serves different communities equally',
  'The force should improve the way it assesses public satisfaction with the service it provides',
  'The force needs to ensure that neighbourhood policing officers have access to structured training',
  'The force needs to make sure that repeat callers and callers who are vulnerable are routinely identified',
  'The force needs to make sure that call takers give appropriate advice on the preservation of evidence and crime prevention',
  'The force needs to better manage its response to incidents',
  'The force needs to make sure that crimes are allocated and investigated in a timely manner',
  'Investigation plans should be created where applicable and properly supervised',
  'The force needs to take every opportunity to pursue offenders when victims disengage',
  'The force needs to make sure the needs of all victims are assessed so they can be supported',
  'The force needs to improve how it records why victims withdraw their support for investigations',
  'The force should make sure that orders protecting victims of domestic abuse are considered in all appropriate cases',
  'The force should maintain and improve the wellbeing of staff involved in protecting vulnerable people',
  'The force needs to review its policy for people released on bail and while under investigation',
  'The force needs to review whether its operating model is hampering its ability to effectively manage registered sex offenders',
  'The force should review its digital capability and capacity to effectively target online child abuse',
];
const PUBLISHED_ON = 44_679;

const WRONG_STATUS =
  'status must be one of Not started, In progress, Force complete, Submitted to HMICFRS, Discharged, Returned, Not recorded';
const WRONG_AREA =
  'area must be one of Counter corruption and vetting, Developing a positive workplace, Good use of resources, Investigating crime, Managing offenders, Preventing crime, Protecting vulnerable people, Recording data about crime, Responding to the public, Serious and organised crime, Treatment of the public, Victim Service Assessment';
const DAY_OR_BOARD =
  'a date, such as 31 October 2022, or a board whose last meeting is meant: Crime Management and Investigative Quality Board, Force Improvement Board, PEEL meetings with the HMICFRS Force Liaison Lead, PEEL Oversight Board, Performance and Delivery Board, Kent and Medway Police and Crime Panel, Victim Justice Board';

export const PLAN_EXAMPLES: Readonly<Record<PlanFormula, readonly FormulaExample[]>> = {
  AFICOUNT: [
    { formula: '=PEEL.AFICOUNT()', shows: 19, about: 'The AFIs of the plan.' },
    { formula: '=PEEL.AFICOUNT("In progress")', shows: 19, about: 'All of them in the documents’ time.' },
    { formula: '=PEEL.AFICOUNT(,"Investigation")', shows: 6, about: 'An area by another of its names.' },
    { formula: '=PEEL.AFICOUNT("In progress",,DATE(2022,10,30))', shows: 0, about: 'The day before the meeting.' },
    { formula: '=PEEL.AFICOUNT("Not recorded","Managing offenders",DATE(2022,4,28))', shows: 3 },
    refused('=PEEL.AFICOUNT("Done")', WRONG_STATUS),
    refused('=PEEL.AFICOUNT(,"Catering")', WRONG_AREA),
    badAsAt('PEEL.AFICOUNT(,,'),
    notThere('=PEEL.AFICOUNT(,,DATE(2022,4,27))', 'The plan was published on 28 April 2022'),
  ],
  PLAN: [
    {
      formula: '=PEEL.PLAN(,"Victim Service Assessment",TRUE,DATE(2022,10,31))',
      shows: [
        [
          'AFI',
          'Area for improvement',
          'Status',
          'RAG',
          'Due',
          'First promised',
          'Slip (days)',
          'Inspection area',
          'Grade',
          'Lead',
          'Board',
        ],
        [
          4,
          'The force needs to improve how it collects information about the diversity of crime victims and use this to ensure it serves different communities equally',
          'In progress',
          'On track',
          45_077,
          45_077,
          0,
          'Victim Service Assessment',
          'Not graded',
          'Strategic Planning',
          'Force Improvement Board',
        ],
      ],
      about:
        'AFI 4 on the day of the meeting (slide 7); without an area it is all nineteen. The lead is the preview’s example.',
    },
    {
      formula: '=PEEL.PLAN("Not recorded","Victim Service Assessment",,DATE(2022,10,30))',
      shows: [
        [
          4,
          'The force needs to improve how it collects information about the diversity of crime victims and use this to ensure it serves different communities equally',
          'Not recorded',
          'Not recorded',
          '',
          '',
          '',
          'Victim Service Assessment',
          'Not graded',
          'Strategic Planning',
          'Not recorded',
        ],
      ],
      about: 'The same AFI the day before, without status and dates.',
    },
    notThere(
      '=PEEL.PLAN("Discharged",,,DATE(2022,10,31))',
      'There is no AFI with status Discharged as at 31 October 2022 (recorded: In progress)',
    ),
    notThere('=PEEL.PLAN(,"SOC")', 'There is no AFI in Serious and organised crime'),
    refused('=PEEL.PLAN("Done")', WRONG_STATUS),
    refused('=PEEL.PLAN(,"Catering")', WRONG_AREA),
    refused('=PEEL.PLAN(,,"maybe")', 'headers must be TRUE or FALSE'),
    badAsAt('PEEL.PLAN(,,,'),
    notThere('=PEEL.PLAN(,,,DATE(2022,4,27))', 'The plan was published on 28 April 2022'),
  ],
  PLANCHANGES: [
    {
      formula: '=PEEL.PLANCHANGES(DATE(2022,4,27),DATE(2022,10,30))',
      shows: [
        ['AFI', 'What changed', 'Before', 'After', 'Effective on'],
        ...REPORT_WORDINGS.map((wording, index) => [index + 1, 'In the plan', 'No', wording, PUBLISHED_ON]),
      ],
      about:
        'The AFIs that came with the report. From 30 to 31 October it tells of each status, date, board and wording.',
    },
    notThere(
      '=PEEL.PLANCHANGES("Oversight Board",DATE(2022,10,27))',
      'Nothing in the plan changed between 25 August 2022 and 27 October 2022',
    ),
    notThere(
      '=PEEL.PLANCHANGES("Oversight Board",DATE(2022,8,25))',
      'There is no meeting of PEEL Oversight Board before 25 August 2022 (recorded: 25 August 2022, 27 October 2022)',
    ),
    notThere('=PEEL.PLANCHANGES(DATE(2022,4,1),DATE(2022,4,27))', 'The plan was published on 28 April 2022'),
    refused(
      '=PEEL.PLANCHANGES(DATE(2022,10,31),DATE(2022,10,30))',
      'from must be a day that is not after 30 October 2022',
    ),
    refused('=PEEL.PLANCHANGES("yesterday")', `from must be ${DAY_OR_BOARD}`),
    refused('=PEEL.PLANCHANGES(DATE(2022,10,31),"Board")', `to must be ${DAY_OR_BOARD}`),
  ],
};
