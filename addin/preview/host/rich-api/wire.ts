/**
 * The messages of a RichApi batch, as office.js 1.1.110 sends and reads them
 * (CommonActionFactory and ObjectPathFactory in excel-win32-16.01.debug.js).
 */
export interface ArgumentInfo {
  readonly Arguments?: readonly unknown[];
  /** Which arguments are objects: the path id in place of the argument, 0 or null for plain values. */
  readonly ReferencedObjectPathIds?: readonly unknown[];
}

export const PathType = {
  root: 1,
  newService: 2,
  method: 3,
  property: 4,
  indexer: 5,
  reference: 6,
  nullObject: 7,
} as const;

export interface ObjectPathInfo {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo;
}

export const ActionType = {
  instantiate: 1,
  query: 2,
  method: 3,
  setProperty: 4,
  trace: 5,
  recursiveQuery: 6,
  queryAsJson: 7,
  ensureUnchanged: 8,
  update: 9,
} as const;

export interface QueryInfo {
  readonly Select?: readonly string[];
  readonly Expand?: readonly string[];
  readonly Top?: number;
  readonly Skip?: number;
}

export interface ActionInfo {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: ArgumentInfo;
  readonly QueryInfo?: QueryInfo;
  readonly RecursiveQueryInfo?: { readonly Queries: Readonly<Record<string, QueryInfo>>; readonly MaxDepth?: number };
  readonly ObjectState?: Readonly<Record<string, unknown>>;
}

export interface BatchRequest {
  readonly Actions: readonly ActionInfo[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPathInfo>>;
}

export interface BatchResponse {
  readonly Error?: {
    readonly Code: string;
    readonly Message: string;
    readonly Location: string;
    readonly ActionIndex: number;
    readonly HttpStatusCode: number;
  };
  readonly TraceIds: readonly number[];
  readonly Results: readonly { readonly ActionId: number; readonly Value: unknown }[];
}

/** `numberFormat` of the client is `NumberFormat` on the wire. */
export function wireName(clientName: string): string {
  return clientName.charAt(0).toUpperCase() + clientName.slice(1);
}

/** `NumberFormat` on the wire is `numberFormat` in error locations. */
export function clientName(wire: string): string {
  return wire.charAt(0).toLowerCase() + wire.slice(1);
}
