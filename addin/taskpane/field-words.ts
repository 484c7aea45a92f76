/** What the pane calls a field where its own name, taken apart, does not say it well. */
const WORDS: Readonly<Record<string, string>> = {
  'signOff.by': 'Signed off by',
  'signOff.on': 'Signed off on',
  signOff: 'Sign-off',
  effectiveOn: 'In effect from',
  answeredUnder10s: 'Answered < 10 secs',
  owningOffice: 'Office',
  planWording: 'Wording in the plan',
  reportWording: 'Wording in the report',
  reportSection: 'Section of the report',
  reportReasons: 'Reasons in the report',
  qualifyingWords: 'HMICFRS’s words',
  baseline: 'First promised',
  afis: 'AFIs',
  suspectInterviewedRatePercent: 'Suspect interviewed rate, %',
  chargeRatePercent: 'Charge rate, %',
  better: 'Better when',
  gradeSource: 'Source of the grade',
  plusOrMinus: 'Plus or minus',
  provenance: 'Source',
};

/** A field's name as the pane shows it: `leadOffice` is "Lead office". */
export function fieldLabel(path: string): string {
  const apart = path.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
  return WORDS[path] ?? `${apart.charAt(0).toUpperCase()}${apart.slice(1)}`;
}
