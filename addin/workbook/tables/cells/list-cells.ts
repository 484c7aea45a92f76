import type { CellMeaning } from '../table-kind.ts';
import { type CellForm, quoted, squeezed } from './cell-form.ts';
import { gridList } from './grid-list.ts';

/** One of a fixed list, in any letter case and spacing. */
export function choiceCell<T extends string>(choices: readonly T[]): CellForm<T> {
  const read = (typed: string): CellMeaning => {
    const found = choices.find((choice) => squeezed(choice) === squeezed(typed));
    return found === undefined
      ? { problem: `${quoted(typed)} is not on the list: choose one of ${choices.join(', ')}` }
      : { value: found };
  };
  return {
    show: (value) => value,
    read: (content) => read(String(content)),
    validation: () => gridList(choices),
  };
}

const YES = ['yes', 'y', 'true', '1'];
const NO = ['no', 'n', 'false', '0'];

/** Yes or No; TRUE and FALSE, whether typed or ticked, are the same. */
export const yesNoCell: CellForm<boolean> = {
  show: (value) => (value ? 'Yes' : 'No'),
  read: (content) => {
    const typed = squeezed(String(content));
    if (YES.includes(typed)) return { value: true };
    return NO.includes(typed) ? { value: false } : { problem: `${quoted(content)} is neither: type Yes or No` };
  },
  validation: () => gridList(['Yes', 'No']),
};
