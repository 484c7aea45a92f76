import type { DocumentSettings } from '../model/document-settings.ts';
import type { BatchRequest, BatchResponse } from '../rich-api/wire.ts';
import { officeContext } from './office-context.ts';

type Callback = (answer: unknown) => void;
type EventHandler = (eventId: number, args: unknown) => void;

/** One entry of a RichApi message: category, type, target id, JSON text, and flags or an id. */
export type RichApiMessage = readonly [number, number, string, string, ...unknown[]];

/** Dispatch ids of Office's Win32 host (OSF.DDA.MethodDispId and EventDispId in office.debug.js). */
const Method = { richApiBatch: 93, commandCompleted: 94, accessToken: 98 } as const;
const OfficeEvent = { selectionChanged: 2, richApiMessages: 33, ribbonCommand: 39 } as const;
const GENERIC_EVENT_CATEGORY = 65_536;
const NOT_SIGNED_IN = 13_001;
const NOT_IMPLEMENTED = 5_000;

/** Flags of GetHostInfo: 1 shared runtime, 2 custom functions. */
const HOST_INFO = 'Excel$Win32$16.01$en-US$preview$$$3';

export interface ClientPorts {
  readonly execute: (batch: BatchRequest) => Promise<BatchResponse>;
  readonly accessToken: () => Promise<string | undefined>;
  readonly settings: DocumentSettings;
  readonly requirementSets: Readonly<Record<string, string>> | undefined;
}

/** The client as the host talks to it, and the object that has to stand at `window.external` before office.js loads. */
export interface Client {
  readonly external: object;
  /** Sends RichApi messages in one go; dropped while the client does not listen. */
  post(messages: readonly RichApiMessage[]): void;
  /** Raises an event that an object of the client may have a handler for. */
  raise(eventType: number, targetId: string, args: object): void;
  raiseSelectionChanged(): void;
  /** Resolves when the command has called `event.completed()`. */
  invokeCommand(functionName: string): Promise<void>;
}

/** The client reads arrays through the methods of a VBArray, and only the outermost one. */
function vbArray<T extends unknown[]>(array: T): T {
  return Object.assign(array, { toArray: () => array, dimensions: () => 1 });
}

/** Results of functions must not wait for a batch that itself waits for a calculation. */
export function isFunctionResult(batch: BatchRequest): boolean {
  return batch.Actions.some((action) => action.Name.startsWith('SetInvocation'));
}

/** The Win32 way into office.js: it looks for `window.external.GetContext` and takes us for desktop Excel. */
export function createClient(ports: ClientPorts): Client {
  const handlers = new Map<number, EventHandler>();
  const listening = new Map<number, ((handler: EventHandler) => void)[]>();
  const commands = new Map<string, (status: number) => void>();
  let queue: Promise<unknown> = Promise.resolve();
  let commandCount = 0;

  const runBatch = async (params: readonly unknown[], callback: Callback): Promise<void> => {
    const message = params[0] as readonly unknown[];
    const batch = JSON.parse(String(message[4])) as BatchRequest;
    const turn = isFunctionResult(batch) ? ports.execute(batch) : queue.then(() => ports.execute(batch));
    if (!isFunctionResult(batch)) queue = turn.catch(() => undefined);
    callback(vbArray([0, [200, [], JSON.stringify(await turn)]]));
  };

  const answerToken = async (callback: Callback): Promise<void> => {
    const token = await ports.accessToken();
    callback(vbArray(token === undefined ? [NOT_SIGNED_IN, null] : [0, token]));
  };

  const execute = async (method: number, params: readonly unknown[], callback: Callback): Promise<void> => {
    if (method === Method.richApiBatch) return runBatch(params, callback);
    if (method === Method.accessToken) return answerToken(callback);
    if (method === Method.commandCompleted) {
      commands.get(String(params[0]))?.(Number(params[1]));
      return callback(0);
    }
    console.error(`office.js asked the preview host for method ${method}, which it does not have`);
    callback(NOT_IMPLEMENTED);
  };

  const post = (messages: readonly RichApiMessage[]): void => {
    const handler = handlers.get(OfficeEvent.richApiMessages);
    // Never within the caller: handlers of the client may send the next batch at once.
    if (handler !== undefined) setTimeout(() => handler(OfficeEvent.richApiMessages, vbArray([...messages])), 0);
  };

  /** The client registers for ribbon commands a little after `Office.onReady`: one pressed earlier would be lost. */
  const handlerOf = (eventId: number): Promise<EventHandler> => {
    const handler = handlers.get(eventId);
    if (handler !== undefined) return Promise.resolve(handler);
    return new Promise((resolve) => listening.set(eventId, [...(listening.get(eventId) ?? []), resolve]));
  };

  const invokeCommand = async (functionName: string): Promise<void> => {
    const handler = await handlerOf(OfficeEvent.ribbonCommand);
    commandCount += 1;
    const id = `command-${commandCount}`;
    const completed = new Promise<number>((resolve) => commands.set(id, resolve));
    handler(OfficeEvent.ribbonCommand, vbArray([id, functionName, JSON.stringify({ source: { id: functionName } })]));
    const status = await completed;
    commands.delete(id);
    if (status !== 0) throw new Error(`No function is associated with the ribbon command ${functionName}`);
  };

  return {
    external: {
      GetHostInfo: () => HOST_INFO,
      GetContext: () => officeContext(ports.settings, ports.requirementSets),
      Execute: (method: number, params: readonly unknown[], callback: Callback) => {
        setTimeout(() => {
          execute(method, params, callback).catch((error: unknown) => {
            console.error('The preview host failed', error);
            callback(NOT_IMPLEMENTED);
          });
        }, 0);
      },
      RegisterEvent: (id: number, _target: string, handler: EventHandler, callback: Callback) => {
        setTimeout(() => {
          callback(0);
          handlers.set(id, handler);
          for (const resolve of listening.get(id) ?? []) resolve(handler);
          listening.delete(id);
        }, 0);
      },
      UnregisterEvent: (id: number, _target: string, callback: Callback) => {
        handlers.delete(id);
        setTimeout(() => callback(0), 0);
      },
    },
    post,
    raise: (eventType, targetId, args) =>
      post([[GENERIC_EVENT_CATEGORY, eventType, targetId, JSON.stringify(args), 0, false]]),
    raiseSelectionChanged: () => {
      const handler = handlers.get(OfficeEvent.selectionChanged);
      if (handler !== undefined) setTimeout(() => handler(OfficeEvent.selectionChanged, vbArray([])), 0);
    },
    invokeCommand,
  };
}
