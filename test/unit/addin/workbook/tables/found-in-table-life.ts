import type { Happening } from './table-life.ts';

/** What such sequences have found, each as short as it came to be. */
export const FOUND: readonly (readonly [string, readonly Happening[]])[] = [
  [
    'a valid cell beside a meaningless one of its group is neither sent nor forgotten',
    [
      { what: 'paste', row: 0, column: 16, value: 0, size: 2 },
      { what: 'co-author', row: 0, value: 0, hasAddin: false },
    ],
  ],
  [
    'a new row that the service refused keeps its number from others',
    [
      { what: 'insert', row: 0, value: 3 },
      { what: 'copy row', row: 0, to: 1 },
      { what: 'other office deletes', record: 14 },
    ],
  ],
  [
    'what a co-author changed is not forgotten while another row has taken its key',
    [
      { what: 'co-author', row: 8, value: 0, hasAddin: false },
      { what: 'type key', row: 0, value: 14 },
    ],
  ],
  [
    'a row whose key was typed over another is itself again at once, and the other too',
    [
      { what: 'type key', row: 0, value: 10 },
      { what: 'type', row: 4, column: 0, value: 0 },
      { what: 'type', row: 10, column: 1, value: 0 },
    ],
  ],
  [
    'an edit beside which the rest of its group changed is decided in one round',
    [
      { what: 'other office', record: 0, value: 0 },
      { what: 'paste', row: 0, column: 3, value: 5, size: 1 },
      { what: 'other office', record: 0, value: 3 },
      { what: 'delete column', column: 0 },
    ],
  ],
  [
    'a new row that the service refuses is not sent for ever',
    [{ what: 'insert', row: 13, value: 18 }, { what: 'round' }, { what: 'type', row: 5, column: 7, value: 11 }],
  ],
  [
    'an edit that the service refuses is not sent for ever where there is no disk',
    [{ what: 'type', row: 0, column: 4, value: 5 }, { what: 'round' }],
  ],
  [
    'an edit that comes back while nothing can be written is not sent for ever',
    [
      { what: 'lock', may: 'only read' },
      { what: 'type', row: 0, column: 3, value: 0 },
      { what: 'other office', record: 0, value: 1 },
      { what: 'other office', record: 0, value: 2 },
    ],
  ],
  [
    'a row that shows what is another record’s, and cannot be given a key, is made one record and not ever more',
    [
      { what: 'co-author', row: 25, value: 0, hasAddin: false },
      { what: 'lock', may: 'write settings' },
      { what: 'type key', row: 4, value: 0 },
    ],
  ],
];
