import type { Actor } from '../../../shared/domain/permissions.ts';
import type { Life } from './life.ts';
import type { Fate } from './schedule.ts';
import type { Server, ServerReply, ServerRequest } from './server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** After which the transport gives up (http-transport.ts); its own timer runs by the real clock, which stands still here. */
const CLIENT_TIMEOUT_MS = 30_000;
const MUCH_LATER_MS = 9000;
const GIVEN_UP_MS = CLIENT_TIMEOUT_MS + 5000;
const FINE: Fate = { fault: 'none', goMs: 5, backMs: 5 };
/** What the gateway answers in the server's place. */
const GATEWAY: Partial<Record<Fate['fault'], ServerReply>> = {
  busy: { status: 503, headers: { 'retry-after': '1' }, text: '' },
  'bad gateway': { status: 502, headers: {}, text: '<html>Bad gateway</html>' },
  unauthorised: { status: 401, headers: {}, text: '{"message":"Unauthorized"}' },
};

/** A window as the network knows it. */
export interface Caller {
  readonly life: Life;
  readonly isOnline: () => boolean;
  readonly actor: () => Actor;
}

export interface Network {
  /** `fetch` of one window. */
  fetchFor(caller: Caller): typeof fetch;
  /** Requests and replies that are on their way. */
  readonly underWay: number;
  /** Whatever is under way never arrives, and who waits for it hears that it failed. */
  lose(): void;
  /** How many requests met which fault. */
  readonly met: ReadonlyMap<Fate['fault'], number>;
  /** From now on requests meet these fates in turn, and those after the last none. */
  turn(fates: readonly Fate[]): void;
}

/** Between the windows and the server. */
export function createNetwork(time: VirtualTime, server: Server): Network {
  let left: Fate[] = [];
  let underWay = 0;
  let losses = 0;
  const met = new Map<Fate['fault'], number>();

  const travel = (ms: number, arrive: (isLost: boolean) => void): void => {
    const lossesBefore = losses;
    underWay += 1;
    time.after(ms, () => {
      underWay -= 1;
      arrive(losses > lossesBefore);
    });
  };
  /** Carries a request there; `sent` hears of the reply as it leaves, null for none. */
  const carry = (request: ServerRequest, ms: number, fault: Fate['fault'], sent: (reply: ServerReply | null) => void) =>
    travel(ms, (isLost) => {
      if (isLost || !server.isUp) return sent(null);
      underWay += 1;
      void server.answer(request, fault).then((reply) => {
        underWay -= 1;
        sent(reply);
      });
    });

  const send = (request: ServerRequest, { fault, goMs, backMs }: Fate, hear: (reply: ServerReply | null) => void) => {
    const back = (reply: ServerReply | null): void =>
      travel(backMs, (isLost) => hear(isLost || fault === 'cut' ? null : garbled(reply, fault)));
    met.set(fault, (met.get(fault) ?? 0) + 1);
    if (fault === 'silent') return;
    if (fault === 'dropped') return travel(goMs, () => hear(null));
    const instead = GATEWAY[fault];
    if (instead !== undefined) return travel(goMs, () => hear(instead));
    if (fault === 'late') return carry(request, GIVEN_UP_MS, fault, () => {});
    if (fault === 'twice') carry(request, goMs + MUCH_LATER_MS, fault, () => {});
    carry(request, goMs, fault, back);
  };

  return {
    get underWay() {
      return underWay;
    },
    met,
    lose: () => {
      losses += 1;
    },
    turn: (fates) => {
      left = [...fates];
    },
    fetchFor: ({ life, isOnline, actor }) => {
      return (input, init = {}) =>
        new Promise((resolve, reject) => {
          const fail = (): void => reject(new TypeError('fetch failed'));
          if (!isOnline()) return void life.after(1, fail);
          const forgetTimeout = life.after(CLIENT_TIMEOUT_MS, fail);
          const body = init.body === undefined || init.body === null ? undefined : String(init.body);
          send({ actor: actor(), url: new URL(String(input)), body }, left.shift() ?? FINE, (reply) => {
            if (!life.isAlive) return;
            forgetTimeout();
            if (reply === null || !isOnline()) fail();
            else resolve(responseOf(reply));
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
