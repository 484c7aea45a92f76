import { type DynaliteStore, fromCallback, type TableDescription, type WireItem } from './dynalite-engine.ts';
import { checkRequest, itemStoreKey } from './item-operation.ts';
import { isFailedCondition, isWireError, validationError } from './wire-errors.ts';
import { writeItem } from './write-item.ts';

const PREFIX = 'time-to-live~';
const PREFIX_END = 'time-to-live~\uffff';
// Where dynalite 4.0.0 keeps the description of a table.
const TABLE_PREFIX = 'table~';

// "Items with an expired TTL value older than five years are not deleted." (DynamoDB Developer Guide)
const OLDEST_EXPIRY_SECONDS = 5 * 365 * 24 * 60 * 60;

const TABLE_NAME = { type: 'String', notNull: true, regex: '[a-zA-Z0-9_.-]+' };
const DESCRIBE_TYPES = { TableName: TABLE_NAME };
const UPDATE_TYPES = {
  TableName: TABLE_NAME,
  TimeToLiveSpecification: {
    type: 'FieldStruct<TimeToLiveSpecification>',
    notNull: true,
    children: {
      AttributeName: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 255 },
      Enabled: { type: 'Boolean', notNull: true },
    },
  },
};

interface TimeToLiveRow {
  attributeName: string;
  /** A table made again under the same name starts without a time to live. */
  tableId: string;
}

interface UpdateTimeToLiveRequest {
  TableName: string;
  TimeToLiveSpecification: { AttributeName: string; Enabled: boolean };
}

function readTable(store: DynaliteStore, name: string): Promise<TableDescription> {
  return fromCallback((done) => store.getTable(name, false, done));
}

async function currentAttribute(store: DynaliteStore, table: TableDescription): Promise<string | undefined> {
  const row = (await store.db.get(PREFIX + table.TableName)) as TimeToLiveRow | undefined;
  return row?.tableId === table.TableId ? row.attributeName : undefined;
}

/** DescribeTimeToLive: the setting as UpdateTimeToLive left it. */
export async function describeTimeToLive(store: DynaliteStore, body: object): Promise<object> {
  const { TableName } = checkRequest(store, body, DESCRIBE_TYPES) as { TableName: string };
  const attribute = await currentAttribute(store, await readTable(store, TableName));
  return {
    TimeToLiveDescription:
      attribute === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute },
  };
}

/** UpdateTimeToLive: takes effect at once; throws ValidationException when nothing would change, as AWS does. */
export async function updateTimeToLive(store: DynaliteStore, body: object): Promise<object> {
  const request = checkRequest(store, body, UPDATE_TYPES) as unknown as UpdateTimeToLiveRequest; // checked just now
  const { AttributeName, Enabled } = request.TimeToLiveSpecification;
  const table = await readTable(store, request.TableName);
  const current = await currentAttribute(store, table);

  if (Enabled && current === AttributeName) throw validationError('TimeToLive is already enabled');
  if (!Enabled && current === undefined) throw validationError('TimeToLive is already disabled');
  if (current !== undefined && current !== AttributeName) {
    throw validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
  }
  const row: TimeToLiveRow = { attributeName: AttributeName, tableId: table.TableId };
  await (Enabled ? store.db.put(PREFIX + table.TableName, row) : store.db.del(PREFIX + table.TableName));
  return { TimeToLiveSpecification: request.TimeToLiveSpecification };
}

function hasExpired(item: WireItem, attribute: string, nowSeconds: number): boolean {
  const expiry = Number(item[attribute]?.N ?? Number.NaN);
  return expiry < nowSeconds && expiry > nowSeconds - OLDEST_EXPIRY_SECONDS;
}

/** Deletes the item unless somebody has changed its expiry since it was read. */
async function deleteExpired(
  store: DynaliteStore,
  table: TableDescription,
  item: WireItem,
  attribute: string,
): Promise<void> {
  const keyFields = table.KeySchema.map(({ AttributeName }) => AttributeName);
  try {
    await writeItem(store, 'Delete', {
      TableName: table.TableName,
      Key: Object.fromEntries(keyFields.map((field) => [field, item[field]])),
      ConditionExpression: '#expiry = :seen',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: { ':seen': item[attribute] },
    });
  } catch (error) {
    const wasRenewed = isWireError(error) && isFailedCondition(error);
    if (!wasRenewed) throw error;
  }
}

/** Deletes the items whose time to live is over, with their index entries. AWS does the same within days, not at once. */
export async function sweepExpiredItems(store: DynaliteStore, now: () => number): Promise<void> {
  const nowSeconds = now() / 1000;
  for await (const [key] of store.db.iterator({ gte: PREFIX, lt: PREFIX_END })) {
    const name = key.slice(PREFIX.length);
    const table = (await store.db.get(TABLE_PREFIX + name)) as TableDescription | undefined;
    const attribute = table && (await currentAttribute(store, table));
    if (!table || attribute === undefined) continue;
    const items = store.db.iterator({ gte: itemStoreKey(name, ''), lt: itemStoreKey(name, '\uffff') });
    for await (const [, value] of items) {
      const item = value as WireItem;
      if (hasExpired(item, attribute, nowSeconds)) await deleteExpired(store, table, item, attribute);
    }
  }
}
