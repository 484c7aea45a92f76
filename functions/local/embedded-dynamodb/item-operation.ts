import {
  type DynaliteError,
  type DynaliteOperation,
  type DynaliteStore,
  dynaliteDb,
  dynaliteValidations,
  type FieldTypes,
  fromCallback,
  loadOperation,
  type TableDescription,
  type WireItem,
  type WireRequest,
} from './dynalite-engine.ts';

export type ItemOperationKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck' | 'Get';

const deleteItem = loadOperation('deleteItem');

/** dynalite's operation behind each kind; a condition check has the fields of a delete and never runs one. */
export const ITEM_OPERATIONS: Readonly<Record<ItemOperationKind, DynaliteOperation>> = {
  Put: loadOperation('putItem'),
  Update: loadOperation('updateItem'),
  Delete: deleteItem,
  ConditionCheck: deleteItem,
  Get: loadOperation('getItem'),
};

/** The field that dynalite does not know on single writes. */
export const OLD_ITEM_FIELD: FieldTypes = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
};

/** One checked operation on one item; `refusal` says why its key cannot name an item. */
export interface ItemOperation {
  kind: ItemOperationKind;
  request: WireRequest;
  table: TableDescription;
  itemKey: string;
  storeKey: string;
  wantsOldItem: boolean;
  refusal: DynaliteError | undefined;
}

// AWS answers an empty key at once, a key of the wrong type only as a reason of the cancelled transaction.
const EMPTY_KEY = /cannot contain an empty/;

/** Reads each table's description at most once; throws ResourceNotFoundException. */
export function tableReader(store: DynaliteStore): (name: string) => Promise<TableDescription> {
  const tables = new Map<string, Promise<TableDescription>>();
  return (name) => {
    const known = tables.get(name);
    if (known) return known;
    const table = fromCallback<TableDescription>((done) => store.getTable(name, done));
    tables.set(name, table);
    return table;
  };
}

/** Checks types and limits of a request body as dynalite does; throws its errors. */
export function checkRequest(store: DynaliteStore, body: object, types: FieldTypes): Record<string, unknown> {
  const request = dynaliteValidations.checkTypes(body, types);
  dynaliteValidations.checkValidations(request, types, undefined, store);
  return request;
}

/** Parses the expressions of a type-checked request and checks its values; throws ValidationException. */
export function checkExpressions(store: DynaliteStore, kind: ItemOperationKind, request: WireRequest): void {
  const problem = ITEM_OPERATIONS[kind].custom?.(request, store);
  if (problem) throw dynaliteDb.validationError(problem);
}

/** Binds a checked request to its table and its key in the store; throws for an empty key. */
export function bindToItem(kind: ItemOperationKind, request: WireRequest, table: TableDescription): ItemOperation {
  const named: WireItem = (kind === 'Put' ? request.Item : request.Key) ?? {};
  const refusal = kind === 'Put' ? dynaliteDb.validateItem(named, table) : dynaliteDb.validateKey(named, table);
  if (refusal && EMPTY_KEY.test(refusal.message)) throw refusal;
  const itemKey = refusal ? '' : dynaliteDb.createKey(named, table);
  return {
    kind,
    request,
    table,
    itemKey,
    storeKey: itemStoreKey(request.TableName, itemKey),
    wantsOldItem: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    refusal: refusal ?? undefined,
  };
}

/** The key of an item in LevelDB, as dynalite 4.0.0 composes it. */
export function itemStoreKey(table: string, itemKey: string): string {
  return `item-${table}~${itemKey}`;
}

/** The key of an index entry in LevelDB, as dynalite 4.0.0 composes it. */
export function indexStoreKey(kind: string, table: string, index: string, entryKey: string): string {
  return `index-${kind.toLowerCase()}~${table}~${index}~${entryKey}`;
}
