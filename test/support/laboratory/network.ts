import type { ServerReply } from './gateway-answers.ts';
import { gatewayAnswer } from './gateway-answers.ts';
import type { Life } from './life.ts';
import { personOf } from './people.ts';
import type { Fate } from './schedule.ts';
import type { Server, ServerRequest } from './server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** After which the transport gives up (http-transport.ts); its own timer runs by the real clock, which stands still here. */
const CLIENT_TIMEOUT_MS = 30_000;
const MUCH_LATER_MS = 9000;
const GIVEN_UP_MS = CLIENT_TIMEOUT_MS + 5000;
const FINE: Fate = { fault: 'none', goMs: 5, backMs: 5 };
export interface Network {
  /** `fetch` of one window. */
  fetchFor(life: Life, isOnline: () => boolean): typeof fetch;
  /** Requests and replies that are on their way. */
  readonly underWay: number;
  /** How many requests met which fault. */
  readonly met: ReadonlyMap<Fate['fault'], number>;
  /** From now on requests meet these fates in turn, and those after the last none. */
  turn(fates: readonly Fate[]): void;
}

/** Between the windows and the server. */
export function createNetwork(time: VirtualTime, server: Server): Network {
  let left: Fate[] = [];
  let underWay = 0;
  const met = new Map<Fate['fault'], number>();

  const travel = (ms: number, arrive: () => void): void => {
    underWay += 1;
    time.after(ms, () => {
      underWay -= 1;
      arrive();
    });
  };
  /** Carries a request there; `sent` hears of the reply as it leaves, null for none. */
  const carry = (request: ServerRequest, ms: number, fault: Fate['fault'], sent: (reply: ServerReply | null) => void) =>
    travel(ms, () => {
      if (!server.isUp) return sent(null);
      underWay += 1;
      void server.answer(request, fault).then((reply) => {
        underWay -= 1;
        sent(reply);
      });
    });

  const send = (request: ServerRequest, { fault, goMs, backMs }: Fate, hear: (reply: ServerReply | null) => void) => {
    const back = (reply: ServerReply | null): void =>
      travel(backMs, () => hear(fault === 'cut' ? null : garbled(reply, fault)));
    met.set(fault, (met.get(fault) ?? 0) + 1);
    if (fault === 'silent') return;
    if (fault === 'dropped') return travel(goMs, () => hear(null));
    const instead = gatewayAnswer(fault, time.nowMs);
    if (instead !== null) return travel(goMs, () => hear(instead));
    if (fault === 'late') return carry(request, GIVEN_UP_MS, fault, () => {});
    if (fault === 'snapshot expires') return carry(request, MUCH_LATER_MS, fault, back);
    if (fault === 'twice') carry(request, goMs + MUCH_LATER_MS, fault, () => {});
    carry(request, goMs, fault, back);
  };

  return {
    get underWay() {
      return underWay;
    },
    met,
    turn: (fates) => {
      left = [...fates];
    },
    fetchFor: (life, isOnline) => {
      return (input, init = {}) =>
        new Promise((resolve, reject) => {
          const fail = (): void => reject(new TypeError('fetch failed'));
          if (!isOnline()) return void life.after(1, fail);
          const forgetTimeout = life.after(CLIENT_TIMEOUT_MS, fail);
          // a round that is given up gives up its requests; only who lives can do so
          init.signal?.addEventListener('abort', () => life.soon(fail));
          const body = init.body === undefined || init.body === null ? undefined : String(init.body);
          const request = { person: personOf(init.headers), url: new URL(String(input)), body };
          send(request, left.shift() ?? FINE, (reply) => {
            life.soon(() => {
              forgetTimeout();
              if (reply === null || !isOnline()) fail();
              else resolve(responseOf(reply));
            });
          });
        });
    },
  };
}

function garbled(reply: ServerReply | null, fault: Fate['fault']): ServerReply | null {
  return reply !== null && fault === 'garbled' ? { ...reply, text: reply.text.slice(0, reply.text.length / 2) } : reply;
}

/** As much of a response as the transport reads: a real one costs more than all the rest of the request. */
function responseOf({ status, headers, text }: ServerReply): Response {
  return { status, ok: status < 400, headers: new Headers(headers), text: async () => text } as Response;
}
