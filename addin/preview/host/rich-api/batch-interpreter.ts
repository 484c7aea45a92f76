import { HostError, notImplemented } from './host-error.ts';
import { type HostObject, isHostObject } from './host-object.ts';
import { KeptReferences, ObjectPaths } from './object-paths.ts';
import { answerQuery, answerRecursiveQuery, identify } from './query.ts';
import { type ActionInfo, ActionType, type BatchRequest, type BatchResponse, clientName, wireName } from './wire.ts';

/** What the interpreter needs from the workbook behind it; it knows nothing of Excel itself. */
export interface BatchPorts {
  readonly root: () => HostObject;
  readonly services: Readonly<Record<string, () => HostObject>>;
  /** Awaited before an action that reads: Excel answers with calculated values. */
  readonly beforeRead: () => Promise<void> | undefined;
  /** Runs an action so that the workbook can tell the add-in's writes from the person's. */
  readonly asAddin: <T>(action: () => T) => T;
  /** Called when the batch is over, whether it failed or not: the grid is written here. */
  readonly afterBatch: () => void;
}

const STATUS_BY_CODE: Readonly<Record<string, number>> = { ItemNotFound: 404, InvalidArgument: 400 };

const MAX_RECURSION = 10;

/** Runs a batch's actions in order and stops at the first that fails, as Excel does; what ran before it stays done. */
export class BatchInterpreter {
  readonly references = new KeptReferences();

  constructor(private readonly ports: BatchPorts) {}

  async execute(batch: BatchRequest): Promise<BatchResponse> {
    const { root, services } = this.ports;
    const paths = new ObjectPaths(batch.ObjectPaths ?? {}, { root, services, references: this.references });
    const results: { ActionId: number; Value: unknown }[] = [];
    const traceIds: number[] = [];
    let index = 0;
    let error: unknown;
    try {
      for (const action of batch.Actions) {
        if (isRead(action)) await this.ports.beforeRead();
        if (action.ActionType === ActionType.trace) traceIds.push(action.Id);
        const value = this.ports.asAddin(() => this.perform(action, paths));
        results.push({ ActionId: action.Id, Value: value ?? null });
        index += 1;
      }
      this.ports.asAddin(this.ports.afterBatch);
    } catch (thrown) {
      error = thrown;
      this.flushQuietly();
    }
    const answer = { TraceIds: traceIds, Results: results };
    return error === undefined ? answer : { ...answer, Error: describeError(error, index) };
  }

  /** The batch has already failed: a second failure would only hide the first. */
  private flushQuietly(): void {
    try {
      this.ports.asAddin(this.ports.afterBatch);
    } catch (error) {
      console.error('Writes before the failed action were refused', error);
    }
  }

  private perform(action: ActionInfo, paths: ObjectPaths): unknown {
    const { references } = this;
    switch (action.ActionType) {
      case ActionType.trace:
        return null;
      case ActionType.instantiate:
        return identify(paths.get(action.ObjectPathId), references);
      case ActionType.query:
      case ActionType.queryAsJson:
        return answerQuery(paths.get(action.ObjectPathId), action.QueryInfo ?? {}, references);
      case ActionType.recursiveQuery: {
        const { Queries = {}, MaxDepth = MAX_RECURSION } = action.RecursiveQueryInfo ?? {};
        return answerRecursiveQuery(paths.get(action.ObjectPathId), Queries, MaxDepth, references);
      }
      case ActionType.method: {
        const result = paths.callMethod(paths.get(action.ObjectPathId), action.Name, action.ArgumentInfo);
        return isHostObject(result) ? identify(result, references) : result;
      }
      case ActionType.setProperty:
        return setProperty(paths.get(action.ObjectPathId), action.Name, paths.arguments(action.ArgumentInfo)[0]);
      case ActionType.ensureUnchanged:
        return ensureUnchanged(paths.get(action.ObjectPathId), action.ObjectState ?? {});
      case ActionType.update:
        return update(paths.get(action.ObjectPathId), action.ObjectState ?? {});
      default:
        throw notImplemented(`action type ${action.ActionType}`);
    }
  }
}

/** The answer to a batch that is not even begun. */
export function refuseBatch(error: HostError): BatchResponse {
  return { TraceIds: [], Results: [], Error: describeError(error, 0) };
}

function isRead(action: ActionInfo): boolean {
  const reads: readonly number[] = [
    ActionType.query,
    ActionType.queryAsJson,
    ActionType.recursiveQuery,
    ActionType.ensureUnchanged,
  ];
  return reads.includes(action.ActionType);
}

function setProperty(object: HostObject | null, name: string, value: unknown): void {
  if (object === null) throw new HostError('InvalidObjectPath', `${clientName(name)} was set on a null object.`);
  const member = `${object.className}.${clientName(name)}`;
  if (!object.has('properties', name)) throw notImplemented(`setting ${member}`);
  if (!object.isWritable(name)) throw new HostError('InvalidOperation', `${member} can only be read.`, member);
  object.write(name, value);
}

/** `object.set({ ... })` arrives as nested plain objects; a nested one belongs to a navigation property. */
function update(object: HostObject | null, state: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(state)) {
    const name = wireName(key);
    if (object?.has('objects', name)) update(object.navigate(name), value as Readonly<Record<string, unknown>>);
    else setProperty(object, name, value);
  }
}

function ensureUnchanged(object: HostObject | null, state: Readonly<Record<string, unknown>>): void {
  for (const [key, expected] of Object.entries(state)) {
    const actual = object?.read(wireName(key));
    if (JSON.stringify(actual) !== JSON.stringify(expected))
      throw new HostError('ConflictingState', `${key} has changed since it was loaded.`, object?.className);
  }
}

function describeError(error: unknown, index: number): NonNullable<BatchResponse['Error']> {
  const known = error instanceof HostError;
  if (!known) console.error('The preview host failed', error);
  const code = known ? error.code : 'GeneralException';
  return {
    Code: code,
    Message: error instanceof Error ? error.message : String(error),
    Location: known ? error.location : '',
    ActionIndex: index,
    HttpStatusCode: STATUS_BY_CODE[code] ?? 500,
  };
}
