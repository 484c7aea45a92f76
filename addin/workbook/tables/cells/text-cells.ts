import type { CellContent } from '../table-kind.ts';
import { type CellForm, quoted } from './cell-form.ts';

/** Serial numbers of 2000 to 2100: a whole number among them may be a date that Excel made of typed text. */
const FIRST_DATE = 36_526;
const LAST_DATE = 73_415;

function textOf(content: CellContent): string | null {
  if (typeof content === 'string') return content.replace(/\r\n?/g, '\n').trim();
  if (typeof content === 'boolean') return content ? 'TRUE' : 'FALSE';
  const mayBeDate = Number.isInteger(content) && content >= FIRST_DATE && content <= LAST_DATE;
  return mayBeDate ? null : String(content);
}

/** Free text of at most so many characters, trimmed and with Excel's line ends as it is read; text that looks like a formula is text like any other. */
export function textCell(maxLength: number): CellForm<string> {
  return {
    show: (text) => text,
    read: (content) => {
      const text = textOf(content);
      return text === null
        ? {
            problem: `Excel may have made a date of the text: type an apostrophe before it (it shows ${quoted(content)})`,
          }
        : { value: text };
    },
    validation: () => ({ kind: 'text length', max: maxLength }),
  };
}
