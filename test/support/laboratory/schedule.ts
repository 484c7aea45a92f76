/** The windows of a schedule; both of Asha's are over one store. */
export const WINDOWS = ['asha', 'asha too', 'ben', 'maria'] as const;
export type WindowName = (typeof WINDOWS)[number];

const AFI_EDITS = ['note', 'agreed note', 'no note', 'owner', 'status', 'sign-off', 'lead'] as const;
export const EDITS = [...AFI_EDITS, 'calls', 'month'] as const;
export type EditName = (typeof EDITS)[number];

export const DISK_OPERATIONS = ['append', 'takePushes', 'acknowledge', 'advance', 'saveSnapshot'] as const;
type DiskOperation = (typeof DISK_OPERATIONS)[number];

/**
 * What befalls a request or its reply.
 * dropped: the request is lost, and the client hears so at once; silent: it hears nothing.
 * cut: the server has done its work, and the reply is lost; garbled: half of the reply arrives.
 * twice: the request arrives again much later; late: it arrives once the client has given up.
 * busy, bad gateway, unauthorised: the gateway answers 503, 502 or 401 in the server's place.
 */
export const FAULTS = [
  ...(['dropped', 'silent', 'cut', 'garbled', 'twice', 'late', 'busy', 'bad gateway', 'unauthorised'] as const),
  ...(['server dies before writing', 'server dies after writing'] as const),
] as const;

export interface Fate {
  readonly fault: (typeof FAULTS)[number] | 'none';
  readonly goMs: number;
  readonly backMs: number;
}

/** What happens in one window. */
export type WindowStep = { readonly who: WindowName } & (
  | {
      readonly do: 'edit';
      readonly edit: EditName;
      readonly record: 0 | 1;
      /** Effective so many days ago. */
      readonly daysAgo: number;
      readonly reason: boolean;
      /** So often, each time with other values. */
      readonly times: number;
      readonly everyMs: number;
    }
  | { readonly do: 'go offline' | 'go online' | 'look' | 'look away' }
  | { readonly do: 'kill' | 'open' | 'dismiss' | 'ask for history' }
  /** The window dies at its next transaction of that name: before it, or after it and before it hears so. */
  | { readonly do: 'die'; readonly at: DiskOperation; readonly moment: 'before' | 'after' }
);

/** What happens on the other side. */
export type ServerStep =
  | { readonly do: 'stop the server'; readonly forMs: number }
  /** The dataset is restored as it was so many commits ago. */
  | { readonly do: 'restore'; readonly commits: number }
  /** The administrator makes readers of the contributors, and contributors again. */
  | { readonly do: 'make readers' | 'make contributors' };

export type Step = { readonly waitMs: number } & (WindowStep | ServerStep);

export interface Schedule {
  /** Of the delays that no step names. */
  readonly seed: number;
  /** By how many minutes each person's clock is wrong, in the order of WINDOWS. */
  readonly clockMinutes: readonly number[];
  /** Whether a new snapshot is folded after few commits instead of hundreds. */
  readonly foldsOften: boolean;
  /** Whether the browser has Web Locks, so that the rounds of Asha's windows never overlap. */
  readonly hasLocks: boolean;
  /** Whether Maria works in a private window, which keeps nothing on disk. */
  readonly mariaIsPrivate: boolean;
  readonly steps: readonly Step[];
  /** Of the requests in their order; those after the last have none. */
  readonly fates: readonly Fate[];
}
