import { type DynaliteStore, dynaliteDb, type FieldTypes, type WireRequest } from './dynalite-engine.ts';
import {
  bindToItem,
  checkExpressions,
  checkRequest,
  ITEM_OPERATIONS,
  type ItemOperation,
  type ItemOperationKind,
  OLD_ITEM_FIELD,
  tableReader,
} from './item-operation.ts';
import { validationError } from './wire-errors.ts';

// Both limits: "TransactWriteItems" and "TransactGetItems" in the Amazon DynamoDB API Reference.
const MAX_ACTIONS = 100;
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;

const EXPRESSION_FIELDS = ['ExpressionAttributeNames', 'ExpressionAttributeValues'];
const CONDITION_FIELDS = [...EXPRESSION_FIELDS, 'ConditionExpression'];
const REQUIRED_TEXT = { type: 'String', notNull: true };

function actionTypes(kind: ItemOperationKind, fields: readonly string[], more: FieldTypes = {}): FieldTypes {
  const { types } = ITEM_OPERATIONS[kind];
  const children = Object.fromEntries(fields.map((field) => [field, types[field]]));
  return { type: `FieldStruct<${kind}>`, children: { ...children, ...more } };
}

function requestTypes(actions: FieldTypes): FieldTypes {
  return {
    ClientRequestToken: { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 },
    ReturnConsumedCapacity: { type: 'String', enum: ['INDEXES', 'TOTAL', 'NONE'] },
    ReturnItemCollectionMetrics: { type: 'String', enum: ['SIZE', 'NONE'] },
    TransactItems: {
      type: 'List',
      notNull: true,
      lengthGreaterThanOrEqual: 1,
      lengthLessThanOrEqual: MAX_ACTIONS,
      children: { type: 'ValueStruct<TransactItem>', children: actions },
    },
  };
}

/** The body of TransactWriteItems, in the terms of dynalite's own checks. */
export const TRANSACT_WRITE_TYPES = requestTypes({
  ConditionCheck: actionTypes('ConditionCheck', ['TableName', 'Key', ...EXPRESSION_FIELDS], {
    ConditionExpression: REQUIRED_TEXT,
    ...OLD_ITEM_FIELD,
  }),
  Put: actionTypes('Put', ['TableName', 'Item', ...CONDITION_FIELDS], OLD_ITEM_FIELD),
  Delete: actionTypes('Delete', ['TableName', 'Key', ...CONDITION_FIELDS], OLD_ITEM_FIELD),
  Update: actionTypes('Update', ['TableName', 'Key', ...CONDITION_FIELDS], {
    UpdateExpression: REQUIRED_TEXT,
    ...OLD_ITEM_FIELD,
  }),
});

/** The body of TransactGetItems. */
export const TRANSACT_GET_TYPES = requestTypes({
  Get: actionTypes('Get', ['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames']),
});

type Action = readonly [kind: ItemOperationKind, request: WireRequest];

function onlyAction(item: Partial<Record<ItemOperationKind, WireRequest>>): Action {
  const actions = Object.entries(item) as Action[];
  const [action] = actions;
  if (!action || actions.length > 1) {
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return action;
}

function refuseDuplicates(operations: readonly ItemOperation[]): void {
  const keys = operations.filter(({ refusal }) => !refusal).map(({ storeKey }) => storeKey);
  if (new Set(keys).size < keys.length) {
    throw validationError('Transaction request cannot include multiple operations on one item');
  }
}

function refuseOversize(operations: readonly ItemOperation[]): void {
  const bytes = operations.map(({ request }) => dynaliteDb.itemSize(request.Item ?? request.Key ?? {}));
  const total = bytes.reduce((sum, size) => sum + size, 0);
  if (total > MAX_TRANSACTION_BYTES) {
    throw validationError('The aggregate size of the items in the transaction exceeds 4 MB');
  }
}

/** The actions of a transaction, in the order asked, each checked and bound to its item; throws for the whole request. */
export async function readTransaction(
  store: DynaliteStore,
  body: object,
  types: FieldTypes,
): Promise<{ token: string | undefined; operations: ItemOperation[] }> {
  const request = checkRequest(store, body, types) as { TransactItems: object[]; ClientRequestToken?: string };
  const actions = request.TransactItems.map(onlyAction);
  for (const [kind, action] of actions) checkExpressions(store, kind, action);
  const readTable = tableReader(store);
  const operations: ItemOperation[] = [];
  for (const [kind, action] of actions) {
    operations.push(bindToItem(kind, action, await readTable(action.TableName)));
  }
  refuseDuplicates(operations);
  refuseOversize(operations);
  return { token: request.ClientRequestToken, operations };
}
