import { describe, expect, it } from 'vitest';
import { withMonthAsWord } from '../../../../addin/preview/host/month-as-word.ts';

describe('a date typed in figures', () => {
  it.each([
    ['6/12/2022', '6 Dec 2022'],
    ['31/12/2022', '31 Dec 2022'],
    ['31-10-22', '31 Oct 22'],
    ['06/12', '06 Dec'],
  ])('%s is read day first: %s', (typed, read) => {
    expect(withMonthAsWord(typed)).toBe(read);
  });

  it.each(['13/13/2022', '2022-12-31', '1/2/3/4', '31/12-2022', 'Q2 2022/23', '=6/12', 'AFI 7'])(
    '%s is left as it is',
    (typed) => {
      expect(withMonthAsWord(typed)).toBe(typed);
    },
  );
});
