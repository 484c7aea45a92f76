import { badAsAt, notThere, refused } from '../example-errors.ts';
import type { FormulaExample } from '../formula-example.ts';

type MeetingsFormula = 'MEETINGACTIONS' | 'MEETINGS';

const WRONG_BOARD =
  "board must be one board's name, or words that only one has: Crime Management and Investigative Quality Board, Force Improvement Board, PEEL meetings with the HMICFRS Force Liaison Lead, PEEL Oversight Board, Performance and Delivery Board, Kent and Medway Police and Crime Panel, Victim Justice Board";
const OVERSIGHT = 'PEEL Oversight Board';
const DELIVERY = 'Performance and Delivery Board';
const BORDERS = 'Report on borders and migrants, and on the part Kent Police plays in supporting Border Force.';
const CONTROL_ROOM =
  "Report on the assessment of the Force Control Room's demand and resources, and on whether 999 calls are handled as efficiently and effectively as they can be.";
/** 1 December 2021 and 8 June 2022. */
const RAISED_ON = [44_531, 44_720] as const;

export const MEETINGS_EXAMPLES: Readonly<Record<MeetingsFormula, readonly FormulaExample[]>> = {
  MEETINGACTIONS: [
    {
      formula: '=PEEL.MEETINGACTIONS("Performance & Delivery Board","Discharged",TRUE)',
      shows: [
        ['Raised on', 'Board', 'Action', 'Given to', 'State', 'Due', 'Outcome', 'AFIs'],
        [
          RAISED_ON[0],
          DELIVERY,
          BORDERS,
          'Kent Police',
          'Discharged',
          '',
          'A spoken update had been due at the September meeting, which was cancelled; a written briefing was received instead. Said at the meeting of 31 October 2022.',
          '',
        ],
        [
          RAISED_ON[1],
          DELIVERY,
          CONTROL_ROOM,
          'Kent Police',
          'Discharged',
          '',
          'Answered in paragraph 7.5 of the Making Kent Safer paper, written for the cancelled September meeting and published by the commissioner. Said at the meeting of 31 October 2022.',
          '',
        ],
      ],
      about: 'The two actions that were discharged on 31 October 2022 (meeting notes, section 2).',
    },
    {
      formula: '=PEEL.MEETINGACTIONS("Performance and Delivery Board",,,DATE(2022,10,30))',
      shows: [
        [RAISED_ON[0], DELIVERY, BORDERS, 'Kent Police', 'Open', '', '', ''],
        [RAISED_ON[1], DELIVERY, CONTROL_ROOM, 'Kent Police', 'Open', '', '', ''],
      ],
      about: 'The day before, they were open.',
    },
    notThere(
      '=PEEL.MEETINGACTIONS("Performance and Delivery Board","Discharged",,DATE(2022,10,30))',
      'No action of Performance and Delivery Board in state Discharged is recorded as at 30 October 2022 (recorded: Open)',
    ),
    notThere('=PEEL.MEETINGACTIONS("Force Improvement Board")', 'No action of Force Improvement Board is recorded'),
    refused('=PEEL.MEETINGACTIONS("Board")', WRONG_BOARD),
    refused('=PEEL.MEETINGACTIONS(,"Lost")', 'state must be one of Open, Complete, Discharged, Not stated'),
    refused('=PEEL.MEETINGACTIONS(,,"maybe")', 'headers must be TRUE or FALSE'),
    badAsAt('PEEL.MEETINGACTIONS(,,,'),
    notThere('=PEEL.MEETINGACTIONS(,,,DATE(2021,11,30))', 'No action is recorded as at 30 November 2021'),
  ],
  MEETINGS: [
    {
      formula: '=PEEL.MEETINGS("Oversight Board",TRUE)',
      shows: [
        ['Date', 'Board', 'Meeting', 'Venue', 'Questions asked', 'Actions raised'],
        [44_798, OVERSIGHT, 'Extraordinary PEEL Oversight Board, 25 August 2022', '', 0, 0],
        [44_861, OVERSIGHT, 'Extraordinary PEEL Oversight Board, 27 October 2022', '', 0, 0],
      ],
      about: 'A board by words of its name (meeting notes, slide 4).',
    },
    {
      formula: '=PEEL.MEETINGS("Oversight Board",,DATE(2022,8,31))',
      shows: [[44_798, OVERSIGHT, 'Extraordinary PEEL Oversight Board, 25 August 2022', '', 0, 0]],
      about: 'What was recorded by the end of August 2022.',
    },
    notThere(
      '=PEEL.MEETINGS("Force Improvement Board",,DATE(2022,10,31))',
      'No meeting of Force Improvement Board is recorded as at 31 October 2022 (recorded: Kent and Medway Police and Crime Panel, PEEL Oversight Board, Performance and Delivery Board)',
    ),
    refused('=PEEL.MEETINGS("PEEL")', WRONG_BOARD),
    refused('=PEEL.MEETINGS(,"maybe")', 'headers must be TRUE or FALSE'),
    badAsAt('PEEL.MEETINGS(,,'),
    notThere('=PEEL.MEETINGS(,,DATE(2017,6,6))', 'No meeting is recorded as at 6 June 2017'),
  ],
};
