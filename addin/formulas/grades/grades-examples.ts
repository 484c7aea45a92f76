import { badAsAt, notThere, refused } from '../example-errors.ts';
import type { FormulaExample } from '../formula-example.ts';

type GradesFormula = 'GRADE' | 'GRADES';

const GRADES: readonly (readonly [string, string, string, number])[] = [
  ['Recording data about crime', 'Outstanding', '', 0],
  ['Developing a positive workplace', 'Good', '', 0],
  ['Good use of resources', 'Good', '', 1],
  ['Preventing crime', 'Good', '', 1],
  ['Treatment of the public', 'Good', '', 1],
  ['Protecting vulnerable people', 'Adequate', '', 2],
  ['Investigating crime', 'Requires improvement', '', 6],
  ['Managing offenders', 'Requires improvement', '', 3],
  ['Responding to the public', 'Requires improvement', '', 4],
  ['Victim Service Assessment', 'Not graded', '', 1],
];
const PENDING = ['Counter corruption and vetting', 'Serious and organised crime'];

export const GRADES_EXAMPLES: Readonly<Record<GradesFormula, readonly FormulaExample[]>> = {
  GRADE: [
    { formula: '=PEEL.GRADE("Responding to the public")', shows: 'Requires improvement', about: 'Slide 2.' },
    { formula: '=PEEL.GRADE("Crime data integrity")', shows: 'Outstanding', about: 'An area by the report’s name.' },
    { formula: '=PEEL.GRADE("SOC",DATE(2022,10,31))', shows: 'Pending', about: 'Expected in December 2022 (slide 2).' },
    refused(
      '=PEEL.GRADE("Catering")',
      'area must be one of Counter corruption and vetting, Developing a positive workplace, Good use of resources, Investigating crime, Managing offenders, Preventing crime, Protecting vulnerable people, Recording data about crime, Responding to the public, Serious and organised crime, Treatment of the public, Victim Service Assessment',
    ),
    badAsAt('PEEL.GRADE("SOC",'),
    notThere(
      '=PEEL.GRADE("SOC",DATE(2022,4,27))',
      'The report was published on 28 April 2022; ask for that day or later',
    ),
  ],
  GRADES: [
    {
      formula: '=PEEL.GRADES(TRUE)',
      shows: [
        ['Inspection area', 'Grade', 'Grade expected', 'AFIs'],
        ...GRADES,
        ...PENDING.map((area) => [area, 'Pending', 'December 2022', 0]),
      ],
      about: 'The grade table of slide 2, the areas without a grade, and how many AFIs stand under each.',
    },
    {
      formula: '=PEEL.GRADES(,DATE(2022,4,28))',
      shows: [...GRADES, ...PENDING.map((area) => [area, 'Pending', '', 0])],
      about: 'On the day of the report, before it was said when the pending grades were expected.',
    },
    refused('=PEEL.GRADES("maybe")', 'headers must be TRUE or FALSE'),
    badAsAt('PEEL.GRADES(,'),
    notThere('=PEEL.GRADES(,DATE(2022,4,27))', 'The report with the grades was published on 28 April 2022'),
  ],
};
