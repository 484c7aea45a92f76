import { invalidArgument } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import type { KeptReferences } from './object-paths.ts';
import { clientName, type QueryInfo, wireName } from './wire.ts';

type Answer = Record<string, unknown>;

/** What the client needs to find the object again: its id, and the reference that keeps it. */
export function identify(object: HostObject | null, references: KeptReferences): Answer | null {
  if (object === null) return null;
  const identity: Answer = {};
  if (object.has('properties', 'Id')) identity.Id = object.read('Id');
  const reference = references.idOf(object);
  if (reference !== undefined) identity._ReferenceId = reference;
  return identity;
}

/** Paths as the client writes them (`items/name`, `items.name`, expand `worksheet`) to one form. */
function selectedPaths(query: QueryInfo): string[] {
  const expanded = (query.Expand ?? []).map((path) => `${path}/*`);
  return [...(query.Select ?? []), ...expanded].map((path) => path.replaceAll('.', '/'));
}

/** Answers a `load`: the selected properties, of the object or of each item of a collection. */
export function answerQuery(object: HostObject | null, query: QueryInfo, references: KeptReferences): Answer | null {
  if (object === null) return null;
  const paths = selectedPaths(query);
  return object.items === undefined
    ? answerObject(object, paths, references)
    : answerCollection(object, object.items(), paths, query, references);
}

function answerCollection(
  collection: HostObject,
  items: readonly HostObject[],
  paths: readonly string[],
  query: QueryInfo,
  references: KeptReferences,
): Answer {
  const answer: Answer = identify(collection, references) ?? {};
  const ownPaths = paths.filter((path) => collection.has('properties', wireName(path)));
  for (const path of ownPaths) answer[wireName(path)] = collection.read(wireName(path));

  const itemPaths = paths
    .filter((path) => !ownPaths.includes(path) && path !== '$none')
    .map((path) => path.replace(/^items(\/|$)/i, '') || '*');
  if (paths.length > 0 && itemPaths.length === 0) return answer;

  const first = query.Skip ?? 0;
  const page = items.slice(first, query.Top === undefined ? undefined : first + query.Top);
  answer._Items = page.map((item, index) => ({
    ...answerQuery(item, { Select: itemPaths }, references),
    _Index: first + index,
  }));
  return answer;
}

function answerObject(object: HostObject, paths: readonly string[], references: KeptReferences): Answer {
  const answer: Answer = identify(object, references) ?? {};
  for (const path of paths.length > 0 ? paths : ['*']) {
    const [head = '', ...rest] = path.split('/');
    const name = wireName(head);
    if (head === '$none') continue;
    if (head === '*' || head === '$all') {
      for (const property of object.propertyNames) answer[property] = object.read(property);
    } else if (object.has('properties', name)) {
      answer[name] = object.read(name);
    } else if (object.has('objects', name)) {
      const inner = answerQuery(object.navigate(name), { Select: rest.length > 0 ? [rest.join('/')] : [] }, references);
      answer[name] = inner === null ? null : { ...(answer[name] as Answer | undefined), ...inner };
    } else {
      const location = `${object.className}.load`;
      throw invalidArgument(location, `The preview host knows no ${clientName(name)} of ${object.className}.`);
    }
  }
  return answer;
}

/**
 * Answers `loadRecursive`: the query of each object's class, down the navigation properties that have a query.
 * Our reading of the documentation; the add-in's own code has no use for it.
 */
export function answerRecursiveQuery(
  object: HostObject | null,
  queries: Readonly<Record<string, QueryInfo>>,
  depth: number,
  references: KeptReferences,
): Answer | null {
  if (object === null) return null;
  const own = queries[object.className];
  const answer: Answer = {
    ...(own === undefined ? identify(object, references) : answerQuery(object, own, references)),
  };
  if (depth <= 0) return answer;
  for (const path of own === undefined ? [] : selectedPaths(own)) {
    const name = wireName(path.split('/')[0] ?? '');
    if (object.has('objects', name))
      answer[name] = answerRecursiveQuery(object.navigate(name), queries, depth - 1, references);
  }
  return answer;
}
