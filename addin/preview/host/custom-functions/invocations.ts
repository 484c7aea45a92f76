import type { RichApiMessage } from '../client/window-external.ts';
import type { FunctionCall } from './function-calls.ts';

/** Messages to the client's custom-functions proxy: category, then invoke or cancel. */
const FUNCTIONS = 1;
const INVOKE = 1000;
const CANCEL = 1001;

/** Flags of an invocation. */
const CANCELABLE = 1;
const STREAMING = 2;

type Gate = 'client' | 'addin';

/** Sends calls to the client, all of a calculation in one message, once client and add-in are there to take them. */
export class Invocations {
  private readonly closed = new Set<Gate>(['client', 'addin']);
  private waiting: FunctionCall[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly post: (messages: readonly RichApiMessage[]) => void,
    private readonly isStillWanted: (call: FunctionCall) => boolean,
  ) {}

  get isWaiting(): boolean {
    return this.waiting.length > 0;
  }

  open(gate: Gate): void {
    this.closed.delete(gate);
    this.flushSoon();
  }

  start(call: FunctionCall): void {
    this.waiting.push(call);
    this.flushSoon();
  }

  cancel(call: FunctionCall): void {
    this.post([[FUNCTIONS, CANCEL, '', JSON.stringify({ invocationId: call.id }), call.id]]);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private flushSoon(): void {
    if (this.closed.size > 0 || this.waiting.length === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const calls = this.waiting.filter(this.isStillWanted);
      this.waiting = [];
      if (calls.length > 0) this.post(calls.map(invokeMessage));
    }, 0);
  }
}

function invokeMessage(call: FunctionCall): RichApiMessage {
  const { options } = call.fn;
  const isStreaming = options?.stream === true;
  const isCancelable = isStreaming || options?.cancelable === true;
  const flags = (isCancelable ? CANCELABLE : 0) | (isStreaming ? STREAMING : 0);
  const invocation = [call.id, call.fn.id, call.values, call.address, flags];
  if (call.parameterAddresses !== null) invocation.push(call.parameterAddresses);
  return [FUNCTIONS, INVOKE, '', JSON.stringify(invocation), call.id];
}
