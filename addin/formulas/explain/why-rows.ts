import { londonTime } from '../../../shared/domain/london-time.ts';
import type { LastEdit, ReplicaReader } from '../../replica/replica-port.ts';
import { editorOf } from '../editor-of.ts';
import { notAvailable } from '../formula-error.ts';
import { longDay } from '../plan-lookups.ts';
import type { Explanation, RestsOn } from './explanation.ts';
import { statedSource } from './stated-source.ts';

const NOT_A_RATIO = 'Not a ratio';
const NOT_RECORDED = 'Not recorded';
const MAX_SOURCES = 3;

/** An explanation as rows of label and value, always the same labels in the same order. */
export function whyRows({ figure, ratio, rule, restsOn, on }: Explanation): unknown[][] {
  const edits = editsOf(on, restsOn);
  const edit = latestOf(edits);
  const sources = restsOn.flatMap((each, index) => statedSource(each, edits[index] ?? null) ?? []);
  return [
    ['Figure', figure],
    ['Numerator', ratio?.numerator ?? NOT_A_RATIO],
    ['Denominator', ratio?.denominator ?? NOT_A_RATIO],
    ['Rule', rule],
    ['Source', few(sources.map(({ document }) => document))],
    ['Place', few(sources.map(({ place }) => place))],
    ['Last changed by', edit === null ? NOT_RECORDED : editorOf(on, edit)],
    ['Last changed at', changedAt(edit)],
    ['Holds from', edit === null ? NOT_RECORDED : longDay(edit.effectiveOn)],
    ['Commit', commit(edit)],
    ['Reason', edit === null ? NOT_RECORDED : (edit.reason ?? 'None given')],
  ];
}

/** Who last changed each of it; refused until the log is here. */
function editsOf(on: ReplicaReader, restsOn: readonly RestsOn[]): readonly (LastEdit | null)[] {
  return restsOn.map(({ recordId, group }) => {
    const edit = on.lastEdit(recordId, group);
    if (edit === undefined) throw notAvailable('Loading history');
    return edit;
  });
}

function latestOf(edits: readonly (LastEdit | null)[]): LastEdit | null {
  return edits.reduce((latest, edit) => {
    if (edit === null) return latest;
    return latest === null || sequenceOf(edit) >= sequenceOf(latest) ? edit : latest;
  }, null);
}

/** An own edit that the log does not hold yet comes after all that it holds. */
const sequenceOf = ({ logged }: LastEdit): number => logged?.sequence ?? Number.POSITIVE_INFINITY;

/** The clock in London: a serial could not be read among rows of text. */
const changedAt = (edit: LastEdit | null): string =>
  edit?.logged == null ? NOT_RECORDED : londonTime(new Date(edit.logged.recordedAt));

const commit = (edit: LastEdit | null): number | string => edit?.logged?.sequence ?? NOT_RECORDED;

/** Different texts in a row; of many, the first. */
function few(texts: readonly string[]): string {
  const different = [...new Set(texts)];
  const more = different.length - MAX_SOURCES;
  if (different.length === 0) return NOT_RECORDED;
  return `${different.slice(0, MAX_SOURCES).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
