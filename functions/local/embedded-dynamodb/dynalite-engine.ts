import { createRequire } from 'node:module';

/** One attribute as DynamoDB's wire format has it, such as `{ "S": "afi/7" }`. */
type WireValue = Record<string, unknown>;
/** An item or a key in the wire format. */
export type WireItem = Record<string, WireValue>;
/** A request body that dynalite has checked; expressions are parsed into `_condition` and its like. */
export type WireRequest = Record<string, unknown> & { TableName: string; Item?: WireItem; Key?: WireItem };

type Callback<T> = (error: Error | null | undefined, value?: T) => void;

export interface LevelIterator {
  next(): Promise<unknown>;
  close(): Promise<void>;
  return?(): Promise<void>;
}

export type LevelChange = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

interface LevelRange {
  gte: string;
  lt: string;
}

/** The LevelDB under dynalite: string keys, JSON values. */
export interface LevelDatabase {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string): Promise<unknown>;
  getMany(keys: string[]): Promise<unknown[]>;
  put(key: string, value: unknown): Promise<void>;
  del(key: string): Promise<void>;
  batch(changes: LevelChange[]): Promise<void>;
  iterator(range?: LevelRange): AsyncIterable<[string, unknown]>;
  keys(options?: object): LevelIterator;
  values(options?: object): LevelIterator;
}

export interface TableDescription {
  TableName: string;
  TableId: string;
  TableStatus: string;
  KeySchema: { AttributeName: string }[];
  GlobalSecondaryIndexes?: { IndexName: string; IndexStatus: string }[];
}

/** What dynalite's actions use of one table's items, or of one index. */
export interface DynalitePartition {
  get(key: string, callback: Callback<WireItem>): void;
  put(key: string, value: unknown, callback: Callback<void>): void;
  del(key: string, callback: Callback<void>): void;
  lock(keys: string | string[], locked: (release: (done: () => void) => () => void) => void): void;
}

export interface DynaliteStore {
  db: LevelDatabase;
  options: { maxItemSize: number };
  tableDb: DynalitePartition;
  getItemDb(table: string): DynalitePartition;
  getIndexDb(kind: string, table: string, index: string): DynalitePartition;
  getTable(name: string, callback: Callback<TableDescription>): void;
  getTable(name: string, mustBeActive: boolean, callback: Callback<TableDescription>): void;
}

/** An error as dynalite makes it for the client: the body goes onto the wire as it is. */
export interface DynaliteError extends Error {
  statusCode: number;
  body: Record<string, unknown>;
}

export type FieldTypes = Record<string, unknown>;

interface DynaliteDb {
  create(options: {
    path?: string;
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): DynaliteStore;
  validateItem(item: WireItem, table: TableDescription): DynaliteError | undefined;
  validateKey(key: WireItem, table: TableDescription): DynaliteError | undefined;
  validationError(message: string): DynaliteError;
  checkConditional(request: WireRequest, item: WireItem | undefined): DynaliteError | null | undefined;
  createKey(item: WireItem, table: TableDescription): string;
  itemSize(item: WireItem): number;
}

interface DynaliteValidations {
  checkTypes(body: object, types: FieldTypes): Record<string, unknown>;
  checkValidations(body: object, types: FieldTypes, custom: CustomCheck | undefined, store: DynaliteStore): void;
}

type CustomCheck = (request: object, store: DynaliteStore) => string | undefined;

/** One of dynalite's own operations: the types of its fields, its further checks, and the work. */
export interface DynaliteOperation {
  types: FieldTypes;
  custom: CustomCheck | undefined;
  run(store: DynaliteStore, request: object, callback: Callback<Record<string, unknown>>): void;
}

// dynalite is CommonJS without types; its parts are not exported from its main file.
const require = createRequire(import.meta.url);

export const dynaliteDb = require('dynalite/db') as DynaliteDb;
export const dynaliteValidations = require('dynalite/validations') as DynaliteValidations;

/** Loads a dynalite operation by the name of its file, such as `putItem`. */
export function loadOperation(name: string): DynaliteOperation {
  const { types, custom } = require(`dynalite/validations/${name}`) as Omit<DynaliteOperation, 'run'>;
  const run = require(`dynalite/actions/${name}`) as DynaliteOperation['run'];
  return { types, custom, run };
}

/** Turns one of dynalite's callbacks into a promise. */
export function fromCallback<T>(start: (callback: Callback<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value as T)));
  });
}
