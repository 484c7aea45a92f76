import type { Problem } from '../../../../shared/domain/problem.ts';
import { groupOf } from '../../../../shared/domain/record-kinds.ts';
import type { EditRequest, EditResult, Replica } from '../../../replica/replica-port.ts';
import type { RowEdit, SavedEdits, TableComparison } from '../table-work.ts';

/** What no other cut of the same edit would change. */
const NOT_ABOUT_FIELDS = ['signed-out', 'not-stored', 'history-loading', 'changed-meanwhile', 'nothing-changed'];

/**
 * Saves what a comparison found: each row as one edit, as rules span fields. Of a row that is refused, those field groups
 * are tried again that the refusal does not name, or, where it names none, each by itself. Then gives up the returned
 * edits whose place was taken.
 */
export async function saveEdits(
  { edits, givenUp }: Pick<TableComparison, 'edits' | 'givenUp'>,
  replica: Pick<Replica, 'editAll' | 'dismiss'>,
): Promise<SavedEdits> {
  if (edits.length === 0 && givenUp.length === 0) return [];
  const whole = edits.length === 0 ? [] : await replica.editAll(edits.map(({ request }) => request));
  const results = await inParts(edits, whole, replica);
  const replaced = edits.flatMap(({ replaces }, index) => (results[index]?.saved === true ? replaces : []));
  for (const id of new Set([...replaced, ...givenUp])) await replica.dismiss(id);
  return results;
}

/** The parts of a refused edit, in the order in which they are tried; `problems` are those that stand whatever comes of them. */
interface Parts {
  readonly index: number;
  readonly groups: readonly (readonly string[])[];
  readonly problems: Problem[];
  mutationId: string | null;
}

async function inParts(
  edits: readonly RowEdit[],
  whole: SavedEdits,
  { editAll }: Pick<Replica, 'editAll'>,
): Promise<SavedEdits> {
  const cut = edits.flatMap(({ request }, index): Parts[] => partsOf(index, request, whole[index]));
  const rounds = cut.reduce((most, { groups }) => Math.max(most, groups.length), 0);
  for (let round = 0; round < rounds; round += 1) {
    const tried = cut.filter(({ groups }) => groups[round] !== undefined);
    const requests = tried.map(({ index, groups }) => partOf(edits[index], groups[round] ?? []));
    const results = await editAll(requests);
    for (const [at, parts] of tried.entries()) takeUp(parts, results[at], parts.groups[round] ?? []);
  }
  const results = [...whole];
  for (const { index, problems, mutationId } of cut)
    results[index] =
      problems.length === 0 && mutationId !== null ? { saved: true, mutationId } : { saved: false, problems };
  return results;
}

function partsOf(index: number, request: EditRequest, result: EditResult | undefined): Parts[] {
  // a new record is made whole or not at all
  if (result === undefined || result.saved || request.base === undefined) return [];
  const { problems } = result;
  if (problems.some(({ code }) => NOT_ABOUT_FIELDS.includes(code))) return [];
  const groups = new Map<string, string[]>();
  for (const field of Object.keys(request.values)) {
    const group = groupOf(request.kind, field);
    groups.set(group, [...(groups.get(group) ?? []), field]);
  }
  const named = new Set(problems.map(({ path }) => groupOf(request.kind, path.split('.')[0] ?? '')));
  const others = [...groups].filter(([group]) => !named.has(group)).map(([, fields]) => fields);
  const isNamed = others.length < groups.size;
  if (others.length === 0 || (!isNamed && others.length < 2)) return [];
  const tried = isNamed ? [others.flat()] : others;
  return [{ index, groups: tried, problems: isNamed ? [...problems] : [], mutationId: null }];
}

function partOf(edit: RowEdit | undefined, fields: readonly string[]): EditRequest {
  if (edit === undefined) throw new Error('A part is of an edit');
  const only = <V>(values: Readonly<Record<string, V>>): Record<string, V> =>
    Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
  const { request } = edit;
  return { ...request, values: only(request.values), base: only(request.base ?? {}) };
}

/** A refusal of a part names one of the part's fields, so that no other cell is marked for it. */
function takeUp(parts: Parts, result: EditResult | undefined, fields: readonly string[]): void {
  if (result === undefined) return;
  if (result.saved) {
    parts.mutationId = result.mutationId;
    return;
  }
  const isNothing = result.problems.every(({ code }) => code === 'nothing-changed');
  if (isNothing) return;
  for (const problem of result.problems) {
    const isOwn = fields.includes(problem.path.split('.')[0] ?? '');
    for (const field of isOwn ? [problem.path] : fields) parts.problems.push({ ...problem, path: field });
  }
}
