/** The windows of a schedule; both of Asha's are over one machine's disk. The spare machine stands closed at first. */
export const WINDOWS = ['asha', 'asha too', 'ben', 'maria', 'spare'] as const;
export type WindowName = (typeof WINDOWS)[number];

export const PEOPLE = ['asha', 'ben', 'maria', 'dana'] as const;
export type PersonName = (typeof PEOPLE)[number];

const AFI_EDITS = [
  'note',
  'agreed note',
  'no note',
  'owner',
  'status',
  'sign-off',
  'lead',
  'delete',
  'undelete',
] as const;
export const EDITS = [...AFI_EDITS, 'calls', 'month'] as const;
export type EditName = (typeof EDITS)[number];

export const DISK_OPERATIONS = [
  ...(['append', 'takePushes', 'acknowledge', 'advance', 'saveSnapshot', 'renumber', 'takeIn'] as const),
] as const;
type DiskOperation = (typeof DISK_OPERATIONS)[number];

/**
 * What befalls a request or its reply.
 * dropped: the request is lost, and the client hears so at once; silent: it hears nothing.
 * cut: the server has done its work, and the reply is lost; garbled: half of the reply arrives.
 * twice: the request arrives again much later; late: it arrives once the client has given up.
 * busy, closed, too many, bad gateway, unauthorised: the gateway answers 503 (for seconds, or until a date), 429, 502 or
 * 401 in the server's place.
 * database busy: a write fails in passing, or looks so; snapshot expires: the request takes its time, and where it is for
 * a page of a snapshot, there is a newer one by then and the page is gone.
 */
export const FAULTS = [
  ...(['dropped', 'silent', 'cut', 'garbled', 'twice', 'late'] as const),
  ...(['busy', 'closed', 'too many', 'bad gateway', 'unauthorised'] as const),
  ...(['server dies before writing', 'server dies after writing'] as const),
  ...(['database busy', 'database busy after writing', 'snapshot expires'] as const),
] as const;

export interface Fate {
  readonly fault: (typeof FAULTS)[number] | 'none';
  readonly goMs: number;
  readonly backMs: number;
}

/** What happens in one window. */
export type SeatStep = { readonly who: WindowName } & (
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
      /** In a worksheet table, which shows older values. */
      readonly inTable?: boolean;
    }
  | { readonly do: 'go offline' | 'go online' | 'look' | 'look away' }
  | { readonly do: 'kill' | 'open' | 'ask for history' }
  /** What the person makes of the oldest edit that came back: theirs is to let it go. */
  | { readonly do: 'choose'; readonly choice: 'mine' | 'theirs' | 'other' }
  /** The window dies at its next transaction of that name: before it, or after it and before it hears so. */
  | { readonly do: 'die'; readonly at: DiskOperation; readonly moment: 'before' | 'after' }
  /** Nothing runs in the window for a while; what it asked of its disk before is done. */
  | { readonly do: 'freeze'; readonly forMs: number }
);

/** Who sits at a machine, what is on its disk, and files with edits. */
export type MachineStep = { readonly who: WindowName } & (
  | { readonly do: 'sign in'; readonly as: PersonName }
  | { readonly do: 'sign out' }
  /** What is unsent goes into a file; the file goes into the replica of whoever is signed in, if it is theirs. */
  | { readonly do: 'export' }
  | { readonly do: 'import'; readonly file: 'first' | 'last' }
  /** Windows and disks of the machine are gone; or what was lost first is back, beside all that happened since. */
  | { readonly do: 'lose the machine' | 'find a machine' }
  /** The spare machine gets a copy of the person's replica, and both go on. */
  | { readonly do: 'clone the profile' }
  | { readonly do: 'fill the disk' | 'make room' | 'clear the disk' }
);

export type WindowStep = SeatStep | MachineStep;

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
  /** By how many minutes each window's clock is wrong, in the order of WINDOWS. */
  readonly clockMinutes: readonly number[];
  /** Whether a new snapshot is folded after few commits instead of hundreds. */
  readonly foldsOften: boolean;
  /** How many edits the gateway lets through in one request; more are 413. */
  readonly editsPerRequest: number;
  /** Whether the browser has Web Locks; a lease in the store stands in for them. */
  readonly hasLocks: boolean;
  /** Whether both of Asha's windows are open from the beginning. */
  readonly hasTwoWindows: boolean;
  /** Whether Maria's machine has a private window, which keeps nothing on disk. */
  readonly mariaIsPrivate: boolean;
  /** Whether Dana, an administrator, sits at Maria's machine at first. */
  readonly danaForMaria: boolean;
  readonly steps: readonly Step[];
  /** Of the requests in their order; those after the last have none. */
  readonly fates: readonly Fate[];
}
